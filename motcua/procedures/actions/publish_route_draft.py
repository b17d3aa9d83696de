"""Publishing a draft of a route as the next version, checked against the terms of the cases that use it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.procedure.publication import Publication
from motcua.core.process.review import review
from motcua.core.process.route import Route as RouteDefinition
from motcua.core.process.table import Finding
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_recipes, policies, queries, route_drafts, route_places, route_uses
from motcua.procedures.actions.publish_route import publish_route_once
from motcua.procedures.events.route_drafts import DRAFT_PUBLISHED
from motcua.procedures.recording import record
from motcua.procedures.route_drafts import Opened


def publish_route_draft(
    code: str,
    revision_read: int,
    publication: Publication,
    *,
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> queries.PublishedRoute:
    """Make the open draft the next version of its route; dossiers that run keep theirs.

    Refused with everything at once where the draft is unsound, names a unit that does not exist, or takes longer than
    the law gives to a case that is in force when the version begins.
    """
    policies.can_publish(actor).enforce()

    def attempt() -> queries.PublishedRoute:
        now = route_drafts.find_open(code)
        if now is None or now.revision != revision_read:
            raise Refused(
                "draft_changed",
                _("Bản nháp vừa được người khác sửa, ban hành hoặc bỏ nên chưa ban hành."),
                _("Tải lại trang, xem bản mới nhất rồi ban hành."),
            )
        definition = _sound(now, publication)
        with transaction.atomic():
            published = publish_route_once(definition, publication, actor=actor, at=at)
            told = {"code": code, "revision": now.revision, "published_number": published.number}
            entry = NewEntry(DRAFT_PUBLISHED.name, told)
            recipe, result = draft_recipes.ROUTE_DRAFTS, {"version": str(published.id)}
            record(recipe, now.row, [entry], actor=actor.id, at=at, key=key, result=result)
        return published

    return once(key, actor.id, attempt, lambda first: queries.route_by_version(UUID(first["version"])))


def _sound(now: Opened, publication: Publication) -> RouteDefinition:
    on = publication.effective_date
    checked = review(now.table, route_uses.limits(now.row.code, on))
    wrong: list[Finding] = [one for one in checked.findings if one.blocking]
    wrong += route_places.unknown_units(now.table, on)
    if wrong or checked.route is None:
        raise Refused(
            "unsound_draft",
            _("Chưa ban hành được quy trình %(code)s: %(count)d điểm phải sửa.")
            % {"code": now.row.code, "count": len(wrong)},
            " ".join(one.message for one in wrong),
        )
    last = queries.last_route_number(now.row.code)
    return replace(checked.route, version=last + 1)
