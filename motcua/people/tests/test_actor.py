"""Actors and the middleware that fixes them."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from motcua.people import access, queries
from motcua.people.actor import SYSTEM, VISITOR, Duty, office, person
from motcua.people.middleware import ActorAndTime
from motcua.people.models import AccessRecord, User

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)


def test_an_own_duty_comes_before_a_lent_one() -> None:
    identity = uuid4()
    actor = person(identity, [Duty("06187", "leader", "d"), Duty("06187", "leader"), Duty("06187.VP", "head", "e")])
    assert actor.duty("leader", "06187") == Duty("06187", "leader")
    assert actor.duty("head") == Duty("06187.VP", "head", "e")
    assert actor.has("head")
    assert not actor.has("head", "06187")
    assert actor.has_any(["clerk", "head"])
    assert actor.units("leader") == {"06187"}
    assert actor.units() == {"06187", "06187.VP"}
    assert (actor.user_id, actor.is_official) == (identity, True)


def test_a_visitor_and_the_system_have_no_account() -> None:
    for actor in (VISITOR, SYSTEM, office("H37.THUE")):
        assert actor.user_id is None
        assert not actor.is_official
    assert [VISITOR.id, SYSTEM.id, office("H37.THUE").id] == ["visitor", "system:motcua", "office:H37.THUE"]


def test_actors_are_told_apart_by_id_alone() -> None:
    identity = uuid4()
    assert person(identity, [Duty("A", "head")]) == person(identity)
    assert person(identity) != person(uuid4())


@pytest.mark.django_db
def test_a_visitor_costs_no_query(django_assert_num_queries: object) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    seen: list[object] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((request.actor, request.at.utcoffset()))  # type: ignore[attr-defined]
        return HttpResponse()

    with django_assert_num_queries(0):  # type: ignore[operator]
        ActorAndTime(view)(request)
    assert seen == [(VISITOR, timedelta(0))]


def test_the_actor_has_the_duties_of_the_moment(town: dict[str, User], client: Client) -> None:
    client.force_login(town["chi"])
    page = client.get("/units/06187.VP/")
    assert page.wsgi_request.actor.duties == {Duty("06187.VP", "handler")}  # type: ignore[attr-defined]
    assert page.wsgi_request.actor.id == town["chi"].actor_id  # type: ignore[attr-defined]


def test_home_depends_on_duties(town: dict[str, User]) -> None:
    def home(login: str) -> str:
        return queries.home_for(person(town[login].pk, queries.duties_of(town[login].pk, NOW)))

    assert home("an") == "dossiers:mine"
    assert home("binh") == home("mai") == "dossiers:counter"
    assert home("chi") == home("nam") == "dossiers:inbox"
    assert home("ha") == "dossiers:audit"
    assert queries.home_for(VISITOR) == "procedures:home"
    for name in ("an", "binh", "chi", "ha"):
        assert reverse(home(name))


def test_names_for_entries(town: dict[str, User]) -> None:
    gone = f"user:{uuid4()}"
    wanted = [town["an"].actor_id, "system:work", "visitor", "office:06187.VP", gone]
    assert queries.names(wanted) == {
        town["an"].actor_id: "Hoàng Thị An",
        "system:work": "Hệ thống",
        "visitor": "Người dùng chưa đăng nhập",
        "office:06187.VP": "06187.VP",
        gone: "Tài khoản đã xóa",
    }


@pytest.mark.django_db
def test_every_look_leaves_a_line_and_a_reload_none() -> None:
    chi = person(uuid4())
    for minutes in (0, 1, 9, 12):
        access.seen(chi, "dossier:1", "page", NOW + timedelta(minutes=minutes))
    access.seen(chi, "dossier:2", "page", NOW)
    access.seen(chi, "dossier:1", "paper", NOW)
    lines = [(line.what, line.at) for line in queries.who_saw("dossier:1")]
    assert lines == [("page", NOW + timedelta(minutes=12)), ("paper", NOW), ("page", NOW)]
    assert access.forget(NOW + timedelta(minutes=1)) == 3
    assert AccessRecord.objects.count() == 1
