"""Every address has an audience, and whoever is outside it gets no page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLResolver, get_resolver

from motcua.people.actor import VISITOR, Duty, person
from motcua.project.audiences import Audiences, audience_of

SOMEBODY = UUID(int=1)
SAMPLES = {"uuid": str(SOMEBODY), "int": "1", "str": "x", "slug": "x", "path": "x"}


@dataclass(frozen=True)
class Address:
    """One address: its route, its view and the applications it was included from."""

    route: str
    view: Callable[..., HttpResponse]
    applications: tuple[str, ...]

    @property
    def audience(self) -> str | None:
        """Return who may come."""
        return audience_of(self.view, self.applications)


def addresses(resolver: URLResolver | None = None, prefix: str = "", within: tuple[str, ...] = ()) -> Iterator[Address]:
    """Yield every address, included ones too."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route, (*within, *([pattern.app_name] if pattern.app_name else [])))
        else:
            yield Address(route, pattern.callback, within)


def a_path(route: str) -> str:
    """Fill a route's parameters with something that parses."""
    filled = re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES.get(m[1] or "str", "x"), route)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)", "x", filled).replace("^", "").replace("$", "").replace("\\", "")


ALL = list(addresses())


@pytest.mark.parametrize("address", ALL, ids=[a.route or "/" for a in ALL])
def test_every_address_has_an_audience(address: Address) -> None:
    assert address.audience is not None, (
        f"/{address.route} ({address.view.__module__}) has no audience: move its view into web/citizen, web/public, "
        "web/desk or web/officer, or name its module in motcua/project/audiences.py"
    )


CLOSED = [a.route for a in ALL if a.audience in {"officials", "technicians"}]


@pytest.mark.django_db
@pytest.mark.parametrize("route", CLOSED)
def test_a_visitor_gets_no_page_of_the_staff(client: Client, route: str) -> None:
    for answer in (client.get(a_path(route)), client.post(a_path(route))):
        assert answer.status_code in {302, 404}, route
        if answer.status_code == 302:
            assert answer["Location"].startswith("/account/login/")


def _view(module: str) -> "SimpleNamespace":
    return SimpleNamespace(__module__=module)


@pytest.mark.parametrize(
    ("module", "audience"),
    [
        ("motcua.dossiers.web.desk.inbox", "officials"),
        ("motcua.notices.web.desk", "officials"),
        ("motcua.people.web.public", "everybody"),
        ("motcua.dossiers.web.citizen.door", "everybody"),
        ("motcua.dossiers.web.forgotten", None),
        ("motcua.dossiers.views", None),
        ("motcua.ui.viewsomething", None),
        ("somewhere.else", None),
    ],
)
def test_the_folder_says_who(module: str, audience: str | None) -> None:
    assert audience_of(_view(module)) == audience  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("module", "actor", "comes_in"),
    [
        ("motcua.x.web.desk", person(SOMEBODY), False),
        ("motcua.x.web.desk", person(SOMEBODY, [Duty("06187", "handler")]), True),
        ("motcua.x.forgotten", person(SOMEBODY, [Duty("06187", "handler")]), False),
        ("motcua.x.web.citizen", VISITOR, True),
    ],
)
def test_only_the_audience_comes_in(rf: RequestFactory, module: str, actor: object, comes_in: bool) -> None:
    request: HttpRequest = rf.get("/somewhere/")
    request.actor = actor  # type: ignore[attr-defined]
    door = Audiences(lambda _: HttpResponse())
    if comes_in:
        assert door.process_view(request, _view(module), (), {}) is None  # type: ignore[arg-type]
    else:
        with pytest.raises(Http404):
            door.process_view(request, _view(module), (), {})  # type: ignore[arg-type]
