"""What somebody hands in, checked against the published procedure before any decision is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from motcua.core.procedure import quality
from motcua.core.procedure.components import ChannelCode
from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.procedure.requirements import Requirement, fees_due, requirements
from motcua.core.process.decide.intake import Components, Intake
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.documents import numbers
from motcua.dossiers import places
from motcua.dossiers.models import Applicant, Dossier, Paper, PaperFile
from motcua.ledger.commit import Insert
from motcua.people import queries as people
from motcua.people.models import User
from motcua.procedures import queries as procedures

NOBODY = "visitor"
CHANNELS: dict[int, ChannelCode] = {1: "direct", 2: "online", 3: "post"}


@dataclass(frozen=True, slots=True)
class Handed:
    """One component as handed in: ``kind`` paper, file, reused or looked_up; files by SHA-256 in reading order."""

    component: str
    kind: str
    files: tuple[str, ...] = ()
    originals: int = 0
    copies: int = 0
    note: str = ""
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant as the receipt (form 01) needs them; ``lodged_by`` is the person who hands in for them."""

    name: str
    national_id: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    lodged_by: str = ""
    lodged_by_id: str = ""
    lodged_by_phone: str = ""
    lodged_by_paper: str = ""


@dataclass(frozen=True, slots=True)
class Lodgement:
    """A whole dossier before it enters; ``competent_unit`` decides, ``channel`` is 1 direct, 2 online, 3 post.

    ``helped`` says that an official or volunteer helped the applicant, who stays the applicant; ``mandate`` is the
    lasting mandate under which somebody else hands in.
    """

    procedure_version: str
    case: str
    competent_unit: str
    channel: int
    person: Person
    answers: Mapping[str, Any]
    papers: Sequence[Handed] = ()
    reception_unit: str = ""
    code: str = ""
    return_unit: str = field(default="")
    helped: bool = False
    mandate: str = ""

    def reception(self) -> str:
        """Return the one-stop shop that receives: the one named, else that of the competent unit."""
        return self.reception_unit or places.reception_for(self.competent_unit, "")

    def content(self) -> dict[str, Any]:
        """Return the personal content that the entry commits to by a digest."""
        return {
            "applicant": asdict(self.person),
            "answers": dict(self.answers),
            "papers": [{**asdict(paper), "files": list(paper.files)} for paper in self.papers],
        }

    def request(self) -> dict[str, Any]:
        """Return all that was asked, as plain JSON: the idempotency key is bound to it."""
        return {
            "version": self.procedure_version,
            "case": self.case,
            "unit": self.competent_unit,
            "reception": self.reception(),
            "channel": self.channel,
            "code": self.code,
            **({"helped": True} if self.helped else {}),
            **({"mandate": self.mandate} if self.mandate else {}),
            **self.content(),
        }


def current_definition(lodgement: Lodgement, on: date) -> ProcedureDefinition:
    """Return the definition if it is the one in force on the day; an old draft or a repealed procedure is refused."""
    try:
        published = procedures.by_version(UUID(lodgement.procedure_version))
    except (ValueError, ObjectDoesNotExist):
        raise Refused(
            "no_such_version", _("Không có phiên bản thủ tục này."), _("Tìm lại thủ tục trong danh mục rồi khai lại.")
        ) from None
    gone = procedures.repealed(published.code, on)
    if gone:
        raise Refused(
            "procedure_repealed",
            _("Thủ tục %(code)s đã bị bãi bỏ từ %(since)s theo %(by)s.")
            % {"code": published.code, "since": f"{gone.since:%d/%m/%Y}", "by": gone.by},
            "Tìm thủ tục thay thế trong danh mục, hoặc hỏi bộ phận một cửa.",
        )
    now = procedures.published(published.code, on)
    if now is None or str(now.id) != lodgement.procedure_version:
        raise Refused(
            "version_changed",
            _("Thủ tục %(code)s đã có phiên bản mới từ khi bạn bắt đầu khai.") % {"code": published.code},
            "Những gì bạn đã khai vẫn còn. Hãy mở lại bản khai, xem phần thay đổi rồi gửi.",
        )
    return published.definition


