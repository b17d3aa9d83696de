"""Messages as people ask for them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from motcua.notices.models import Message
from motcua.notices.models.message import Channel, State
from motcua.people.actor import Actor

TRIES: Final = 5  # after so many pauses a message that never arrived is given up
COLOURS: Final = {
    State.WAITING: "grey",
    State.SENT: "green",
    State.FAILED: "red",
    State.UNCONFIGURED: "amber",
    State.DECLINED: "amber",
}


def for_recipient(actor: Actor) -> QuerySet[Message]:
    """Return the actor's messages on the site, newest first; a visitor has none."""
    if actor.kind != "user":
        return Message.objects.none()
    own = Message.objects.filter(recipient=actor.id, channel=Channel.PAGE, erased_at=None)
    return own.order_by("-created_at", "pk")


def unread(actor: Actor) -> int:
    """Count the actor's messages on the site that were not read yet."""
    return for_recipient(actor).filter(read_at=None).count()


def about(subject: str) -> QuerySet[Message]:
    """Return every message about a subject, oldest first: what the people concerned were told, and when."""
    return Message.objects.filter(subject=subject).order_by("created_at", "channel")


@dataclass(frozen=True, slots=True)
class Told:
    """One message as a dossier's page shows it: its state, why it stopped, whether a try waits."""

    message: Message
    colour: str
    why: str
    later: bool
    stopped: bool


def told(subject: str) -> list[Told]:
    """Return what was told about a subject, the latest first and at most 60; what was erased stays as a line."""
    return [
        _told(message) for message in Message.objects.filter(subject=subject).order_by("-created_at", "channel")[:60]
    ]


def _told(message: Message) -> Told:
    state = State(message.state)
    why = ""
    if state is State.FAILED and not message.erased_at:
        why = _("Đã thử nhiều lần, bên nhận không trả lời.") if message.tries > TRIES else _("Địa chỉ không nhận tin.")
    stopped = state in (State.FAILED, State.UNCONFIGURED) and message.erased_at is None
    return Told(message, COLOURS[state], why, state is State.WAITING and message.tries > 0, stopped)


def deliveries(state: str = "", channel: str = "", day: date | None = None) -> QuerySet[Message]:
    """Return messages that leave the system, newest first, with the tries they took."""
    found = Message.objects.exclude(channel=Channel.PAGE).order_by("-created_at", "pk")
    if state in State.values:
        found = found.filter(state=state)
    if channel in Channel.values:
        found = found.filter(channel=channel)
    if day is not None:
        found = found.filter(created_at__date=day)
    return found


def totals() -> dict[str, int]:
    """Count the messages that leave the system, by state."""
    counted = Message.objects.exclude(channel=Channel.PAGE).values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(State.values, 0) | dict(counted)
