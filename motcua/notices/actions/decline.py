"""Decline a channel, or want it again: whoever holds a message of it may say so, without an account."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.notices.letters import LEGAL
from motcua.notices.models import Declined, Message, digest_of
from motcua.notices.models.message import Channel, State


def decline(message_id: UUID, *, at: datetime) -> None:
    """Send nothing more to this address on this channel but what the law demands; what waits is not sent."""
    message = held(message_id)
    Declined.objects.get_or_create(channel=message.channel, digest=digest_of(message.address), defaults={"at": at})
    waiting = Message.objects.filter(channel=message.channel, address=message.address, state=State.WAITING)
    waiting.exclude(letter__in=LEGAL).update(state=State.DECLINED, next_at=None)


def accept(message_id: UUID) -> None:
    """Send to this address on this channel again."""
    message = held(message_id)
    Declined.objects.filter(channel=message.channel, digest=digest_of(message.address)).delete()


def is_declined(channel: str, address: str) -> bool:
    """Tell whether somebody with this address does not want the channel."""
    return Declined.objects.filter(channel=channel, digest=digest_of(address)).exists()


def unwanted(letter: str, channel: str, address: str) -> bool:
    """Tell whether a letter does not leave because its reader declined the channel; the law's letters always do."""
    return letter not in LEGAL and is_declined(channel, address)


def held(message_id: UUID) -> Message:
    """Return the message whose unguessable id the link carries; one that was erased opens nothing any more."""
    message = Message.objects.filter(pk=message_id, erased_at=None).exclude(channel=Channel.PAGE).first()
    if message is None or not message.address:
        raise Refused("not_found", _("Đường dẫn này không còn dùng được."), _("Mở đường dẫn trong tin mới hơn."))
    return message
