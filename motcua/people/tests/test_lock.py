"""A shared machine: locked it answers nothing, the PIN of the same person opens it, five wrong ones end it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache
from django.test import Client
from time_machine import travel

from motcua.people import kept_forms, locks
from motcua.people.demo import read_cast
from motcua.people.models import LockRule, Pin, User, WrongPin

PASSWORD = read_cast().password
PIN = "482913"
FIREFOX = {"User-Agent": "Firefox"}
DESK = "/delegations/"


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def binh(town: dict[str, User]) -> Client:
    """Give Bình's browser, logged in, with a PIN."""
    client = Client(headers=FIREFOX)
    client.post("/account/login/", {"login": "binh", "password": PASSWORD})
    answer = client.post("/account/seat/", {"password": PASSWORD, "pin": PIN, "again": PIN})
    assert answer.status_code == 302
    return client


def locked(client: Client) -> str:
    """Lock from the desk; return the session key from before."""
    before = str(client.session.session_key)
    answer = client.post("/account/lock/", {}, headers={"Referer": f"http://testserver{DESK}?page=2"})
    assert answer.headers["Location"] == "/account/lock/?next=%2Fdelegations%2F%3Fpage%3D2"
    return before


def test_only_the_hash_of_the_pin_is_kept(binh: Client) -> None:
    row = Pin.objects.get(user__username="binh")
    assert PIN not in row.hashed
    assert row.hashed.count("$") >= 2


@pytest.mark.parametrize("weak", ["111111", "123456", "987654", "121212", "123123", "150890", "010203", "000102"])
def test_a_weak_pin_is_refused(binh: Client, weak: str) -> None:
    answer = binh.post("/account/seat/", {"password": PASSWORD, "pin": weak, "again": weak})
    assert answer.status_code == 400
    assert locks.has_pin(User.objects.get(username="binh").pk)
    assert "dễ đoán" in answer.content.decode()


def test_a_pin_needs_the_password_and_the_tries_are_counted(binh: Client) -> None:
    for _ in range(5):
        answer = binh.post("/account/seat/", {"password": "sai", "pin": PIN, "again": PIN})
        assert "Mật khẩu chưa đúng" in answer.content.decode()
    again = binh.post("/account/seat/", {"password": PASSWORD, "pin": "739154", "again": "739154"})
    assert again.status_code == 302
    page = binh.get("/account/seat/").content.decode()
    assert "quá nhiều lần" in page
    assert check_password(PIN, Pin.objects.get(user__username="binh").hashed)


SOME = (
    "/",
    DESK,
    "/units/",
    "/units/06187/",
    "/admin/",
    "/account/seat/",
    "/account/password/change/",
    "/account/2fa/",
)


@pytest.mark.parametrize("address", [*SOME, "/inbox/", "/desk/", "/desk/cashier/", "/procedures/"])
def test_no_address_goes_around_the_lock(binh: Client, address: str) -> None:
    locked(binh)
    answer = binh.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/lock/?next=")
    assert binh.get(address, headers={"HX-Request": "true"}).status_code == 423
    assert binh.get(address, headers={"Accept": "application/json"}).status_code == 423


def test_a_form_sent_from_another_tab_writes_nothing_and_is_not_lost(binh: Client) -> None:
    locked(binh)
    typed = {"person": "mai", "decision": 'Số "7" & <b>', "duty": "06187.TTPVHCC receiver"}
    answer = binh.post(DESK, typed, headers={"Referer": f"http://testserver{DESK}"})
    assert answer.headers["Location"].startswith("/account/lock/")
    assert "Số" not in str(dict(binh.session))  # kept, but not for whoever reads the table of sessions
    assert binh.post("/account/lock/end/", {"pin": PIN, "next": DESK}).headers["Location"] == DESK
    page = binh.get(DESK).content.decode()
    assert 'value="Số &quot;7&quot; &amp; &lt;b&gt;"' in page
    assert 'value="mai"' in page
    assert 'value="mai"' not in binh.get(DESK).content.decode()


def test_the_pin_leads_back_to_the_same_place(binh: Client) -> None:
    before = locked(binh)
    assert "Máy đang khóa" in binh.get("/account/lock/?next=/delegations/").content.decode()
    wrong = binh.post("/account/lock/end/", {"pin": "000000", "next": DESK})
    assert "Còn 4 lần" in wrong.content.decode()
    assert binh.post("/account/lock/end/", {"pin": PIN, "next": DESK}).headers["Location"] == DESK
    assert binh.get(DESK).status_code == 200
    assert not WrongPin.objects.exists()
    stolen = Client(headers=FIREFOX)
    stolen.cookies["sessionid"] = before
    assert stolen.get(DESK).status_code == 302  # the key from before the lock opens nothing


