"""Retry by hand: a message that failed, or that had no channel, goes once more."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.notices import policies, ports
from motcua.notices.actions.decline import unwanted
from motcua.notices.models import Message
from motcua.notices.models.message import Channel, State
from motcua.people import access
from motcua.people.actor import Actor


def retry(message_id: UUID, *, actor: Actor, at: datetime, subject: str = "", unit: str = "") -> None:
    """Let a message wait for the next round of delivery; who asked for it stands in the log of looks.

    With ``subject`` only a message about it is taken, for those who may in its ``unit``.
    """
    policies.can_retry(actor, unit).enforce()
    stopped = Message.objects.exclude(channel=Channel.PAGE).filter(
        pk=message_id, state__in=(State.FAILED, State.UNCONFIGURED), erased_at=None
    )
    if subject:
        stopped = stopped.filter(subject=subject)
    message = stopped.first()
    if message is None:
        raise Refused("not_stopped", _("Tin này không nằm trong số tin không gửi được."), _("Tải lại nhật ký gửi tin."))
    if ports.port(message.channel) is None:
        raise Refused("unconfigured", _("Kênh này chưa cấu hình."), _("Cấu hình kênh trước, rồi gửi lại."))
    if unwanted(message.letter, message.channel, message.address):
        raise Refused("declined", _("Người nhận không muốn nhận tin qua kênh này."), _("Báo cho họ bằng cách khác."))
    if stopped.update(state=State.WAITING, next_at=at):
        access.seen(actor, message.subject, f"notice.retry:{message.letter}:{message.channel}", at)
