"""Trust until the end of the shift, and what an administrator does for somebody who lost the phone."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from time_machine import Traveller, travel

from motcua.ledger import origin
from motcua.ledger.read import stream
from motcua.people import locks, seats, shifts
from motcua.people.actions import assign_post
from motcua.people.actor import system
from motcua.people.demo import read_cast
from motcua.people.models import LockRule, Pin, SeatReset, TrustedSeat, User
from motcua.people.tests.test_login import code_for
from motcua.ui.forms import KEY_FIELD

PASSWORD = read_cast().password
MORNING = datetime(2026, 4, 29, 1, tzinfo=UTC)  # 8:00 in Lạng Sơn
CLOSES = datetime(2026, 4, 29, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def shift(monkeypatch: pytest.MonkeyPatch) -> Iterator[Traveller]:
    cache.clear()
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    monkeypatch.setattr(shifts, "_ends", [lambda unit, at: CLOSES])
    with travel(MORNING, tick=False) as clock:
        yield clock


def browser(agent: str = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0") -> Client:
    return Client(headers={"User-Agent": agent})


def log_in(client: Client, login: str = "chi") -> str:
    answer = client.post("/account/login/", {"login": login, "password": PASSWORD})
    return str(answer.headers.get("Location", ""))


def set_up(client: Client, login: str = "chi") -> str:
    """Log in for the first time and set up the second factor; return its secret."""
    secret = activate(client, login)
    client.post("/account/logout/")
    return secret


def activate(client: Client, login: str) -> str:
    """Log in, say the password again, and set up; stay logged in."""
    log_in(client, login)
    again = client.get("/account/2fa/totp/activate/")
    if again.status_code == 302:
        client.post(again.headers["Location"], {"password": PASSWORD})
        again = client.get("/account/2fa/totp/activate/")
    secret: str = again.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_for(secret)})
    return secret


def prove(client: Client, secret: str, **more: Any) -> Any:
    return client.post("/account/2fa/authenticate/", {"code": code_for(secret), **more})


@pytest.fixture
def trusted(town: dict[str, User], shift: Traveller) -> tuple[Client, str]:
    """Give Chi's browser at a shared machine that she trusts, logged out; and her secret."""
    client = browser()
    secret = set_up(client)
    shift.shift(timedelta(minutes=2))
    assert log_in(client) == "/account/2fa/authenticate/"
    assert prove(client, secret, trust="on").status_code == 302
    client.post("/account/logout/")
    return client, secret


def test_within_the_shift_the_password_is_enough(trusted: tuple[Client, str], shift: Traveller) -> None:
    client, _secret = trusted
    shift.move_to(CLOSES - timedelta(minutes=1))
    assert log_in(client) != "/account/2fa/authenticate/"
    assert client.get("/delegations/").status_code == 200
    client.post("/account/logout/")
    shift.move_to(CLOSES)
    assert log_in(client) == "/account/2fa/authenticate/"


def test_without_the_tick_the_code_is_asked_again(town: dict[str, User], shift: Traveller) -> None:
    client = browser()
    secret = set_up(client)
    shift.shift(timedelta(minutes=2))
    log_in(client)
    prove(client, secret)
    client.post("/account/logout/")
    assert log_in(client) == "/account/2fa/authenticate/"
    assert not TrustedSeat.objects.exists()


def test_trust_is_of_one_person_in_one_browser(trusted: tuple[Client, str], shift: Traveller) -> None:
    client, _secret = trusted
    name, cookie = next((k, v.value) for k, v in client.cookies.items() if k.startswith("seat_"))
    other = browser("Mozilla/5.0 (X11; Linux) Chrome/140")
    other.cookies[name] = cookie
    assert log_in(other) == "/account/2fa/authenticate/"
    forged = browser()
    forged.cookies[name] = f"{TrustedSeat.objects.get().pk}:guess"
    assert log_in(forged) == "/account/2fa/authenticate/"
    set_up(client, "dung")
    client.cookies[seats._cookie(User.objects.get(username="dung").pk)] = cookie
    assert log_in(client, "dung") == "/account/2fa/authenticate/"


