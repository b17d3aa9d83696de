"""Delivery through a real mail server: taken, busy, refused, away, and never twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from pytest_django import Settings

from motcua.notices import actions, delivery, mail, ports, queries
from motcua.notices.delivery import PAUSES, Delivered, deliver_due
from motcua.notices.models import Attempt, Message
from motcua.notices.tests.peer import PostOffice, free_port, post_office
from motcua.notices.tests.test_send import AT, tell_an
from tests.databases import FreshDatabase

MINUTE = timedelta(minutes=1)
MAIL = actions.Contact(mail="an@example.vn")


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """Send through Django's own SMTP backend to a server on loopback."""
    with post_office() as opened:
        settings.EMAIL_BACKEND = mail.SMTP
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = opened.port
        settings.DEFAULT_FROM_EMAIL = "Một cửa Lạng Sơn <motcua@langson.gov.vn>"
        yield opened


def mailed() -> Message:
    """Return the one mail."""
    return Message.objects.get(channel="mail")


@pytest.mark.django_db
def test_a_letter_arrives_whole_and_once(office: PostOffice) -> None:
    tell_an()
    assert deliver_due(AT) == Delivered(sent=1)
    assert deliver_due(AT + MINUTE) == Delivered()
    (letter,) = office.letters
    assert letter["To"] == "an@example.vn"
    assert letter["Subject"].strip() == "Hồ sơ H37.65.12-260429-0012 đã được tiếp nhận"
    assert letter["Message-ID"] == f"<{mailed().pk}@langson.gov.vn>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Hẹn trả kết quả: 17:00 Thứ Tư 06/05/2026." in letter.get_content()
    assert (mailed().state, mailed().sent_at, mailed().tries) == ("sent", AT, 1)
    assert Attempt.objects.get().outcome == "sent"


@pytest.mark.django_db
def test_many_letters_need_one_connection(office: PostOffice) -> None:
    for number in range(5):
        tell_an(key=f"{number}:received", contact=MAIL)
    assert deliver_due(AT) == Delivered(sent=5)
    assert office.sessions == 1


@pytest.mark.django_db
def test_a_busy_server_is_asked_again_after_growing_pauses(office: PostOffice) -> None:
    office.busy = True
    tell_an(contact=MAIL)
    now = AT
    for pause in PAUSES:
        assert deliver_due(now) == Delivered(later=1)
        assert deliver_due(now + pause - timedelta(seconds=1)) == Delivered()
        now += pause
    assert deliver_due(now) == Delivered(failed=1)
    assert deliver_due(now + timedelta(days=9)) == Delivered()
    assert (mailed().state, mailed().tries) == ("failed", 6)
    assert list(Attempt.objects.order_by("number").values_list("outcome", flat=True)) == ["later"] * 5 + ["never"]
    assert "451 4.3.2" in mailed().error


@pytest.mark.django_db
def test_a_server_that_recovers_gets_the_letter(office: PostOffice) -> None:
    office.busy = True
    tell_an(contact=MAIL)
    deliver_due(AT)
    office.busy = False
    assert deliver_due(AT + MINUTE) == Delivered(sent=1)
    assert mailed().error == ""


@pytest.mark.django_db
def test_an_unknown_address_is_not_tried_again_and_stops_no_other(office: PostOffice) -> None:
    office.unknown = {"an@example.vn"}
    tell_an(contact=MAIL)
    tell_an(key="8:received", contact=actions.Contact(mail="binh@example.vn"))
    assert deliver_due(AT) == Delivered(sent=1, failed=1)
    failed = Message.objects.get(state="failed")
    assert "user unknown" in failed.error
    assert "an@example.vn" not in failed.error


@pytest.mark.django_db
def test_a_server_that_is_away_is_tried_later(settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = mail.SMTP, "127.0.0.1", free_port()
    tell_an(contact=MAIL)
    assert deliver_due(AT) == Delivered(later=1)
    assert "refused" in mailed().error.lower()


@pytest.mark.django_db
def test_a_broken_address_fails_at_once(office: PostOffice) -> None:
    tell_an(contact=actions.Contact(mail="an@example.vn\nBcc: khoa@example.vn"))
    assert deliver_due(AT).failed == 1
    assert not office.letters


@pytest.mark.django_db
def test_without_a_mail_server_the_mail_says_unconfigured(settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = mail.SMTP, ""
    tell_an()
    assert mailed().state == "unconfigured"
    assert deliver_due(AT) == Delivered()
    assert [standing.configured for standing in ports.standings()] == [False, False, False]
    assert queries.totals()["unconfigured"] == 2


@pytest.mark.django_db
def test_a_worker_killed_in_the_middle_loses_no_letter(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    tell_an(contact=MAIL)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver_due(AT)
    assert deliver_due(AT + MINUTE) == Delivered()
    assert deliver_due(AT + delivery.LEASE) == Delivered(sent=1)
    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_two_workers_send_a_letter_once(fresh_database: FreshDatabase, office: PostOffice) -> None:
    for number in range(20):
        tell_an(key=f"{number}:received", contact=MAIL)
    together = Barrier(2)

    def work() -> int:
        together.wait()
        sent = deliver_due(AT).sent
        connections.close_all()
        return sent

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(work), pool.submit(work)
        assert first.result() + second.result() == 20
    assert len({letter["Message-ID"] for letter in office.letters}) == len(office.letters) == 20
