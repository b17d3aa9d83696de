"""Invented citizens with the names of the region, and what they hand in. Nothing of it is real."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from motcua.core.procedure.definition import Choice, ProcedureDefinition, choose_case
from motcua.core.procedure.forms import FormField
from motcua.core.procedure.requirements import requirements
from motcua.core.rules import evaluate
from motcua.documents import files
from motcua.dossiers import places
from motcua.dossiers.lodgement import CHANNELS, Handed, Lodgement, Person
from motcua.people.models import User
from motcua.procedures.queries import Published

FAMILIES = (
    "Nông",
    "Hoàng",
    "Lý",
    "Vi",
    "Triệu",
    "Lương",
    "Hứa",
    "Chu",
    "Lành",
    "Bế",
    "Nguyễn",
    "Đàm",
    "Mã",
    "Lộc",
    "Vy",
)
MEN = ("Văn Hùng", "Đức Mạnh", "Văn Tuấn", "Quốc Việt", "Minh Quân", "Văn Sơn", "Hữu Phước", "Đình Khánh", "Văn Lợi")
WOMEN = ("Thị Hồng", "Thị Nguyệt", "Thu Hà", "Thị Mỷ", "Bích Ngọc", "Thị Sen", "Thanh Mai", "Thị Lụa", "Kim Oanh")
HAMLETS = ("khối 3", "khối 6", "thôn Nà Pàn", "thôn Khòn Lèng", "thôn Pò Cại", "thôn Bản Mới", "khu Tân Tiến")

FEW, FEW_OF = 5, (".pages", ".copies", ".count", ".signers")  # nobody has a hundred copies made in one morning


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody invented; ``account`` is the account with which they lodge online."""

    person: Person
    account: User | None
    born: date


def citizen(random: Random, unit_name: str, *, online: bool, at: datetime) -> Citizen:
    """Invent a citizen of a commune; who lodges online has an account."""
    woman = random.random() < 0.5
    name = f"{random.choice(FAMILIES)} {random.choice(WOMEN if woman else MEN)}"
    born = date(1955, 1, 1) + timedelta(days=random.randrange(18_000))
    century = {19: 0, 20: 2}[born.year // 100] + int(woman)
    national_id = f"020{century}{born.year % 100:02d}9{random.randrange(100_000):05d}"
    phone = f"09{random.randrange(10**8):08d}"
    person = Person(
        name=name, national_id=national_id, phone=phone, address=f"{random.choice(HAMLETS)}, {unit_name}, tỉnh Lạng Sơn"
    )
    return Citizen(person, _account(person, at) if online else None, born)


def _account(person: Person, at: datetime) -> User:
    found = User.objects.filter(national_id=person.national_id).first()
    if found is not None:
        return found
    account = User(username=f"dan.{person.national_id}", name=person.name, national_id=person.national_id, joined_at=at)
    account.set_unusable_password()
    account.save()
    return account


def lodgement(published: Published, who: Citizen, place: str, channel: int, random: Random, at: datetime) -> Lodgement:
    """Return a whole dossier as this citizen hands it in."""
    definition = published.definition
    answers, choice = _answers(definition, who, random)
    case = choice.case
    assert case is not None
    on = at.date()
    asked = requirements(definition, case, answers, CHANNELS[channel])
    competent = places.competent_for(definition, answers, place, on)
    provincial = not places.needs_place(definition, answers)
    papers, groups = list[Handed](), set[str]()
    for requirement in asked:
        component = requirement.component
        if requirement.asked == "one_of":
            if component.group in groups:
                continue
            groups.add(component.group)
        elif requirement.asked == "looked_up":
            papers.append(Handed(component.code, "looked_up"))
            continue
        elif requirement.asked != "required" and random.random() < 0.8:
            continue
        papers.append(_paper(component.code, component.name, channel, random, at, uploaded=component.uploaded))
    return Lodgement(
        procedure_version=str(published.id),
        case=case.code,
        competent_unit=competent,
        channel=channel,
        person=who.person,
        answers=answers,
        papers=papers,
        reception_unit=places.reception_for(competent, "" if provincial else place),
    )


def _paper(code: str, name: str, channel: int, random: Random, at: datetime, *, uploaded: bool) -> Handed:
    if channel == 2:
        return Handed(code, "file", files=(_sample(name, at),)) if uploaded else Handed(code, "file")
    if uploaded and random.random() < 0.12:
        return Handed(code, "reused")
    scanned = (_sample(name, at),) if random.random() < 0.7 else ()
    return Handed(code, "paper", files=scanned, originals=1)


@cache
def _sample(name: str, at: datetime) -> str:
    image = Image.new("L", (620, 877), 252)
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 40, 580, 837), outline=90, width=2)
    pen.text((70, 80), "BAN TRINH DIEN - KHONG CO GIA TRI", fill=60)
    for line in range(12):
        pen.line((80, 180 + line * 45, 540 - (line * 37) % 160, 180 + line * 45), fill=150, width=3)
    stored = io.BytesIO()
    image.save(stored, "JPEG", quality=60)
    return files.keep(SimpleUploadedFile(f"{name[:40]}.jpg", stored.getvalue(), "image/jpeg"), at=at).sha256


def _answers(definition: ProcedureDefinition, who: Citizen, random: Random) -> tuple[dict[str, Any], Choice]:
    for _ in range(30):
        answers: dict[str, Any] = {}
        for question in definition.questions:
            if question.when is not None and not evaluate(question.when, answers, definition.words()).value:
                continue
            if question.kind == "number":
                answers[question.code] = random.randint(1, 4)
            else:
                answers[question.code] = _usual(question.choices(), random)
        choice = choose_case(definition, answers)
        if choice.case is not None:
            return {**answers, **_declaration(definition, who, answers, random)}, choice
    raise RuntimeError(f"{definition.code}: no case fits any answers")


def _usual(options: Any, random: Random) -> str:
    """Most people are the first case of the list."""
    return str(options[0].code if random.random() < 0.6 else random.choice(options).code)


def _declaration(
    definition: ProcedureDefinition, who: Citizen, answers: dict[str, Any], random: Random
) -> dict[str, Any]:
    given: dict[str, Any] = {}
    words = definition.words()
    for field in definition.fields():
        if field.when is not None and not evaluate(field.when, {**answers, **given}, words).value:
            continue
        if field.required or random.random() < 0.3:
            given[field.code] = _value(field, who, random)
    return given


def _value(field: FormField, who: Citizen, random: Random) -> str:
    if field.from_person:
        return str(getattr(who.person, field.from_person, "") or "không có")
    if field.kind == "choice":
        return str(random.choice(field.options).code)
    if field.kind in {"number", "money"}:
        least = field.at_least or 1
        most = least + (FEW if field.code.endswith(FEW_OF) else 200)
        return str(random.randint(least, max(least, min(field.at_most or most, most))))
    simple: dict[str, Callable[[], str]] = {
        "name": lambda: f"{random.choice(FAMILIES)} {random.choice(MEN + WOMEN)}",
        "date": lambda: (date(2026, 1, 1) - timedelta(days=random.randrange(1, 300))).isoformat(),
        "year": lambda: str(random.randint(1970, 2000)),
        "national_id": lambda: f"020199{random.randrange(10**6):06d}",
        "phone": lambda: f"09{random.randrange(10**8):08d}",
        "email": lambda: "dan@motcua.example",
        "place": lambda: who.person.address,
        "check": lambda: "yes",
    }
    return simple.get(field.kind, lambda: "Theo hồ sơ kèm theo")()
