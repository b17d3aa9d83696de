"""Every address of Motcua filled in with things that really exist, and each of the cast at their browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from django.urls import URLResolver, get_resolver

from motcua.dossiers.models import Dossier
from motcua.people.actor import Actor
from motcua.people.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NOUNS = (
    "reception", "claim", "assignment", "route", "decision", "consultation", "supplement-request", "supplement",
    "refusal", "suspension", "resumption", "verification", "extension", "payment", "return", "annulment", "correction",
    "recall", "stop",
    "withdrawal", "nonsense",
)  # fmt: skip
SLIPS = ("receipt", "supplement-request", "refusal", "apology", "stop-notice", "control-slip")


@dataclass(frozen=True)
class World:
    """What there is to look at: a dossier, its file, a draft, a post, a delegation."""

    dossier: UUID
    draft: UUID
    sha256: str
    post: UUID
    delegation: UUID


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Yield the route of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def addresses(world: World) -> list[str]:
    """Return every address of ours (without Django's admin and allauth's) with real values, all variants."""
    found: list[str] = []
    for route in routes():
        if route.startswith(("admin/", "account/", "^")) or "(?P" in route:
            continue
        found += [f"/{filled}" for filled in _filled(route, _values(route, world))]
    return found


def _values(route: str, world: World) -> Mapping[str, tuple[str, ...]]:
    code = Dossier.objects.get(pk=world.dossier).code
    codes = ("06187.TTPVHCC", "06187.VP") if route.startswith("units/") else ("1.001193",)
    return {
        "dossier_id": (str(world.dossier),),
        "draft_id": (str(world.draft),),
        "sha256": (world.sha256,),
        "code": (code,) if route.startswith("t/") else codes,
        "kind": SLIPS,
        "noun": NOUNS,
        "number": ("1",),
        "page": ("child", "applicant", "questions", "nonsense"),
        "post": (str(world.post),),
        "delegation": (str(world.delegation),),
    }


def _filled(route: str, values: Mapping[str, tuple[str, ...]]) -> list[str]:
    filled = [route]
    for whole, name in re.findall(r"(<(?:\w+:)?(\w+)>)", route):
        filled = [one.replace(whole, value) for one in filled for value in values.get(name, ("x",))]
    return filled


def browser(who: Actor | None) -> Client:
    """Return somebody's browser, logged in unless they are a visitor; exceptions become error pages."""
    client = Client(raise_request_exception=False)
    if who is not None:
        client.force_login(User.objects.get(pk=account(who)), backend=BACKEND)
    return client


def account(who: Actor) -> UUID:
    """Return the account of a person."""
    assert who.user_id is not None
    return who.user_id
