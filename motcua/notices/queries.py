"""Messages as people ask for them."""

from datetime import date

from django.db.models import Count, QuerySet

from motcua.notices.models import Message
from motcua.notices.models.message import Channel, State
from motcua.people.actor import Actor


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