def test_a_key_from_under_the_lock_is_worth_nothing_after(binh: Client) -> None:
    locked(binh)
    copied = Client(headers=FIREFOX)
    copied.cookies["sessionid"] = str(binh.session.session_key)
    binh.post("/account/lock/end/", {"pin": PIN})
    assert copied.get(DESK).headers["Location"].startswith("/account/login/")


def test_a_request_under_way_cannot_write_the_lock_away(binh: Client) -> None:
    under_way = binh.session
    assert "locked_at" not in under_way
    locked(binh)
    under_way["bound_seen"] = 1
    with pytest.raises(UpdateError):
        under_way.save()
    assert binh.get(DESK).headers["Location"].startswith("/account/lock/")


def test_five_wrong_pins_end_the_session(binh: Client) -> None:
    locked(binh)
    answers = [binh.post("/account/lock/end/", {"pin": "000000"}) for _ in range(5)]
    assert [a.status_code for a in answers] == [400, 400, 400, 400, 302]
    assert answers[-1].headers["Location"] == "/account/login/"
    assert binh.post("/account/lock/end/", {"pin": PIN}).headers["Location"] == "/account/login/"
    assert binh.get(DESK).headers["Location"].startswith("/account/login/")


def test_tries_are_of_the_person_not_of_the_browser(binh: Client) -> None:
    locked(binh)
    for _ in range(4):
        binh.post("/account/lock/end/", {"pin": "000000"})
    assert WrongPin.objects.filter(user__username="binh").count() == 4
    other = Client(headers=FIREFOX)
    other.post("/account/login/", {"login": "mai", "password": PASSWORD})
    locked(other)
    assert "Còn 4 lần" in other.post("/account/lock/end/", {"pin": PIN}).content.decode()  # Bình's PIN is not Mai's
    assert other.post("/account/lock/end/", {"pin": PASSWORD, "next": DESK}).headers["Location"] == DESK


def test_the_lock_page_leads_nowhere_else(binh: Client) -> None:
    locked(binh)
    answer = binh.post("/account/lock/end/", {"pin": PIN, "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_another_officer_signs_in_and_the_first_session_ends(binh: Client) -> None:
    locked(binh)
    key = str(binh.session.session_key)
    assert binh.post("/account/logout/?next=/account/login/").headers["Location"] == "/account/login/"
    binh.post("/account/login/", {"login": "mai", "password": PASSWORD})
    assert binh.session["_auth_user_id"] == str(User.objects.get(username="mai").pk)
    assert not type(binh.session)().exists(key)


def test_an_unused_screen_locks_by_itself(binh: Client) -> None:
    since = datetime.fromtimestamp(binh.session["bound_seen"], tz=UTC)
    with travel(since + timedelta(minutes=14), tick=False):
        assert binh.get(DESK).status_code == 200
    with travel(since + timedelta(minutes=14 + 16), tick=False):
        assert binh.get(DESK).headers["Location"].startswith("/account/lock/")
    with travel(since + timedelta(hours=4), tick=False):
        assert binh.post("/account/lock/end/", {"pin": PIN, "next": DESK}).headers["Location"] == DESK
        assert binh.get(DESK).status_code == 200


def test_a_script_is_answered_without_leaving_the_page(binh: Client) -> None:
    script: dict[str, Any] = {"headers": {"X-Requested-With": "fetch", "Referer": f"http://testserver{DESK}"}}
    assert "data-unlock" in binh.post("/account/lock/", {}, **script).content.decode()
    assert binh.post("/account/lock/end/", {"pin": "000000"}, **script).status_code == 400
    assert binh.post("/account/lock/end/", {"pin": PIN}, **script).status_code == 204
    assert binh.get(DESK).status_code == 200


def test_a_page_is_filled_as_it_was_typed() -> None:
    page = (
        '<input name="q"><main><svg viewBox="0 0 1 1"><path d="M0"/></svg><input name="a" value="old">'
        '<input type="hidden" name="h" value="1"><textarea name="t">x</textarea><select name="s">'
        '<option value="1" selected>1</option><option value="2">2</option></select>'
        '<input type="checkbox" name="c" value="k"></main>'
    )
    typed = {"q": ["no"], "a": ["mới"], "h": ["evil"], "t": ["</textarea><b>"], "s": ["2"], "c": ["k"]}
    filled = kept_forms.filled(page, typed)
    assert filled.startswith('<input name="q"><main><svg viewBox="0 0 1 1"><path d="M0"/></svg>')
    assert 'value="mới"' in filled
    assert 'name="h" value="1"' in filled
    assert "&lt;/textarea&gt;&lt;b&gt;</textarea>" in filled
    assert '<option value="1">' in filled
    assert '<option value="2" selected>' in filled
    assert 'value="k" checked' in filled


def test_a_unit_has_the_minutes_of_the_unit_above(town: dict[str, User], client: Client) -> None:
    assert locks.rule_of("06187.VP") == locks.MINUTES
    assert not LockRule.objects.exists()
