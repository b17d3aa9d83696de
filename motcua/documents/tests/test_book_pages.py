"""Lan at the pages of the book: a form sent twice, one of two keys, and what is not hers."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from motcua.documents import book, numbers
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.documents.models import BookedNumber, NumberBook
from motcua.documents.tests.test_book import CENTRE, CUT, WHY
from motcua.people import queries as people
from tests.cast import Cast

RESERVATION = f"/desk/numbers/reservation/?agency={CENTRE}&series=PBS"
FORM = {"series": "PBS", "count": "3", **WHY}


@pytest.fixture
def lan(cast: Cast) -> Any:
    """Give Lan's browser at the time of the power cut."""
    with time_machine.travel(CUT, tick=False):
        client = Client()
        client.force_login(cast.user(cast.lan), backend="allauth.account.auth_backends.AuthenticationBackend")
        yield client


def test_a_reservation_sent_twice_reserves_once(lan: Client) -> None:
    assert 'name="idempotency_key"' in lan.get(RESERVATION).content.decode()
    form = {"idempotency_key": str(uuid4()), **FORM}
    answers = [lan.post(RESERVATION, form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert list(book.reserved(CENTRE, "PBS").values_list("number", flat=True)) == [1, 2, 3]
    assert numbers.last(CENTRE, "PBS", 2026) == 3
    changed = lan.post(RESERVATION, {**form, "count": "4"})
    assert changed.status_code == 400
    assert "đã được gửi trước đó với nội dung khác" in changed.content.decode()
    assert lan.post(RESERVATION, {**FORM}).status_code == 400, "a form without a key was not drawn by us"
    assert numbers.last(CENTRE, "PBS", 2026) == 3


def test_a_cancellation_sent_twice_cancels_once_and_another_is_told(lan: Client, cast: Cast) -> None:
    reserve_numbers(CENTRE, "PBS", 1, actor=cast.lan, at=CUT, **WHY)
    there = f"/desk/numbers/{BookedNumber.objects.get().pk}/cancellation/"
    form = {"idempotency_key": str(uuid4()), "ground": "unused", "reason": "Có điện lại"}
    assert [lan.post(there, form).status_code for _ in range(2)] == [302, 302]
    assert NumberBook.objects.get().version == 2
    again = lan.post(there, {**form, "idempotency_key": str(uuid4())})
    assert again.status_code == 400
    assert "đã hủy trước đó" in again.content.decode()
    assert NumberBook.objects.get().version == 2


def test_a_page_of_the_book_asks_the_database_no_more_where_many_agencies_have_numbers(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    """Hà audits the whole province: who may see a book is not asked once an agency."""
    shops = list(people.units(kind="centre").values_list("code", flat=True))
    assert len(shops) > 30
    with transaction.atomic():
        for shop in shops:
            numbers.take(shop, "PBS", CUT)
    client = Client()
    client.force_login(cast.user(cast.ha), backend="allauth.account.auth_backends.AuthenticationBackend")
    with time_machine.travel(CUT, tick=False), django_assert_max_num_queries(30):
        assert client.get("/desk/numbers/").status_code == 200
