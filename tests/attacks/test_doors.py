"""Stolen sessions, foreign forms, foreign addresses, guessed digits and passwords."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, override_settings

from motcua.dossiers.actions.receive import receive
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.dossiers.tests.stories import lodged
from motcua.people.models import User
from tests.attacks.pages import BACKEND, account, browser
from tests.attacks.walking import key
from tests.cast import Cast, on

NOW = on("2026-04-20", "09:30")
PASSWORD = "motcua-demo-2026"


@pytest.fixture(autouse=True)
def clocked(cast: Cast) -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield
    cache.clear()


def test_a_stolen_cookie_opens_nothing_and_ends_the_session(cast: Cast) -> None:
    id_ = lodged(cast)
    chi = Client(headers={"user-agent": "Chi's browser"})
    chi.force_login(User.objects.get(pk=account(cast.binh)), backend=BACKEND)
    assert chi.get("/desk/").status_code == 200
    thief = Client(headers={"user-agent": "something else"})
    thief.cookies = chi.cookies
    for address in (f"/desk/dossiers/{id_}/", f"/dossiers/{id_}/receipt/", "/inbox/", "/desk/"):
        answer = thief.get(address)
        assert answer.status_code in {302, 404}, address
        assert "Hoàng Thị An" not in answer.content.decode()
    assert thief.post(f"/desk/dossiers/{id_}/reception/", {"idempotency_key": key()}).status_code == 302
    assert read(id_).now.state == "submitted"


def test_a_form_from_elsewhere_is_refused_in_vietnamese(cast: Cast) -> None:
    """Without our token nothing is written, and the page says what to do."""
    id_ = lodged(cast)
    binh = Client(enforce_csrf_checks=True)
    binh.force_login(User.objects.get(pk=account(cast.binh)), backend=BACKEND)
    for address in (
        f"/desk/dossiers/{id_}/reception/", f"/desk/dossiers/{id_}/refusal/", "/desk/new/1.001193/", "/delegations/",
        f"/dossiers/{id_}/withdrawal/", "/account/logout/", "/dossiers/new/1.001193/", "/account/login/",
    ):  # fmt: skip
        answer = binh.post(address, {"idempotency_key": key(), "ground": "not_competent", "reason": "x"})
        assert answer.status_code == 403, address
        page = answer.content.decode()
        assert "Hãy" in page or "hãy" in page, address
        assert "CSRF verification failed" not in page
    assert read(id_).now.state == "submitted"


EVIL = ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "///evil.example",
        "https:evil.example", "\t//evil.example", "http://testserver.evil.example/")  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_no_address_leads_out_of_the_house(cast: Cast, evil: str) -> None:
    visitor = browser(None)
    answer = visitor.post("/account/login/?next=" + evil, {"login": "an", "password": PASSWORD, "next": evil})
    for went in (answer, visitor.get("/language/en", {"next": evil}), visitor.get("/account/logout/", {"next": evil})):
        assert "evil" not in went.get("Location", ""), went["Location"]
    page = visitor.get("/account/login/", {"next": evil}, headers={"referer": evil}).content.decode(errors="replace")
    assert f'href="{evil}' not in page


@override_settings(ALLOWED_HOSTS=["127.0.0.1", "localhost"])
def test_a_foreign_host_is_not_answered(cast: Cast) -> None:
    visitor = browser(None)
    assert visitor.get("/", headers={"host": "evil.example"}).status_code == 400
    assert visitor.get("/", headers={"host": "localhost", "x-forwarded-host": "evil.example"}).status_code == 200
    page = visitor.get("/", headers={"host": "localhost", "x-forwarded-host": "evil.example"}).content.decode()
    assert "evil.example" not in page


def test_the_last_digits_are_not_guessed(cast: Cast) -> None:
    """Ten tries a day in all, from wherever they come; then four digits open nothing, and the whole number does."""
    id_ = lodged(cast)
    receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=key())
    code = Dossier.objects.get(pk=id_).code
    opened = 0
    for guess in range(40):
        thief = Client(headers={"x-forwarded-for": f"10.0.0.{guess}"}, REMOTE_ADDR=f"10.1.0.{guess}")
        page = thief.post(f"/t/{code}", {"digits": f"{guess:04d}"}, follow=True).content.decode()
        opened += 'name="close"' in page
    assert opened == 0
    late = Client()
    page = late.post(f"/t/{code}", {"digits": "0101"}, follow=True).content.decode()
    assert 'name="close"' not in page
    owner = Client()
    page = owner.post(f"/t/{code}", {"digits": "0900 000 101"}, follow=True).content.decode()
    assert 'name="close"' in page
    assert 'name="close"' not in Client().get(f"/t/{code}").content.decode()


def test_one_password_is_not_guessed(cast: Cast) -> None:
    asked = {"login": "binh", "password": PASSWORD}
    assert Client(REMOTE_ADDR="10.2.0.98").post("/account/login/", asked).status_code == 302
    for guess in range(12):
        thief = Client(REMOTE_ADDR=f"10.2.0.{guess}")
        assert thief.post("/account/login/", {"login": "binh", "password": f"guess-{guess}"}).status_code == 200
    right = Client(REMOTE_ADDR="10.2.0.99").post("/account/login/", asked)
    assert right.status_code != 302, "the right password must wait too, or guessing would be told by it"


def test_files_and_slips_of_others_cannot_be_reached_by_changing_a_number(cast: Cast) -> None:
    """An's paper under Khoa's own dossier, and the reverse."""
    mine, other = lodged(cast), lodged(cast)
    khoa = browser(cast.khoa)
    for id_ in (mine, other):
        for noun in ("receipt", "control-slip", f"files/{'0' * 64}"):
            assert khoa.get(f"/dossiers/{id_}/{noun}/").status_code == 404
    an = browser(cast.an)
    assert an.get(f"/dossiers/{mine}/control-slip/").status_code == 404
    assert an.get(f"/dossiers/{mine}/files/{'1' * 64}/").status_code == 404
