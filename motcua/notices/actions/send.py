"""Send: write one letter to one person on every channel the person has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from motcua.notices import ports, texts
from motcua.notices.actions.decline import unwanted
from motcua.notices.letters import SMS_LIMIT, Fact, Letter, Written, kept
from motcua.notices.models import Message
from motcua.notices.models.message import Channel, State


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person can be reached outside the site; empty where it is not known or not wanted."""

    mail: str = ""
    phone: str = ""
    zalo: str = ""


NOWHERE = Contact()


def send(
    letter: str,
    *,
    key: str,
    subject: str,
    facts: Mapping[str, Fact],
    at: datetime,
    recipient: str = "",
    contact: Contact = NOWHERE,
    link: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> list[Message]:
    """Write the letter once for each channel and leave it to delivery; a repeated ``key`` changes nothing.

    ``language`` is that of the person: a mail has the Vietnamese letter below theirs, the site writes it again in the
    language of the page.

    ``recipient`` is an opaque actor id ("user:…"), the reader on the site; ``subject`` is the stream it is about
    ("dossier:…"); ``link`` is the path of its page. ``facts`` are what the letter ``needs``.
    """
    worded = texts.letter(letter, at)
    return send_worded(
        worded,
        key=key,
        subject=subject,
        facts=facts,
        at=at,
        recipient=recipient,
        contact=contact,
        link=link,
        language=language,
    )


def send_worded(
    letter: Letter,
    *,
    key: str,
    subject: str,
    facts: Mapping[str, Fact],
    at: datetime,
    recipient: str = "",
    contact: Contact = NOWHERE,
    link: str = "",
    language: str = settings.LANGUAGE_CODE,
) -> list[Message]:
    """Write a letter with the words it carries, once for each channel."""
    written = letter.write(facts)
    theirs = written if language == settings.LANGUAGE_CODE else letter.write(facts, language)
    messages = [
        Message(
            key=key,
            channel=channel,
            letter=letter.code,
            recipient=recipient,
            address=address,
            subject=subject,
            link=link,
            title=_title(written, theirs, channel),
            body=_text(written, theirs, channel),
            facts=kept(facts) if channel == Channel.PAGE else {},
            created_at=at,
            **_beginning(letter.code, channel, address, at),
        )
        for channel, address in _ways(recipient, contact)
    ]
    for message in messages:
        message.body = _with_way_out(message, language)
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    return list(Message.objects.filter(key=key).order_by("channel"))


def _ways(recipient: str, contact: Contact) -> list[tuple[Channel, str]]:
    ways = [(Channel.PAGE, "")] if recipient else []
    outside = ((Channel.MAIL, contact.mail), (Channel.SMS, contact.phone), (Channel.ZALO, contact.zalo))
    return ways + [(channel, address.strip()) for channel, address in outside if address.strip()]


def _title(written: Written, theirs: Written, channel: Channel) -> str:
    if channel == Channel.SMS:
        return ""
    return written.title if channel == Channel.PAGE else theirs.title


def _text(written: Written, theirs: Written, channel: Channel) -> str:
    if channel == Channel.SMS:
        return theirs.sms
    if channel == Channel.PAGE:
        return written.body
    mine, ours = (theirs.zalo, written.zalo) if channel == Channel.ZALO else (theirs.body, written.body)
    return ours if theirs is written else f"{mine}\n\n* * *\n\n{written.title}\n\n{ours}"


def _beginning(letter: str, channel: Channel, address: str, at: datetime) -> dict[str, object]:
    """On the site a message is there at once; elsewhere it waits, or says that nobody has set the channel up."""
    if channel == Channel.PAGE:
        return {"state": State.SENT, "sent_at": at}
    if unwanted(letter, channel, address):
        return {"state": State.DECLINED}
    if ports.port(channel) is None:
        return {"state": State.UNCONFIGURED}
    return {"state": State.WAITING, "next_at": at}


def _with_way_out(message: Message, language: str) -> str:
    """Add where one says that this channel is not wanted; a text message has it only where there is room."""
    if message.channel == Channel.PAGE or message.letter == "failures":
        return message.body
    url = f"{settings.PUBLIC_URL}{reverse('notices:channel', args=[message.pk])}"
    if message.channel == Channel.SMS:
        longer = f"{message.body} Tu choi: {url}"
        return longer if len(longer) <= SMS_LIMIT else message.body
    with translation.override(language):
        return f"{message.body}\n\n{_('Không muốn nhận tin qua kênh này nữa: {url}').format(url=url)}"
