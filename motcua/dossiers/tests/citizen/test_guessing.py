"""Guessing the last digits: what a stranger can do in a day and a month, and that no holder is ever shut out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from motcua.dossiers import tries
from motcua.dossiers.models import Dossier, WrongTry
from motcua.dossiers.tests.citizen.conftest import begin, fill, send
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged
from motcua.dossiers.tries import Caller
from tests.cast import Cast, on
from tests.databases import FreshDatabase

WHY = "Vì sao là ngày này?"
WHOLE = "Hãy nhập đủ số điện thoại hoặc số định danh của người nộp."
TOMORROW = "Hôm nay đã nhập sai quá nhiều lần từ mạng này."
NOON = on("2026-04-20", "12:00")


@pytest.fixture
def dossier(an: Client) -> Dossier:
    """An's birth registration: phone 0900000101, identity number 020190999901."""
    draft = begin(an)
    fill(an, draft)
    send(an, draft)
    return Dossier.objects.get()


def tried(client: Client, dossier: Dossier, digits: str, **more: Any) -> str:
    """Type digits and return the page, "" where it opened."""
    answer = client.post(f"/t/{dossier.code}", {"digits": digits}, **more)
    return "" if answer.status_code == 302 else answer.content.decode()


def at(number: int) -> Client:
    """Return a browser somewhere else on the network."""
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def test_after_five_wrong_tries_the_whole_number_is_asked_for(dossier: Dossier, clock: Any) -> None:
    stranger = at(1)
    for left in (4, 3, 2, 1):
        assert f"Còn {left} lần thử" in tried(stranger, dossier, "1234")
    assert WHOLE in tried(stranger, dossier, "1234")
    page = tried(stranger, dossier, "0101")
    assert WHOLE in page, "right digits no longer count"
    assert WHY not in page
    assert not tried(stranger, dossier, "0900 000 101"), "who knows the whole number gets in"
    clock.move_to(on("2026-04-19", "00:01"))
    assert not tried(at(1), dossier, "0101"), "the next day four digits do again"


def test_other_networks_have_tries_of_their_own_up_to_the_dossiers_limit(dossier: Dossier) -> None:
    for network in (1, 2):
        for _ in range(5):
            tried(at(network), dossier, "1234")
    assert WrongTry.objects.count() == 10
    assert WHOLE in tried(at(3), dossier, "0101")
    assert not tried(at(3), dossier, "020190999901"), "a stranger does not shut the holder out"


def test_a_browser_that_opened_it_before_is_not_slowed_by_strangers(dossier: Dossier, clock: Any) -> None:
    phone = at(9)
    assert not tried(phone, dossier, "0101")
    for network in (1, 2, 3):
        for _ in range(5):
            tried(at(network), dossier, "1234")
    clock.shift(31 * 60)
    assert WHY not in phone.get(f"/t/{dossier.code}").content.decode(), "what was opened has closed by itself"
    assert not tried(phone, dossier, "0101")
    for _ in range(5):
        tried(phone, dossier, "1234")
    assert WHOLE in tried(phone, dossier, "0101"), "its own tries end too"
    assert not tried(phone, dossier, "0900000101")


def test_the_mark_of_one_dossier_is_worth_nothing_at_another(
    an: Client, dossier: Dossier, cast: Cast, clock: Any
) -> None:
    other = Dossier.objects.get(pk=lodged(cast, birth(), at=clock_now(clock)))
    robber = at(1)
    assert not tried(robber, dossier, "0101")
    for _ in range(5):
        tried(robber, other, "1234")
    assert WHOLE in tried(robber, other, "0101")
    robber.cookies["opened"] = "forged"
    assert WHOLE in tried(robber, other, "0101")


def clock_now(clock: Any) -> datetime:
    return on("2026-04-18", "21:30")


def test_closing_on_a_borrowed_phone_takes_the_mark_away(dossier: Dossier) -> None:
    phone = at(9)
    tried(phone, dossier, "0101")
    phone.post(f"/t/{dossier.code}", {"close": "yes"})
    for _ in range(2):
        for network in (1, 2):
            for _ in range(5):
                tried(at(network), dossier, "1234")
    assert WHOLE in tried(phone, dossier, "0101")


def test_the_owner_who_is_logged_in_is_never_asked(dossier: Dossier, an: Client) -> None:
    for network in (1, 2, 3):
        for _ in range(5):
            tried(at(network), dossier, "1234")
    assert (
        WHY in an.get(f"/t/{dossier.code}").content.decode()
        or "Giấy tờ" in an.get(f"/t/{dossier.code}").content.decode()
    )
    assert an.get(f"/dossiers/{dossier.pk}/").status_code == 200


def test_whole_numbers_are_limited_by_network(dossier: Dossier) -> None:
    stranger = at(1)
    for n in range(10):
        assert "Số này không phải" in tried(stranger, dossier, f"09123456{n:02}")
    assert TOMORROW in tried(stranger, dossier, "0900000101")
    assert not tried(at(2), dossier, "0900000101")


def test_right_digits_cost_no_try(dossier: Dossier) -> None:
    for _ in range(7):
        assert not tried(Client(), dossier, "0101")
    assert not WrongTry.objects.exists()


def test_what_is_no_number_costs_no_try(dossier: Dossier) -> None:
    for typed in ("' OR 1", "12", "12345", "０１０１", "²²²²"):
        assert "đúng 4 chữ số cuối" in tried(Client(), dossier, typed), typed
    assert not WrongTry.objects.exists()


def test_a_foreign_page_cannot_spend_the_tries_of_its_visitors(dossier: Dossier) -> None:
    for _ in range(7):
        page = tried(Client(), dossier, "0101", headers={"Sec-Fetch-Site": "cross-site"})
        assert "Hãy nhập số ngay trên trang này." in page
    assert not WrongTry.objects.exists()


def month(callers: list[Caller], dossier_ids: list[UUID], days: int = 30) -> Iterator[bool]:
    """Let callers try without rest for some days; yield for each try whether it was looked at."""
    for day in range(days):
        for caller in callers:
            for dossier_id in dossier_ids:
                for _ in range(7):
                    turn = tries.take(dossier_id, caller, whole=False, at=NOON + timedelta(days=day))
                    yield not turn.verdict


@pytest.mark.django_db
def test_what_all_the_world_can_guess_in_a_month_of_one_dossier() -> None:
    """Thirty guesses: with two endings that are right of ten thousand, a chance of 0.6 %."""
    callers = [Caller(f"network {n}") for n in range(4)]
    assert sum(month(callers, [uuid4()])) == 30


@pytest.mark.django_db
def test_what_one_network_can_guess_in_a_month_of_all_dossiers() -> None:
    """A hundred guesses over however many dossiers: at most 2 % to open any of them."""
    assert sum(month([Caller("network")], [uuid4() for _ in range(6)])) == 100


@pytest.mark.django_db
def test_old_tries_are_forgotten() -> None:
    tries.take(uuid4(), Caller("x"), whole=False, at=NOON)
    tries.take(uuid4(), Caller("x"), whole=False, at=NOON + timedelta(days=40))
    assert tries.forget(NOON + timedelta(days=31)) == 1
    assert WrongTry.objects.count() == 1


def test_of_tries_at_the_same_moment_no_more_pass_than_the_limit(fresh_database: FreshDatabase) -> None:
    dossier_id = uuid4()

    def one(_: int) -> bool:
        try:
            return not tries.take(dossier_id, Caller("x"), whole=False, at=NOON).verdict
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        looked_at = list(pool.map(one, range(24)))
    assert sum(looked_at) <= 5
    assert WrongTry.objects.count() == sum(looked_at)
