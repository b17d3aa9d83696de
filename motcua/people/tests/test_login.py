"""Logging in: three names for one account, second factors, bound sessions, limits."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from time_machine import travel

from motcua.ledger import origin
from motcua.people.demo import read_cast
from motcua.people.models import User

PASSWORD = read_cast().password
FIREFOX = {"HTTP_USER_AGENT": "Firefox"}


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def not_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)


def log_in(client: Client, login: str, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": login, "password": password}, headers={"User-Agent": "Firefox"})


def is_in(client: Client, agent: str = "Firefox") -> bool:
    page = client.get("/account/password/change/", headers={"User-Agent": agent})
    return page.status_code == 200


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.mark.parametrize("name", ["an", "AN", "0900000101", "+84900000101", "0900 000 101", "an@motcua.example"])
def test_an_logs_in_by_any_of_her_names(town: dict[str, User], client: Client, name: str) -> None:
    response = log_in(client, name)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(town["an"].pk)


def test_an_account_without_phone_and_mail_logs_in(town: dict[str, User], client: Client) -> None:
    User.objects.filter(username="lan").update(phone=None, email="")
    assert log_in(client, "lan").status_code == 302
    assert is_in(client)


def test_a_locked_account_stays_out_and_loses_its_session(town: dict[str, User], client: Client) -> None:
    log_in(client, "lan")
    assert is_in(client)
    User.objects.filter(username="lan").update(is_active=False)
    assert not is_in(client)
    assert log_in(client, "lan").headers["Location"] == "/account/inactive/"
    assert not is_in(client)


def test_a_wrong_password_says_so_in_vietnamese(town: dict[str, User], client: Client) -> None:
    response = log_in(client, "an", "sai mật khẩu")
    assert response.status_code == 200
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in response.content.decode()
    assert not is_in(client)


def test_ten_wrong_passwords_close_the_door_for_a_while(town: dict[str, User], client: Client) -> None:
    answers = [log_in(client, "an", "sai").content.decode() for _ in range(6)]
    assert "quá nhiều lần" not in answers[0]
    assert "quá nhiều lần" in answers[-1]
    assert "quá nhiều lần" in log_in(client, "an").content.decode()


def test_the_session_key_changes_at_login(town: dict[str, User], client: Client) -> None:
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = cast(str, before)
    log_in(client, "an")
    assert client.session.session_key != before


def test_a_changed_password_closes_other_sessions(town: dict[str, User], client: Client) -> None:
    thief = Client()
    log_in(client, "binh")
    log_in(thief, "binh")
    assert is_in(client)
    assert is_in(thief)
    form = {"oldpassword": PASSWORD, "password1": "mot-cua-rat-moi-9", "password2": "mot-cua-rat-moi-9"}
    client.post("/account/password/change/", form, headers={"User-Agent": "Firefox"})
    assert is_in(client)
    assert not is_in(thief)


def test_a_session_in_another_browser_is_closed(town: dict[str, User], client: Client) -> None:
    log_in(client, "binh")
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    assert not is_in(stolen, "curl/8")
    assert not is_in(client)


def test_an_unused_session_ends(town: dict[str, User], client: Client) -> None:
    log_in(client, "an")
    assert is_in_after(client, minutes=90)
    assert not is_in_after(client, minutes=90 + 121)
    assert not is_in(client)


def test_a_used_session_ends_after_its_life(town: dict[str, User], client: Client) -> None:
    log_in(client, "an")
    assert all(is_in_after(client, minutes=minutes) for minutes in range(90, 12 * 60, 90))
    assert not is_in_after(client, minutes=12 * 60 + 30)


def is_in_after(client: Client, *, minutes: int) -> bool:
    since = datetime.fromtimestamp(client.session["bound_since"], tz=UTC)
    with travel(since + timedelta(minutes=minutes), tick=False):
        return is_in(client)


def test_an_official_of_a_province_must_set_up_a_second_factor(
    town: dict[str, User], client: Client, not_a_demo: None
) -> None:
    log_in(client, "chi")
    page = client.get("/account/password/change/", headers={"User-Agent": "Firefox"})
    assert page.status_code == 302
    assert page.headers["Location"] == "/account/2fa/totp/activate/"
    secret = activate(client)
    assert is_in(client)

    again = Client()
    assert log_in(again, "chi").headers["Location"] == "/account/2fa/authenticate/"
    assert not is_in(again)
    wrong = again.post("/account/2fa/authenticate/", {"code": "000000"}, headers={"User-Agent": "Firefox"})
    assert "Mã chưa đúng" in wrong.content.decode()
    with travel(timezone.now() + timedelta(seconds=60), tick=False):
        again.post("/account/2fa/authenticate/", {"code": code_for(secret)}, headers={"User-Agent": "Firefox"})
        assert is_in(again)
        refused = again.get("/account/2fa/totp/deactivate/", follow=True, headers={"User-Agent": "Firefox"})
        assert refused.status_code == 200
    assert Authenticator.objects.filter(user=town["chi"], type="totp").exists()


def test_an_older_session_without_a_code_is_closed(town: dict[str, User], client: Client, not_a_demo: None) -> None:
    thief = Client()
    log_in(thief, "chi")
    log_in(client, "chi")
    activate(client)
    page = thief.get("/account/password/change/", headers={"User-Agent": "Firefox"})
    assert page.headers["Location"] == "/account/login/"
    assert "_auth_user_id" not in thief.session


def activate(client: Client) -> str:
    """Set up the second factor the way a person does: password again, scan, type the code."""
    again = client.get("/account/2fa/totp/activate/", headers={"User-Agent": "Firefox"})
    assert "/reauthenticate/" in again.headers["Location"]
    client.post(again.headers["Location"], {"password": PASSWORD}, headers={"User-Agent": "Firefox"})
    page = client.get("/account/2fa/totp/activate/", headers={"User-Agent": "Firefox"})
    secret: str = page.context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": code_for(secret)}, headers={"User-Agent": "Firefox"})
    stored = Authenticator.objects.get(type="totp")
    assert secret not in str(stored.data)
    return secret


def test_citizens_need_no_second_factor(town: dict[str, User], client: Client, not_a_demo: None) -> None:
    log_in(client, "an")
    assert is_in(client)


def test_a_citizen_signs_up_in_the_demonstration_only(
    town: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = {
        "name": "Lương  Thị Út",
        "phone": "0977 000 123",
        "email": "",
        "password1": "thach-tuu-cau-86",
        "password2": "thach-tuu-cau-86",
    }
    bad = client.post("/account/signup/", {**form, "name": "Út", "phone": "0900000101", "password2": "khác hẳn"})
    words = bad.content.decode()
    for expected in ("Họ và tên chưa đúng", "đã có tài khoản", "không giống nhau"):
        assert expected in words
    assert client.post("/account/signup/", form).status_code == 302
    user = User.objects.get(phone="+84977000123")
    assert (user.name, user.username, user.email) == ("Lương Thị Út", "0977000123", "")
    assert user.joined_at is not None
    assert is_in(client, "")

    monkeypatch.setattr(origin, "is_demo", lambda: False)
    closed = Client().get("/account/signup/")
    assert "VNeID" in closed.content.decode()
    assert Client().post("/account/signup/", {**form, "phone": "0977000124"}).status_code == 200
    assert not User.objects.filter(phone="+84977000124").exists()


def test_a_forgotten_password_is_reset_by_mail(town: dict[str, User], client: Client) -> None:
    client.post("/account/password/reset/", {"email": "an@motcua.example"})
    client.post("/account/password/reset/", {"email": "khong-ai@motcua.example"})
    (message,) = mail.outbox
    assert message.subject == "[Motcua] Đặt lại mật khẩu"
    link = next(line for line in str(message.body).splitlines() if "http" in line)
    page = client.get(link, follow=True)
    form = {"password1": "mot-cua-rat-moi-9", "password2": "mot-cua-rat-moi-9"}
    client.post(page.request["PATH_INFO"], form)
    assert log_in(client, "an", "mot-cua-rat-moi-9").status_code == 302
    assert "đã dùng rồi hoặc đã hết hạn" in Client().get(link, follow=True).content.decode()


PAGES = ["/account/login/", "/account/signup/", "/account/password/reset/", "/account/password/reset/done/"]
OWN_PAGES = ["/account/logout/", "/account/password/change/", "/account/2fa/", "/account/reauthenticate/"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_for_everybody_have_no_inline_code_and_no_english(
    town: dict[str, User], client: Client, path: str
) -> None:
    check_page(client.get(path))


@pytest.mark.parametrize("path", OWN_PAGES)
def test_pages_of_ones_own_account(town: dict[str, User], client: Client, path: str) -> None:
    client.force_login(town["an"])
    check_page(client.get(path))


def check_page(response: Any) -> None:
    assert response.status_code == 200
    text = response.content.decode()
    assert "<style" not in text
    assert 'style="' not in text
    assert "<script>" not in text
    for english in ("Password", "Sign", "Email", "Username", "Phone", "Remember", "This field"):
        assert english not in text
