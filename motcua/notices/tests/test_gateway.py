"""Text messages through a real gateway on loopback; declining a channel, trying by hand, the morning's list."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from motcua.core.refusal import Refused
from motcua.notices import actions, digest
from motcua.notices.delivery import PAUSES, Delivered, deliver_due
from motcua.notices.models import Declined, Message
from motcua.notices.tests.gateway_peer import Provider, provider
from motcua.notices.tests.test_letters import FACTS
from motcua.notices.tests.test_send import AT, tell_an
from motcua.people.actions import assign_post, establish_unit
from motcua.people.actor import Actor, Duty, system
from motcua.people.models import User
from motcua.people.tests.conftest import STARTED, unit_record

pytestmark = pytest.mark.django_db
PHONE = actions.Contact(phone="0912345678")
ADMINISTRATOR = Actor(f"user:{uuid4()}", "user", frozenset({Duty("H37", "administrator")}))
AUDITOR = Actor(f"user:{uuid4()}", "user", frozenset({Duty("H37", "auditor")}))


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Provider]:
    """Send text messages to a gateway on loopback."""
    with provider() as opened:
        settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": opened.url, "token": "s3cret"}
        yield opened


def sms() -> Message:
    """Return the one text message."""
    return Message.objects.get(channel="sms")


def ready(key: str) -> Message:
    """Tell An that the result is there, which no law demands by telephone."""
    actions.send("ready", key=key, subject="dossier:1", facts=FACTS, contact=PHONE, at=AT)
    return Message.objects.get(key=key)


def test_a_text_message_arrives_as_the_provider_wants_it(gateway: Provider, settings: Settings) -> None:
    settings.SMS_GATEWAY["body"] = '{"to": "{to}", "sms": [{"content": "{text}"}], "brand": "TTHC", "ref": "{id}"}'
    tell_an(contact=PHONE)
    assert deliver_due(AT) == Delivered(sent=1)
    (taken,) = gateway.taken
    assert taken == {
        "to": "0912345678",
        "sms": [{"content": sms().body}],
        "brand": "TTHC",
        "ref": str(sms().pk),
    }
    assert gateway.headers[0]["Authorization"] == "Bearer s3cret"
    assert gateway.headers[0]["Idempotency-Key"] == str(sms().pk)


@pytest.mark.parametrize(
    ("status", "told"), [(422, Delivered(failed=1)), (503, Delivered(later=1)), (401, Delivered(later=1))]
)
def test_only_what_is_about_the_message_ends_it(gateway: Provider, status: int, told: Delivered) -> None:
    gateway.status = status
    tell_an(contact=PHONE)
    assert deliver_due(AT) == told
    assert str(status) in sms().error
    assert "912345678" not in sms().error, "providers write a number their own way"
    gateway.status = 200
    assert deliver_due(AT + PAUSES[0]).sent == (0 if told.failed else 1)


@pytest.mark.parametrize("url", ["http://gateway.example.vn/send", "file:///etc/passwd", "http://127.0.0.1:1/send"])
def test_a_gateway_in_the_clear_or_away_gets_nothing(settings: Settings, url: str) -> None:
    settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": url}
    tell_an(contact=PHONE)
    assert deliver_due(AT) == Delivered(later=1)


def test_who_declines_gets_only_what_the_law_demands(gateway: Provider, client: Client) -> None:
    first, waiting = ready("1"), ready("2")
    link = f"/n/{first.pk}/"
    assert "bắt buộc vẫn được gửi" in client.get(link).content.decode()
    assert not Declined.objects.exists()
    assert client.post(link).status_code == 302
    assert ready("3").state == "declined"
    waiting.refresh_from_db()
    assert waiting.state == "declined"
    tell_an(contact=PHONE)
    assert deliver_due(AT) == Delivered(sent=1)
    assert "0912345678" not in client.get(link).content.decode()
    client.post(link, {"again": "yes"})
    assert ready("4").state == "waiting"


def test_the_link_of_an_erased_or_unknown_message_opens_nothing(client: Client) -> None:
    message = ready("1")
    actions.erase(subject="dossier:1", at=AT)
    assert client.post(f"/n/{message.pk}/").status_code == 404
    assert client.get(f"/n/{uuid4()}/").status_code == 404
    assert not Declined.objects.exists()


def test_a_mail_carries_the_link(settings: Settings) -> None:
    tell_an()
    mail = Message.objects.get(channel="mail")
    assert f"{settings.PUBLIC_URL}/n/{mail.pk}/" in mail.body
    assert len(sms().body) <= 160


def test_an_administrator_tries_again_and_an_auditor_does_not(gateway: Provider) -> None:
    gateway.status = 422
    tell_an(contact=PHONE)
    deliver_due(AT)
    gateway.status = 200
    with pytest.raises(Refused):
        actions.retry(sms().pk, actor=AUDITOR, at=AT)
    actions.retry(sms().pk, actor=ADMINISTRATOR, at=AT)
    with pytest.raises(Refused):
        actions.retry(sms().pk, actor=ADMINISTRATOR, at=AT)
    assert deliver_due(AT) == Delivered(sent=1)
    assert sms().tries == 2


def test_a_channel_declined_since_is_not_tried_again(gateway: Provider) -> None:
    gateway.status = 422
    failed = ready("1")
    tell_an(contact=PHONE)
    deliver_due(AT)
    gateway.status = 200
    actions.decline(failed.pk, at=AT)
    with pytest.raises(Refused, match="declined"):
        actions.retry(failed.pk, actor=ADMINISTRATOR, at=AT)
    actions.retry(Message.objects.get(letter="received", channel="sms").pk, actor=ADMINISTRATOR, at=AT)
    assert deliver_due(AT) == Delivered(sent=1), "what the law demands is tried again"


def test_administrators_hear_in_the_morning_what_failed(gateway: Provider) -> None:
    establish_unit(record=unit_record("H37", ""), actor=system("load"), at=STARTED)
    boss = User.objects.create(username="quantri", name="Phạm Quang Trí", email="tri@example.vn")
    first_day = STARTED.date()
    assign_post(user=boss.pk, unit="H37", role="administrator", valid_from=first_day, actor=system("load"), at=STARTED)
    assert digest.tell_failures(AT) == 0
    gateway.status = 422
    tell_an(contact=PHONE)
    deliver_due(AT)
    assert digest.tell_failures(AT + timedelta(hours=12)) == 1
    digest.tell_failures(AT + timedelta(hours=13))
    told = Message.objects.get(letter="failures", channel="page")
    assert told.recipient == f"user:{boss.pk}"
    assert "Tin nhắn SMS: 1 tin" in told.body
    assert "0912345678" not in told.body
    assert digest.tell_failures(AT + timedelta(days=2)) == 0
