"""Record a lasting mandate that somebody showed at the counter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from motcua.core.ledger.chain import START
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import policies
from motcua.dossiers.mandates import SAID
from motcua.dossiers.models import Mandate
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once
from motcua.ledger.keys import digest
from motcua.people.actor import Actor


def record_mandate(
    unit: str, *, actor: Actor, at: datetime, key: str, persons: Mapping[str, str], since: date, until: date
) -> UUID:
    """Record who may hand in for whom from ``since`` until ``until``; the paper and both persons are named."""
    policies.can_receive(actor, unit).enforce()
    said = {name: persons.get(name, "").strip() for name in SAID}
    _complete(said, since, until, local(at).date())
    days = {"since": since.isoformat(), "until": until.isoformat()}
    stored = Key(key, "mandate.record", digest({"unit": unit, **said, **days}))

    def attempt() -> UUID:
        pk = uuid4()
        columns = {**said, "unit": unit, "since": since, "until": until, "recorded_at": at, "revoked_at": None}
        commit(
            Subject(Mandate, pk, 0, START, columns),
            [NewEntry("mandate.recorded", {"unit": unit, **days}, said)],
            actor=actor.id,
            at=at,
            key=stored,
            result={"mandate": str(pk)},
        )
        return pk

    return once(stored, actor.id, attempt, lambda result: UUID(result["mandate"]))


def _complete(said: Mapping[str, str], since: date, until: date, today: date) -> None:
    if not all(said[name] for name in ("applicant_name", "name", "national_id", "paper")):
        raise Refused(
            "mandate_incomplete",
            "Chưa ghi đủ người ủy quyền, người được ủy quyền và giấy ủy quyền.",
            "Ghi như trên giấy ủy quyền và giấy tờ tùy thân.",
        )
    if until < since or until < today:
        raise Refused(
            "mandate_days", "Ngày cuối của ủy quyền đã qua hoặc trước ngày đầu.", "Xem lại thời hạn ghi trên giấy."
        )
