"""What a session has opened by digits: kept beside other requests of the same moment, and closed with the session."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client

from motcua.dossiers import openings
from motcua.dossiers.models import Dossier, Opening
from motcua.dossiers.tests.citizen.conftest import SATURDAY
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged
from motcua.dossiers.web.seeing import prove
from motcua.people.middleware import ActedRequest
from tests.cast import Cast, on

BIRTH = "1.001193"
PROVE = "motcua.dossiers.web.citizen.tracking.prove"
OPEN = 'name="close"'


@pytest.fixture
def codes(lang_son: Any, cast: Cast) -> list[str]:
    """Return the codes of three dossiers of An's, in a committed database."""
    ids = [lodged(cast, birth(), at=SATURDAY) for _ in range(3)]
    return [Dossier.objects.get(pk=id_).code for id_ in ids]


def is_open(client: Client, code: str) -> bool:
    return OPEN in client.get(f"/t/{code}").content.decode()


def give(client: Client, code: str) -> int:
    return client.post(f"/t/{code}", {"digits": "0101"}).status_code


def at_the_same_moment(client: Client, acts: list[Callable[[Client], object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let tabs of one browser act after all of them have read its session, before any has written it."""
    read = Barrier(len(acts))

    def late(request: ActedRequest, dossier_id: UUID) -> None:
        request.session.get("read before")
        read.wait(timeout=20)
        prove(request, dossier_id)

    def tab(act: Callable[[Client], object]) -> None:
        other = Client()
        other.cookies = client.cookies
        try:
            act(other)
        finally:
            connection.close()

    with monkeypatch.context() as patch, ThreadPoolExecutor(len(acts)) as pool:
        patch.setattr(PROVE, late)
        list(pool.map(tab, acts))


def test_two_dossiers_opened_at_the_same_moment_are_both_open(
    codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(SATURDAY, tick=False):
        phone = Client()
        give(phone, codes[0])
        at_the_same_moment(phone, [lambda c: give(c, codes[1]), lambda c: give(c, codes[2])], monkeypatch)
        assert [is_open(phone, code) for code in codes] == [True, True, True]
        assert Opening.objects.count() == 6, "each dossier once for the half hour, once for the half year"


def test_closing_is_not_undone_by_a_page_that_opens_another(codes: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(SATURDAY, tick=False):
        phone = Client()
        give(phone, codes[0])

        def late(request: ActedRequest, dossier_id: UUID) -> None:
            request.session.get("read before")
            phone.post(f"/t/{codes[0]}", {"close": "yes"})
            prove(request, dossier_id)

        with monkeypatch.context() as patch:
            patch.setattr(PROVE, late)
            other = Client()
            other.cookies = phone.cookies
            give(other, codes[1])
        assert [is_open(phone, code) for code in codes] == [False, True, False]


def test_who_logs_in_keeps_what_was_open_and_closes_it_by_logging_out(codes: list[str], cast: Cast) -> None:
    with time_machine.travel(SATURDAY, tick=False):
        phone = Client()
        give(phone, codes[0])
        key = phone.cookies["sessionid"].value
        phone.force_login(cast.user(cast.khoa), backend="allauth.account.auth_backends.AuthenticationBackend")
        assert phone.cookies["sessionid"].value != key
        assert is_open(phone, codes[0])
        stolen = phone.cookies["sessionid"].value
        phone.post("/account/logout/")
        assert not is_open(phone, codes[0])
        thief = Client()
        thief.cookies["sessionid"] = stolen
        assert not is_open(thief, codes[0])


@pytest.mark.django_db
def test_what_has_closed_by_itself_is_forgotten() -> None:
    dossier_id = UUID(int=1)
    openings.keep("one", dossier_id, on("2026-04-20", "09:00"))
    openings.keep("one", dossier_id, on("2026-04-20", "10:00"))
    openings.keep("other", dossier_id, on("2026-04-20", "08:00"))
    assert openings.forget(on("2026-04-20", "09:30")) == 1
    assert openings.is_open("one", dossier_id, on("2026-04-20", "09:30"))
    assert not openings.is_open("one", dossier_id, on("2026-04-20", "10:00"))
