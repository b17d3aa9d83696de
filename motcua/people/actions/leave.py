"""Record days on which a person is away, and cancel them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, commit, retrying
from motcua.people import policies
from motcua.people.actor import Actor
from motcua.people.models import LEAVE_KINDS, Leave


def record_leave(*, user: UUID, first_day: date, last_day: date, kind: str, actor: Actor, at: datetime) -> Leave:
    """Record that a person is away; work is offered to those who are present first."""
    policies.can_record_leave(actor, user).enforce()
    if kind not in LEAVE_KINDS:
        raise Refused("unknown_kind", _("Không có loại ngày nghỉ “%(kind)s”.") % {"kind": kind})
    if last_day < first_day:
        raise Refused("ends_before_start", _("Ngày kết thúc không được trước ngày bắt đầu."))
    payload = {"user": f"user:{user}", "first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    columns = {"user_id": user, "first_day": first_day, "last_day": last_day, "kind": kind}
    pk = uuid4()
    entry = NewEntry("leave.recorded", payload, {"kind": kind})
    commit(Subject(Leave, pk, columns=columns), [entry], actor=actor.id, at=at)
    return Leave.objects.get(pk=pk)


def cancel_leave(*, leave: UUID, actor: Actor, at: datetime) -> Leave:
    """Cancel recorded days of absence; a second call changes nothing."""

    def attempt() -> None:
        row = Leave.objects.get(pk=leave)
        policies.can_record_leave(actor, row.user_id).enforce()
        if not row.cancelled:
            entry = NewEntry("leave.cancelled", {"user": f"user:{row.user_id}"})
            commit(Subject.of(row, cancelled=True), [entry], actor=actor.id, at=at)

    retrying(attempt)
    return Leave.objects.get(pk=leave)
