"""Tells the applicant what happened to their dossier: one letter for each moment that concerns them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from motcua.core.phrase import Listing, Money, Phrase, Value, named
from motcua.core.process.events import read_moment
from motcua.core.process.states import State
from motcua.dossiers import corrections, slips
from motcua.dossiers.drafts import ONLINE
from motcua.dossiers.law import components_of
from motcua.dossiers.models import Applicant, Dossier
from motcua.dossiers.rating_link import rating_url
from motcua.dossiers.slips import tracking_url
from motcua.ledger import read as ledger
from motcua.ledger.follow import daily, reaction, timetable
from motcua.ledger.read import Entry
from motcua.notices import ports
from motcua.notices.actions.send import Contact, send
from motcua.people import queries as people
from motcua.people.language import language_of
from motcua.procedures import queries as procedures

Facts = Mapping[str, Value | datetime]
REMIND_BEFORE: Final = timedelta(days=3)
MORNING: Final = time(8)
BRING = Phrase("giấy hẹn hoặc căn cước")
CALENDAR_CHANGED = Phrase("lịch làm việc hoặc quy định tính thời hạn đã thay đổi")


def tell(entry: Entry, key: str) -> None:
    """Write the letter that belongs to an entry; an entry that concerns nobody outside writes none."""
    chosen = _letter(entry)
    dossier = Dossier.objects.filter(pk=UUID(entry.stream.partition(":")[2])).first()
    if chosen is None or dossier is None:
        return
    letter, facts = chosen
    _write(letter, dossier, facts(entry, dossier), key=key, at=entry.at)


def remind(now: datetime) -> None:
    """Remind, once a request, whoever has three days left to bring what was asked for; in the morning, not by night."""
    waiting = Dossier.objects.filter(
        state=State.WITH_APPLICANT.value, answer_by__gte=now, answer_by__lt=now + REMIND_BEFORE
    )
    for dossier in waiting.iterator():
        asked = slips.open_request(dossier.pk)
        if asked is None or dossier.answer_by is None:
            continue
        key = f"dossier:{dossier.pk}:supplement_ending:{dossier.answer_by:%Y%m%d%H%M}"
        facts: Facts = {"wanted": _papers(dossier, asked.items), "answer_by": dossier.answer_by}
        _write("supplement_ending", dossier, facts, key=key, at=now)


def _write(letter: str, dossier: Dossier, facts: Facts, *, key: str, at: datetime) -> None:
    applicant = Applicant.objects.filter(pk=dossier.pk).first()
    contact = Contact(mail=applicant.email, phone=applicant.phone, zalo=_zalo(applicant)) if applicant else Contact()
    send(
        letter,
        key=key,
        subject=f"{Dossier.stream_prefix}:{dossier.pk}",
        facts={**_always(dossier), **facts},
        at=at,
        recipient=dossier.created_by if dossier.created_by.startswith("user:") else "",
        contact=contact,
        link=reverse("dossiers:own", args=[dossier.pk]),
        # Only who lodged online chose a language of their own; at the counter an official entered it.
        language=language_of(dossier.created_by) if dossier.channel == ONLINE else settings.LANGUAGE_CODE,
    )


def _zalo(applicant: Applicant) -> str:
    """Zalo knows people by their phone; an office without a Zalo account keeps no row for it."""
    return applicant.phone if ports.port("zalo") else ""


def _letter(entry: Entry) -> tuple[str, Callable[[Entry, Dossier], Facts]] | None:
    if entry.type == "dossier.routed" and entry.payload["step_kind"] != "return":
        return None
    if entry.payload.get("express"):
        return None  # the result is handed over in the same moment; only that is told
    return LETTERS.get(entry.type)


def _always(dossier: Dossier) -> Facts:
    office = people.unit(dossier.reception_unit)
    published = procedures.by_version(UUID(dossier.procedure_version))
    return {
        "code": dossier.code,
        "procedure": published.definition.title,
        "office": office.name,
        "url": tracking_url(dossier.code),
    }


def _submitted(entry: Entry, _: Dossier) -> Facts:
    return {"check_by": _moment(entry, "check_by")}


def _received(entry: Entry, dossier: Dossier) -> Facts:
    return {"due_at": _moment(entry, "due"), "place": people.unit(dossier.return_unit).name}


def _supplement(entry: Entry, dossier: Dossier) -> Facts:
    return {"wanted": _papers(dossier, entry.payload["items"]), "answer_by": _moment(entry, "answer_by")}


def _papers(dossier: Dossier, codes: Iterable[str]) -> str:
    known = components_of(dossier.pk, dossier)
    return ", ".join(known[code].name for code in codes)


def _with_reason(entry: Entry, _: Dossier) -> Facts:
    return {"reason": _content(entry, "reason")}


def _apology(entry: Entry, _: Dossier) -> Facts:
    return {
        "old_due_at": _moment(entry, "was"),
        "new_due_at": _moment(entry, "due"),
        "reason": _content(entry, "reason"),
    }


def _rescheduled(entry: Entry, _: Dossier) -> Facts:
    return {"old_due_at": _moment(entry, "was"), "new_due_at": _moment(entry, "due"), "reason": CALENDAR_CHANGED}


def _carried(entry: Entry, dossier: Dossier) -> Facts:
    """Tell the new date, and what the newer version asks for besides: nothing is brought before it is asked for."""
    version = procedures.by_version(UUID(entry.payload["procedure_version"]))
    papers = [version.definition.component(code).name for code in entry.payload["asked"]]
    more = Phrase("Bạn không phải nộp thêm giấy tờ.")
    if papers:
        more = Phrase(
            "Bản mới có thêm giấy tờ: {papers}. Bạn chưa phải nộp; nếu cần, chúng tôi sẽ gửi phiếu yêu cầu bổ sung.",
            papers=Listing(tuple(papers), "; "),
        )
    return {
        **_rescheduled(entry, dossier),
        "version": version.number,
        "decision": version.decision,
        "reason": _content(entry, "reason"),
        "more": more,
    }


def _ended(entry: Entry, dossier: Dossier) -> Facts:
    """Tell what is to be fetched: originals left at the counter, and money, which rules of fees give back or not."""
    originals = sum(dossier.papers.filter(kind="paper").values_list("originals", flat=True))
    rest: list[Value] = []
    if originals:
        place = people.unit(dossier.reception_unit).name
        rest.append(Phrase("Bạn nhận lại {number} bản chính đã nộp tại {place}.", number=originals, place=place))
    if dossier.fee_paid:
        rest.append(
            Phrase("Bạn đã nộp {paid}: việc trả lại tiền làm theo quy định thu phí.", paid=Money(dossier.fee_paid))
        )
    nothing = Phrase("Không có giấy tờ gốc hay khoản tiền nào phải nhận lại.")
    return {"ended_at": entry.at, "rest": Listing(tuple(rest), " ") if rest else nothing}


def _stopped(entry: Entry, dossier: Dossier) -> Facts:
    return {**_ended(entry, dossier), "number": str(entry.payload["number"])}


def _annulled(entry: Entry, dossier: Dossier) -> Facts:
    return {**_ended(entry, dossier), "reason": _content(entry, "reason")}


def _corrected(entry: Entry, dossier: Dossier) -> Facts:
    """Name the fields, not the values: these are on the page of the dossier."""
    own = procedures.by_version(UUID(dossier.procedure_version)).definition
    names = Listing(tuple(named(corrections.words(own, code)) for code in entry.payload["fields"]), ", ")
    old = Phrase("Giấy hẹn bạn đang giữ vẫn dùng được.")
    new = Phrase("Giấy hẹn đã được cấp lại với cùng số {number}.", number=str(entry.payload.get("number", "")))
    return {"corrected_at": entry.at, "what": names, "receipt": new if "copy" in entry.payload else old}


def _ready(_: Entry, dossier: Dossier) -> Facts:
    return {"place": people.unit(dossier.return_unit).name, "bring": BRING}


def _returned(entry: Entry, dossier: Dossier) -> Facts:
    return {"returned_at": entry.at, "rating": rating_url(dossier.code)}


def _moment(entry: Entry, field: str) -> datetime | Phrase:
    return read_moment(entry.payload[field]) or Phrase("khi đủ điều kiện tính thời hạn")


def _content(entry: Entry, field: str) -> Phrase:
    content = ledger.content(entry.stream, entry.seq) or {}
    return named(str(content[field])) if field in content else Phrase("xem trên phiếu")


LETTERS: dict[str, tuple[str, Callable[[Entry, Dossier], Facts]]] = {
    "dossier.submitted": ("submitted", _submitted),
    "dossier.received": ("received", _received),
    "dossier.supplement_asked": ("supplement", _supplement),
    "dossier.refused": ("refused", _with_reason),
    "dossier.extended": ("apology", _apology),
    "dossier.due_changed": ("rescheduled", _rescheduled),
    "dossier.carried": ("carried", _carried),
    "dossier.stopped": ("stopped", _stopped),
    "dossier.withdrawn": ("withdrawn", _ended),
    "dossier.annulled": ("annulled", _annulled),
    "dossier.corrected": ("corrected", _corrected),
    "dossier.routed": ("ready", _ready),
    "dossier.returned": ("returned", _returned),
}


def register() -> None:
    """Register the reaction and the morning's reminders."""
    reaction("dossiers.tell", types=LETTERS)(tell)
    timetable("dossiers.remind", daily(MORNING))(remind)