def received_here(definition: ProcedureDefinition, case: Case | None = None) -> None:
    """Refuse a procedure, or one case of it, that is published for information only: it has no route to go."""
    if (definition if case is None else case).receivable:
        return
    name = definition.title if case is None else f"{definition.title} – {case.name}"
    system = definition.authoritative_system
    hint = _("Nộp tại: %(system)s.") % {"system": system} if system else ""
    raise Refused(
        "not_received_here",
        _("“%(name)s” chưa có quy trình nội bộ nên Motcua chưa tiếp nhận.") % {"name": name},
        hint or _("Hỏi bộ phận một cửa nơi nhận hồ sơ này."),
    )


def check(definition: ProcedureDefinition, lodgement: Lodgement) -> tuple[Case, tuple[Requirement, ...]]:
    """Return the case and what it asks for, or refuse with everything that is missing, by name."""
    case = next((case for case in definition.cases if case.code == lodgement.case), None)
    if case is None:
        raise Refused("no_such_case", "Chưa chọn trường hợp của thủ tục.", "Trả lời các câu hỏi đầu tiên để chọn.")
    received_here(definition, case)
    if definition.channel(CHANNELS[lodgement.channel]) is None:
        raise Refused(
            "channel_closed", "Thủ tục này không nhận hồ sơ theo cách đó.", "Xem các cách nộp ở trang thủ tục."
        )
    if not lodgement.person.name.strip():
        raise Refused("name_missing", "Chưa ghi họ tên người yêu cầu.", "Ghi họ và tên như trên giấy tờ tùy thân.")
    if not _units_exist(lodgement):
        raise Refused("no_such_unit", "Chưa chọn nơi giải quyết.", "Chọn xã, phường nơi giải quyết hồ sơ.")
    asked = requirements(definition, case, lodgement.answers, CHANNELS[lodgement.channel])
    _all_there(asked, {paper.component for paper in lodgement.papers})
    return case, asked


def code_for(lodgement: Lodgement, at: datetime) -> str:
    """Return the code that another system gave, if this register does not know it yet, else the agency's next one.

    A number of ours under which somebody entered a foreign dossier is passed over: it would stop the counter for good.
    """
    if lodgement.code:
        _free_code(lodgement.code)
        return lodgement.code
    agency = people.agency_of(lodgement.reception()).agency_code
    while Dossier.objects.filter(code=(code := numbers.dossier_code(agency, at))).exists():
        pass
    return code


def _free_code(code: str) -> None:
    """Refuse a code given elsewhere that a dossier in this register has already."""
    if Dossier.objects.filter(code=code).exists():
        raise Refused(
            "code_taken",
            _("Mã %(code)s đã có trong sổ theo dõi.") % {"code": code},
            "Tìm mã này ở quầy để mở hồ sơ đã có; không nhập lần thứ hai.",
        )


def _units_exist(lodgement: Lodgement) -> bool:
    codes = {lodgement.reception(), lodgement.competent_unit}
    return people.units(on=None).filter(code__in=codes).count() == len(codes)


def missing(asked: Sequence[Requirement], given: set[str]) -> list[tuple[Requirement, ...]]:
    """Return what is required and not given: each a paper, or the papers of which one would do."""
    uploads = [r for r in asked if r.component.uploaded or r.component.kind == "declaration"]
    found = [(r,) for r in uploads if r.asked == "required" and r.component.code not in given]
    groups: dict[str, list[Requirement]] = {}
    for requirement in uploads:
        if requirement.asked == "one_of":
            groups.setdefault(requirement.component.group, []).append(requirement)
    chosen = [tuple(one) for one in groups.values() if not any(member.component.code in given for member in one)]
    return [*found, *chosen]


def _all_there(asked: Sequence[Requirement], given: set[str]) -> None:
    lacking = missing(asked, given)
    if lacking:
        names = [_(" hoặc ").join(member.component.name for member in choice) for choice in lacking]
        raise Refused(
            "components_missing",
            _("Còn thiếu giấy tờ bắt buộc: %(names)s.") % {"names": "; ".join(names)},
            "Bổ sung các giấy tờ này rồi gửi lại. Những gì đã nhập vẫn còn.",
        )


