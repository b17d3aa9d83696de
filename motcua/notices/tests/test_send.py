"""Sending writes once, on every channel the person has; erasing takes the personal part away."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from motcua.notices import actions, queries
from motcua.notices.models import Message
from motcua.notices.tests.test_letters import FACTS
from motcua.people.actor import VISITOR, person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)
AN = person(uuid4())
KHOA = person(uuid4())
HOME = actions.Contact(mail="an@example.vn", phone="0912345678")


def tell_an(key: str = "7:received", at: datetime = AT, contact: actions.Contact = HOME) -> list[Message]:
    """Tell An that the dossier was received."""
    return actions.send(
        "received",
        key=key,
        recipient=AN.id,
        subject="dossier:1",
        facts=FACTS,
        contact=contact,
        link="/dossiers/1/",
        at=at,
    )


def test_one_message_a_channel_and_a_channel_without_port_says_so() -> None:
    told = {message.channel: message for message in tell_an()}
    assert {channel: message.state for channel, message in told.items()} == {
        "page": "sent",
        "mail": "waiting",
        "sms": "unconfigured",
    }
    assert told["mail"].title == "Hồ sơ H37.65.12-260429-0012 đã được tiếp nhận"
    assert told["sms"].body.isascii()
    assert told["page"].address == ""


def test_the_same_key_changes_nothing() -> None:
    first = tell_an()
    again = tell_an(at=AT + timedelta(hours=1))
    assert [message.pk for message in again] == [message.pk for message in first]
    assert Message.objects.count() == 3
    assert {message.created_at for message in again} == {AT}


def test_nobody_reads_the_messages_of_another() -> None:
    tell_an()
    assert [message.letter for message in queries.for_recipient(AN)] == ["received"]
    assert not queries.for_recipient(KHOA)
    assert not queries.for_recipient(VISITOR)


def test_reading_is_noted_once_and_only_for_own_messages() -> None:
    (message,) = [told for told in tell_an() if told.channel == "page"]
    assert queries.unread(AN) == 1
    assert actions.mark_read([message.pk], actor=KHOA, at=AT) == 0
    assert actions.mark_read([message.pk], actor=AN, at=AT) == 1
    assert actions.mark_read([message.pk], actor=AN, at=AT + timedelta(days=1)) == 0
    message.refresh_from_db()
    assert (queries.unread(AN), message.read_at) == (0, AT)


def test_erasing_takes_the_words_and_stops_what_waits() -> None:
    tell_an()
    assert actions.erase(recipient=AN.id, at=AT) == 3
    assert not Message.objects.exclude(address="", title="", body="")
    assert set(Message.objects.values_list("channel", "state")) == {
        ("page", "sent"),
        ("mail", "failed"),
        ("sms", "unconfigured"),
    }
    assert not queries.for_recipient(AN)
    assert queries.about("dossier:1").count() == 3


def test_erasing_needs_somebody() -> None:
    with pytest.raises(ValueError, match="whose"):
        actions.erase(at=AT)
