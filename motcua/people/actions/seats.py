"""Bring back an officer who lost the phone, and say after how many minutes a unit's screens lock."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once, retrying
from motcua.people import locks, policies, queries, resets, seats
from motcua.people.actor import Actor
from motcua.people.models import LockRule, Pin, SeatReset, User

SHORTEST, LONGEST = 1, 120


def reset_second_factor(*, user: UUID, unit: str, actor: Actor, at: datetime, key: Key | None = None) -> None:
    """Take away the second factor, the PIN and the trusted machines of an officer of the unit; the officer is told."""
    policies.can_reset(actor, user, unit, at).enforce()
    place = queries.unit(unit)
    account = User.objects.get(pk=user)
    columns: dict[str, Any] = {"user_id": user, "unit_id": place.pk, "by_id": actor.user_id, "at": at}
    payload = {"user": f"user:{user}", "unit": unit}

    def attempt() -> None:
        with transaction.atomic():
            subject = Subject(SeatReset, uuid4(), columns=columns)
            commit(subject, [NewEntry("second_factor.reset", payload)], actor=actor.id, at=at, key=key)
            Authenticator.objects.filter(user=account).delete()
            Pin.objects.filter(user=account).delete()
            seats.forget(user)
        resets.write(account, User.objects.get(pk=columns["by_id"]), at)

    once(key, actor.id, attempt, lambda first: None)


def set_lock_rule(*, unit: str, minutes: int, actor: Actor, at: datetime) -> None:
    """Say after how many minutes without use the screens of a unit and of those under it lock by themselves."""
    policies.can_manage_people(actor, unit).enforce()
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(
            "bad_minutes", _("Số phút tự khóa máy phải từ %(low)s đến %(high)s.") % {"low": SHORTEST, "high": LONGEST}
        )
    place = queries.unit(unit)

    def attempt() -> None:
        row = locks.rule_row(place)
        if row is not None and row.minutes == minutes:
            return
        new = Subject(LockRule, uuid4(), columns={"unit_id": place.pk, "minutes": minutes})
        subject = Subject.of(row, minutes=minutes) if row is not None else new
        entry = NewEntry("lock_rule.set", {"unit": unit, "minutes": minutes})
        commit(subject, [entry], actor=actor.id, at=at)

    retrying(attempt)
