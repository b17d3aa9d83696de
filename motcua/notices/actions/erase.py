"""Erase: take addresses and texts out of a person's messages; that they were sent stays."""

from datetime import datetime

from django.db.models import Q

from motcua.notices.models import Message
from motcua.notices.models.message import State


def erase(*, at: datetime, recipient: str = "", subject: str = "") -> int:
    """Erase the messages to a person or about a subject; what was still waiting is not sent any more."""
    if not recipient and not subject:
        raise ValueError("say whose messages, or about what")
    chosen = Q(recipient=recipient) if recipient else Q()
    if subject:
        chosen &= Q(subject=subject)
    found = Message.objects.filter(chosen, erased_at=None)
    waiting = list(found.filter(state=State.WAITING).values_list("pk", flat=True))
    erased = found.update(address="", title="", body="", facts={}, error="", erased_at=at)
    Message.objects.filter(pk__in=waiting, state=State.WAITING).update(state=State.FAILED, next_at=None)
    return erased
