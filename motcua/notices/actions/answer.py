"""Answer a text message, or take a number off, as somebody asked by text message."""

from datetime import datetime

from motcua.notices import ports
from motcua.notices.letters import LEGAL, SMS_LIMIT
from motcua.notices.models import Declined, Message, digest_of
from motcua.notices.models.message import Channel, State

ANSWER = "sms_answer"


def answer(number: str, text: str, *, key: str, subject: str, at: datetime) -> None:
    """Leave an answer to delivery, at most 160 characters; the same question again changes nothing."""
    open_ = ports.port(Channel.SMS) is not None
    message = Message(
        key=key[:200],
        channel=Channel.SMS,
        letter=ANSWER,
        address=number,
        subject=subject,
        body=text[:SMS_LIMIT],
        created_at=at,
        state=State.WAITING if open_ else State.UNCONFIGURED,
        next_at=at if open_ else None,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def decline_number(number: str, *, at: datetime) -> None:
    """Send this number no more text messages but what the law demands; what waits is not sent."""
    Declined.objects.get_or_create(channel=Channel.SMS, digest=digest_of(number), defaults={"at": at})
    waiting = Message.objects.filter(channel=Channel.SMS, address=number, state=State.WAITING)
    waiting.exclude(letter__in=(*LEGAL, ANSWER)).update(state=State.DECLINED, next_at=None)
