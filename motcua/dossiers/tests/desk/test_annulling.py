"""A reception made by mistake is annulled from its page; its number stays in the book, as cancelled."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED, GIVEN
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.stories import new_key, received
from motcua.ledger.work import run_once
from motcua.notices.models import Message
from tests.cast import Cast


def test_the_counter_annuls_with_a_reason_and_the_book_shows_it(cast: Cast, screen: Screen) -> None:
    id_ = received(cast)
    number = BookedNumber.objects.get(subject=read(id_).stream)
    binh = screen(cast.binh)
    assert act(binh, id_, "annulment", reason=" ").status_code == 400
    assert act(binh, id_, "annulment", reason="Nhầm người nộp").status_code == 302
    assert read(id_).now.state == "annulled"
    assert BookedNumber.objects.get(pk=number.pk).state == GIVEN
    run_once(MONDAY)
    run_once(MONDAY)
    row = BookedNumber.objects.get(pk=number.pk)
    assert row.state == CANCELLED
    assert read(id_).now.code in row.reason
    told = Message.objects.filter(letter="annulled").exclude(channel="sms").first()
    assert told is not None
    assert "Nhầm người nộp" in told.body
    again = received(cast)
    assert BookedNumber.objects.get(subject=read(again).stream).number > number.number


def test_once_somebody_took_it_the_button_is_shut_and_says_why(cast: Cast, screen: Screen, clock: Any) -> None:
    id_ = received(cast)
    later = MONDAY + timedelta(minutes=5)
    claim(id_, actor=cast.dung, at=later, key=new_key(), assignee=cast.chi.id)
    clock.move_to(later)
    page = text(screen(cast.binh).get(page_of(id_)))
    assert "Đã có người làm việc trên hồ sơ này" in page
    run_once(later)
    assert BookedNumber.objects.get(subject=read(id_).stream).state == GIVEN