def test_a_machine_is_listed_and_no_longer_trusted_on_demand(trusted: tuple[Client, str]) -> None:
    client, _secret = trusted
    log_in(client)
    page = client.get("/account/seat/").content.decode()
    assert "Firefox · Windows" in page
    row = TrustedSeat.objects.get()
    stranger = browser()
    set_up(stranger, "dung")
    assert stranger.post(f"/account/seat/{row.pk}/end/").status_code == 302  # logged out: to the login page
    assert TrustedSeat.objects.exists()
    client.post(f"/account/seat/{row.pk}/end/")
    client.post("/account/logout/")
    assert log_in(client) == "/account/2fa/authenticate/"


def test_after_hours_no_machine_is_trusted(town: dict[str, User], shift: Traveller) -> None:
    client = browser()
    secret = set_up(client)
    shift.move_to(CLOSES + timedelta(minutes=5))
    log_in(client)
    prove(client, secret, trust="on")
    assert "hết giờ làm việc" in client.get("/account/seat/").content.decode()
    assert not TrustedSeat.objects.exists()


def test_twelve_hours_are_the_most(town: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shifts, "_ends", [lambda unit, at: at + timedelta(hours=20)])
    assert seats.until(town["chi"].pk, MORNING) == MORNING + timedelta(hours=12)


@pytest.fixture
def administrator(town: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Client:
    """Give the browser of the administrator of Kỳ Lừa, with a second factor."""
    user = User.objects.create_user("quan", PASSWORD, name="Quản", joined_at=MORNING)
    day = MORNING.date()
    assign_post(user=user.pk, unit="06187", role="administrator", valid_from=day, actor=system("load"), at=MORNING)
    client = browser()
    activate(client, "quan")
    return client


KEY = {KEY_FIELD: "6a2f8d4e-0f5b-4f0c-9a51-8a6b43f6b111"}


def test_an_administrator_brings_back_who_lost_the_phone(
    trusted: tuple[Client, str], administrator: Client, town: dict[str, User]
) -> None:
    chi, (client, _secret) = town["chi"], trusted
    locks.set_pin(chi, "482913", MORNING)
    User.objects.filter(pk=chi.pk).update(email="chi@motcua.example")
    unit = next(iter(User.objects.get(pk=chi.pk).posts.values_list("unit__code", flat=True)))
    address = f"/units/{unit}/seats/{chi.pk}/reset/"
    assert "Đặt lại" in administrator.get(f"/units/{unit}/seats/").content.decode()
    for _ in range(2):
        assert administrator.post(address, KEY).status_code == 302
    assert not Authenticator.objects.filter(user=chi).exists()
    assert not Pin.objects.filter(user=chi).exists()
    assert not TrustedSeat.objects.filter(user=chi).exists()
    row = SeatReset.objects.get()
    [entry] = stream(row.stream)
    assert (entry.type, entry.payload) == ("second_factor.reset", {"user": f"user:{chi.pk}", "unit": unit})
    assert mail.outbox[-1].to == ["chi@motcua.example"]
    log_in(client)
    page = client.get("/account/2fa/").content.decode()
    assert "Quản đã xóa xác thực hai bước" in page
    assert client.get("/delegations/").headers["Location"] == "/account/2fa/totp/activate/"


def test_nobody_else_resets_and_nobody_oneself(administrator: Client, town: dict[str, User]) -> None:
    quan = User.objects.get(username="quan")
    assert administrator.post(f"/units/06187/seats/{quan.pk}/reset/", KEY).status_code in (403, 409)
    assert administrator.get(f"/units/06187/seats/{town['chi'].pk}/reset/").status_code == 404  # works elsewhere
    assert administrator.get(f"/units/H37/seats/{town['chi'].pk}/reset/").status_code == 404
    client = browser()
    set_up(client, "dung")
    assert client.get("/units/06187.VP/seats/").status_code == 302
    assert not SeatReset.objects.exists()


def test_the_administrator_says_when_screens_lock(administrator: Client, town: dict[str, User]) -> None:
    assert administrator.post("/units/06187/seats/", {"minutes": "0"}).status_code == 400
    assert administrator.post("/units/06187/seats/", {"minutes": "5"}).status_code == 302
    assert administrator.post("/units/06187/seats/", {"minutes": "7"}).status_code == 302
    row = LockRule.objects.get()
    assert [entry.payload["minutes"] for entry in stream(row.stream)] == [5, 7]
    assert locks.rule_of("06187.VP") == 7
    assert locks.minutes_for(town["chi"].pk, MORNING) == 7
    assert locks.minutes_for(town["an"].pk, MORNING) is None
