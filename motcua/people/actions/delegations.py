"""Lend a role for some days, and take it back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once, retrying
from motcua.people import policies, queries
from motcua.people.actor import Actor
from motcua.people.models import Delegation


def delegate(
    *,
    giver: UUID,
    receiver: UUID,
    unit: str,
    role: str,
    valid_from: date,
    valid_to: date,
    decision: str,
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> Delegation:
    """Lend the giver's role in a unit to another person until a day, by a numbered decision."""
    policies.can_delegate(actor, giver, unit, role, at).enforce()
    _check(giver, receiver, valid_from, valid_to, decision)
    pk = uuid4()
    payload = {
        "giver": f"user:{giver}",
        "receiver": f"user:{receiver}",
        "unit": unit,
        "role": role,
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat(),
        "decision": decision.strip(),
    }
    columns = {
        "giver_id": giver,
        "receiver_id": receiver,
        "unit_id": queries.unit(unit).pk,
        "role": role,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "decision": decision.strip(),
    }
    subject = Subject(Delegation, pk, columns=columns)

    def attempt() -> Any:
        return commit(subject, [NewEntry("delegation.granted", payload)], actor=actor.id, at=at, key=key).result

    done = once(key, actor.id, attempt, lambda first: first, look_first=False)
    return Delegation.objects.get(pk=done["id"] if done else pk)


def revoke_delegation(*, delegation: UUID, actor: Actor, at: datetime) -> Delegation:
    """Take a lent role back at once; a second call changes nothing."""

    def attempt() -> None:
        row = Delegation.objects.select_related("unit").get(pk=delegation)
        if actor.user_id != row.giver_id:
            policies.can_manage_people(actor, row.unit.code).enforce()
        if row.revoked_at is not None:
            return
        payload = {
            "giver": f"user:{row.giver_id}",
            "receiver": f"user:{row.receiver_id}",
            "unit": row.unit.code,
            "role": row.role,
        }
        commit(Subject.of(row, revoked_at=at), [NewEntry("delegation.revoked", payload)], actor=actor.id, at=at)

    retrying(attempt)
    return Delegation.objects.get(pk=delegation)


def _check(giver: UUID, receiver: UUID, valid_from: date, valid_to: date, decision: str) -> None:
    if giver == receiver:
        raise Refused("same_person", _("Không thể ủy quyền cho chính mình."))
    if valid_to < valid_from:
        raise Refused("ends_before_start", _("Ngày kết thúc ủy quyền không được trước ngày bắt đầu."))
    if not decision.strip():
        raise Refused("decision_missing", _("Thiếu số văn bản ủy quyền."), _("Hãy nhập số, ký hiệu của văn bản."))
