"""Who comes to the pages of routes, and which version or draft a page is about."""

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest

from motcua.core.process.route import Route
from motcua.core.process.table import Table, from_route
from motcua.people.middleware import ActedRequest
from motcua.procedures import policies, queries, route_drafts, route_uses
from motcua.procedures.models import RouteVersion
from motcua.procedures.queries import PublishedRoute
from motcua.procedures.route_drafts import Opened
from motcua.procedures.web.officer.access import today

DRAFT = "draft"


def reader(request: HttpRequest) -> ActedRequest:
    """Return the request of an official; for everybody else the page does not exist."""
    acted = cast(ActedRequest, request)
    if not policies.can_see_routes(acted.actor).allowed:
        raise Http404
    return acted


def writer(request: HttpRequest) -> ActedRequest:
    """Return the request of somebody who writes routes; for everybody else the page does not exist."""
    acted = reader(request)
    if not policies.can_draft_routes(acted.actor).allowed:
        raise Http404
    return acted


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page is about: a published version or the open draft of a route, as its table."""

    code: str
    table: Table
    published: PublishedRoute | None
    versions: list[RouteVersion]
    draft: Opened | None

    @property
    def is_draft(self) -> bool:
        """Tell whether the page is about the draft."""
        return self.published is None

    @property
    def which(self) -> str:
        """Return the name by which an address chooses this version: its number, or ``draft``."""
        return DRAFT if self.published is None else str(self.published.number)

    @property
    def route(self) -> Route | None:
        """Return the published definition; None for a draft, whose table must be read first."""
        return None if self.published is None else self.published.definition


def shown(request: ActedRequest, slug: str, which: str = "") -> Shown:
    """Return the version of a route that an address names, by default the one in force, the newest, or the draft."""
    versions, draft = route_uses.versions(slug), route_drafts.find_open(slug)
    if draft is not None and not policies.can_draft_routes(request.actor).allowed:
        draft = None
    if which == DRAFT or (not versions and not which):
        if draft is None:
            raise Http404
        return Shown(slug, draft.table, None, versions, draft)
    published = (
        _version(versions, which) if which else queries.route(slug, today(request)) or queries.newest_route(slug)
    )
    if published is None:
        raise Http404
    return Shown(slug, from_route(published.definition), published, versions, draft)


def _version(versions: list[RouteVersion], which: str) -> PublishedRoute | None:
    found = next((row for row in versions if str(row.number) == which), None)
    return None if found is None else queries.route_by_version(found.id)
