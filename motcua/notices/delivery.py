"""Delivery: sends what is due, tries again after growing pauses, and writes down every try."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.notices import ports
from motcua.notices.models import Attempt, Message
from motcua.notices.models.attempt import Outcome
from motcua.notices.models.message import Channel, State
from motcua.notices.ports import Deliver, NeverTaken, Outgoing, TryLater

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
LEASE = timedelta(minutes=10)
ROUND = 200
_ADDRESS = re.compile(r"[^\s<>]+@[^\s<>]+|\+?\d(?:[ -]?\d){8,}")  # of mail, or of a telephone however it is written


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round of delivery did."""

    sent: int = 0
    later: int = 0
    failed: int = 0


def deliver_due(now: datetime) -> Delivered:
    """Send every waiting message whose time has come, at most 200 a round, one connection a channel.

    A message is claimed for 10 minutes before it leaves, so that two workers don't send it twice and a killed worker
    doesn't lose it; the receiver may then see it again, under the same id.
    """
    outcomes: list[Outcome] = []
    for channel in (Channel.MAIL, Channel.SMS, Channel.ZALO):
        outcomes += _deliver_channel(channel, now)
    return Delivered(
        sent=outcomes.count(Outcome.SENT), later=outcomes.count(Outcome.LATER), failed=outcomes.count(Outcome.NEVER)
    )


def _deliver_channel(channel: Channel, now: datetime) -> list[Outcome]:
    due = list(
        Message.objects.filter(channel=channel, state=State.WAITING, next_at__lte=now)
        .order_by("next_at", "created_at")
        .values_list("pk", flat=True)[:ROUND]
    )
    if not due:
        return []
    with ExitStack() as stack:
        deliver = _open(channel, stack)
        return [_deliver(message, deliver, now) for message in _claimed(due, now)]


def _open(channel: Channel, stack: ExitStack) -> Deliver:
    """Return the way out; when it is closed, one that tells every message to try later."""
    port = ports.port(channel)

    def closed(reason: str) -> Deliver:
        def refuse(outgoing: Outgoing) -> None:
            raise TryLater(reason)

        return refuse

    if port is None:
        return closed("the channel is not configured")
    try:
        return stack.enter_context(port.session())
    except TryLater as error:
        return closed(str(error))


def _claimed(due: list[UUID], now: datetime) -> Iterator[Message]:
    for pk in due:
        message = Message.objects.filter(pk=pk, state=State.WAITING, next_at__lte=now).first()
        if message is None:
            continue
        mine = Message.objects.filter(pk=pk, state=State.WAITING, tries=message.tries, next_at__lte=now)
        if mine.update(tries=message.tries + 1, next_at=now + LEASE):
            message.tries += 1
            yield message


def _deliver(message: Message, deliver: Deliver, now: datetime) -> Outcome:
    outcome, error = Outcome.SENT, ""
    try:
        deliver(Outgoing(str(message.pk), message.address, message.title, message.body))
    except TryLater as failure:
        outcome, error = Outcome.LATER, str(failure)
    except NeverTaken as failure:
        outcome, error = Outcome.NEVER, str(failure)
    if outcome == Outcome.LATER and message.tries > len(PAUSES):
        outcome = Outcome.NEVER
    _record(message, outcome, _ADDRESS.sub("…", error)[:500], now)
    return outcome


def _record(message: Message, outcome: Outcome, error: str, now: datetime) -> None:
    after: dict[Outcome, dict[str, object]] = {
        Outcome.SENT: {"state": State.SENT, "sent_at": now, "next_at": None},
        Outcome.LATER: {"next_at": now + PAUSES[min(message.tries, len(PAUSES)) - 1]},
        Outcome.NEVER: {"state": State.FAILED, "next_at": None},
    }
    with transaction.atomic():
        Attempt.objects.create(message=message, number=message.tries, at=now, outcome=outcome, error=error)
        Message.objects.filter(pk=message.pk, state=State.WAITING).update(error=error, **after[outcome])
