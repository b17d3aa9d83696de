"""Mark as read: the person has seen own messages on the site."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from motcua.notices.models import Message
from motcua.notices.models.message import Channel
from motcua.people.actor import Actor


def mark_read(messages: Collection[UUID], *, actor: Actor, at: datetime) -> int:
    """Note the first reading of the actor's own messages among ``messages``; return how many were new."""
    own = Message.objects.filter(recipient=actor.id, channel=Channel.PAGE)
    return own.filter(pk__in=messages, read_at=None).update(read_at=at)