def intake(
    definition: ProcedureDefinition, case: Case, asked: Sequence[Requirement], lodgement: Lodgement, on: date, code: str
) -> Intake:
    """Return the facts of the intake: codes, counts and the fee due (None where an amount is not known)."""
    lines = fees_due(definition, case, lodgement.answers, CHANNELS[lodgement.channel], on)
    amounts = [line.amount for line in lines]
    return Intake(
        code=code,
        procedure=definition.code,
        procedure_version=lodgement.procedure_version,
        case=case.code,
        level=definition.level,
        channel=lodgement.channel,
        online=definition.online_level,
        reception_unit=lodgement.reception(),
        competent_unit=lodgement.competent_unit,
        return_unit=lodgement.return_unit or lodgement.reception(),
        components=components(asked, lodgement.papers),
        fee_due=None if None in amounts else sum(amount or 0 for amount in amounts),
        databases=databases(asked, lodgement.papers),
        helped=lodgement.helped,
        mandate=lodgement.mandate,
    )


def owner_of(person: Person) -> str:
    """Return the account that may follow a dossier entered at the counter: the applicant's own, if they have one."""
    found = User.objects.filter(national_id=person.national_id).first() if person.national_id else None
    return found.actor_id if found else NOBODY


def components(asked: Sequence[Requirement], papers: Sequence[Handed]) -> Components:
    """Count how the papers came, as the service-quality index reads it (QĐ 766 group 4)."""
    kinds = [paper.kind for paper in papers]
    return Components(
        required=sum(r.asked in {"required", "one_of"} for r in asked),
        digitised=sum(bool(paper.files) for paper in papers),
        reused=len(_reused(asked, papers)),
        looked_up=len(_looked_up(asked, papers)),
        paper=kinds.count("paper"),
    )


def databases(asked: Sequence[Requirement], papers: Sequence[Handed]) -> tuple[str, ...]:
    """Return the codes of the databases in which the office looked papers up (QĐ 766, component 4.5)."""
    looked_up = _looked_up(asked, papers)
    return tuple(quality.databases(r.component for r in asked if r.component.code in looked_up))


def _looked_up(asked: Sequence[Requirement], papers: Sequence[Handed]) -> set[str]:
    """Return the components that the office looks up itself and those that the counter noted as looked up."""
    by_itself = {r.component.code for r in asked if r.asked == "looked_up" and not r.component.reused}
    noted = {paper.component for paper in papers if paper.kind == "looked_up"}
    return (by_itself | noted) - _reused(asked, papers)


def _reused(asked: Sequence[Requirement], papers: Sequence[Handed]) -> set[str]:
    """Return the earlier results that the office takes from its own register, and what the counter noted as reused."""
    by_itself = {r.component.code for r in asked if r.asked == "looked_up" and r.component.reused}
    return by_itself | {paper.component for paper in papers if paper.kind == "reused"}


def rows(dossier_id: Any, lodgement: Lodgement, seq: int) -> list[Insert]:
    """Return the rows of the applicant and the papers, written with the first entry."""
    person = lodgement.person
    key = search_key(" ".join((person.name, person.phone, person.national_id)))
    applicant = {
        "dossier_id": dossier_id,
        "reception_unit": lodgement.reception(),
        **asdict(person),
        "helped": lodgement.helped,
        "answers": dict(lodgement.answers),
        "search_key": key,
    }
    return [Insert(Applicant, applicant), *paper_rows(dossier_id, lodgement.papers, seq)]


def paper_rows(dossier_id: Any, papers: Sequence[Handed], seq: int) -> list[Insert]:
    """Return one row for each component handed in with an entry."""
    rows = [
        Insert(Paper, {"dossier_id": dossier_id, "seq": seq, **asdict(paper), "files": list(paper.files)})
        for paper in papers
    ]
    named = {sha256 for paper in papers for sha256 in paper.files}
    files = [Insert(PaperFile, {"dossier_id": dossier_id, "seq": seq, "sha256": sha256}) for sha256 in sorted(named)]
    return [*rows, *files]
