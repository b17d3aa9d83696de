"""What follows by itself: new due dates after a calendar changed, closing what nobody answered, silence as consent."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from motcua.core.phrase import marked
from motcua.core.process.decide.erasing import ERASED
from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.documents import numbers
from motcua.documents.actions.cancel_number import cancel_number
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED
from motcua.dossiers import queries
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.recompute_due import recompute_due
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.models import Consultation, Dossier
from motcua.ledger import clock, keys
from motcua.ledger.follow import every, reaction, timetable
from motcua.ledger.read import Entry
from motcua.notices.actions.erase import erase as erase_letters
from motcua.people.actor import system

CLOCK = system("clock")
TIMETABLE = system("timetable")
CANCELLED_WITH = "Hủy tiếp nhận nhầm hồ sơ"


def recompute(entry: Entry, key: str) -> None:
    """Recompute every open dossier's dates after a calendar or rule set was published."""
    cause = entry.type.partition(".")[0]
    for dossier_id in queries.ids_open_in().iterator():
        recompute_due(dossier_id, actor=CLOCK, at=clock.now(), key=f"{key}:{dossier_id}", cause=cause)


def close_unanswered(now: datetime) -> None:
    """Close, in writing, the dossiers whose supplement did not come in time (NĐ 297/2025/NĐ-CP: 15 working days)."""
    overdue = Dossier.objects.filter(state=State.WITH_APPLICANT.value, answer_by__lt=now).values_list("id", "version")
    reason = marked("Đã quá thời hạn bổ sung ghi trong phiếu yêu cầu mà không nhận được giấy tờ bổ sung.")
    for dossier_id, version in list(overdue):
        key = f"unanswered:{dossier_id}:{version}"
        with suppress(Refused):  # somebody moved the dossier meanwhile: the next round looks at what it is now
            refuse(dossier_id, actor=TIMETABLE, at=now, key=key, ground="not_supplemented", reason=reason)


def write_silence(now: datetime) -> None:
    """Write down that a unit asked for its opinion stayed silent, where silence is consent (GPXD: 12 days)."""
    silent = Consultation.objects.filter(answered_at=None, answer_by__lt=now, silence="agree")
    for dossier_id, seq in list(silent.values_list("dossier_id", "seq")):
        key = f"silence:{dossier_id}:{seq}"
        with suppress(Refused):
            answer_consultation(dossier_id, actor=TIMETABLE, at=now, key=key, consultation=seq, verdict="silence")


def forget(entry: Entry, key: str) -> None:
    """Let the letters about an erased dossier, and the keys of its forms, go as well."""
    if entry.stream.startswith(f"{Dossier.stream_prefix}:"):
        erase_letters(at=entry.at, subject=entry.stream)
        keys.forget_stream(entry.stream, but="dossier.erase")


def cancel_receipt_number(entry: Entry, key: str) -> None:
    """Show in the book that the receipt's number is void once its reception is annulled; it is never given again."""
    given = BookedNumber.objects.filter(subject=entry.stream, series=numbers.RECEIPT)
    for row in given.exclude(state=CANCELLED):
        place = (row.agency, row.series, row.year, row.number)
        reason = f"{CANCELLED_WITH} {row.note}".strip()
        with suppress(Refused):  # the clerk cancelled it in the same moment
            cancel_number(*place, ground="withdrawn", reason=reason, actor=CLOCK, at=clock.now())


def register() -> None:
    """Register reactions and jobs."""
    reaction("dossiers.recompute", types=("calendar.published", "rules.published"))(recompute)
    reaction("dossiers.forget", types=(ERASED,))(forget)
    reaction("dossiers.cancel_receipt_number", types=("dossier.annulled",))(cancel_receipt_number)
    timetable("dossiers.close_unanswered", every(timedelta(minutes=10)))(close_unanswered)
    timetable("dossiers.write_silence", every(timedelta(minutes=10)))(write_silence)
