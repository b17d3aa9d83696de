"""Publishing a version of a route."""

from datetime import datetime
from uuid import uuid4

from motcua.core.procedure.canonical import digest, to_json
from motcua.core.procedure.publication import Publication
from motcua.core.process.route import Route as RouteDefinition
from motcua.core.process.route import problems
from motcua.ledger.commit import Insert, NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.procedures import events, policies, queries
from motcua.procedures.actions import versions
from motcua.procedures.models import Route, RouteVersion


def publish_route(
    definition: RouteDefinition, publication: Publication, *, actor: Actor, at: datetime
) -> queries.PublishedRoute:
    """Publish the next version of a route; dossiers that run keep theirs."""
    return retrying(lambda: publish_route_once(definition, publication, actor=actor, at=at))


def publish_route_once(
    definition: RouteDefinition, publication: Publication, *, actor: Actor, at: datetime
) -> queries.PublishedRoute:
    """Publish in one attempt, inside the caller's transaction if there is one; may raise ``LostRace``."""
    policies.can_publish(actor).enforce()
    versions.verified_enough(definition.code, definition.unverified)
    versions.checked(definition.code, publication, problems(definition))
    text = to_json(definition)

    row = Route.objects.filter(code=definition.code).first()
    begun = list(row.versions.values_list("valid_from", flat=True)) if row else []
    versions.in_order(definition.code, publication, begun)
    number = row.last_number + 1 if row else 1
    pk, version = row.id if row else uuid4(), uuid4()
    new = {"code": definition.code, "last_number": number}
    subject = Subject.of(row, last_number=number) if row else Subject(Route, pk, columns=new, name=definition.code)
    payload = versions.told(
        definition.code,
        number,
        digest(text),
        publication,
        steps=len(definition.steps),
        unverified=definition.unverified,
    )
    values = {
        "id": version,
        "route_id": pk,
        **versions.columns(number, definition.name, text, digest(text), publication),
        "unverified": definition.unverified,
    }
    entry = NewEntry(events.ROUTE_PUBLISHED.name, payload)
    commit(subject, [entry], actor=actor.id, at=at, children=[Insert(RouteVersion, values)])
    return queries.route_by_version(version)
