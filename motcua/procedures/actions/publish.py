"""Publishing a version of a procedure."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from motcua.core.procedure.canonical import digest, to_json
from motcua.core.procedure.checks import contradictions, misfits
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication
from motcua.core.procedure.quality import counted
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.ledger.commit import Insert, NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.procedures import events, policies, queries
from motcua.procedures.actions import versions
from motcua.procedures.models import Procedure, ProcedureVersion


def publish(
    definition: ProcedureDefinition, publication: Publication, *, actor: Actor, at: datetime
) -> queries.Published:
    """Publish the next version of a procedure, checked against itself and against the routes that its cases name."""
    return retrying(lambda: publish_once(definition, publication, actor=actor, at=at))


def publish_once(
    definition: ProcedureDefinition,
    publication: Publication,
    *,
    actor: Actor,
    at: datetime,
    draft: UUID | None = None,
) -> queries.Published:
    """Publish in one attempt, inside the caller's transaction if there is one; may raise ``LostRace``.

    ``draft`` is the draft that was reviewed and approved, if it came from one.
    """
    policies.can_publish(actor).enforce()
    unverified = bool(definition.unverified)
    versions.verified_enough(definition.code, unverified)
    names = {case.route for case in definition.cases if case.receivable}
    routes = {code: found.definition for code in names if (found := queries.route(code, publication.effective_date))}
    versions.checked(definition.code, publication, [*contradictions(definition), *misfits(definition, routes)])
    row = Procedure.objects.filter(code=definition.code).first()
    begun = list(row.versions.values_list("valid_from", flat=True)) if row else []
    versions.in_order(definition.code, publication, begun)
    if row is not None and row.repealed_from is not None:
        raise Refused(
            "repealed",
            _("Thủ tục %(code)s đã bị bãi bỏ từ %(since)s.")
            % {"code": row.code, "since": f"{row.repealed_from:%d/%m/%Y}"},
            _("Thủ tục ban hành lại có mã mới."),
        )
    number = row.last_number + 1 if row else 1
    pk = row.id if row else uuid4()
    entry, version = version_of(definition, publication, number, pk, {"draft": str(draft)} if draft else {})
    commit(subject_of(row, pk, definition.code, number), [entry], actor=actor.id, at=at, children=[version])
    return queries.by_version(version.values["id"])


def subject_of(row: Procedure | None, pk: UUID, code: str, number: int) -> Subject:
    """Return the procedure with its newest version's number; ``row`` None begins it."""
    if row is not None:
        return Subject.of(row, last_number=number)
    return Subject(Procedure, pk, columns={"code": code, "last_number": number}, name=code)


def version_of(
    definition: ProcedureDefinition, publication: Publication, number: int, procedure: UUID, more: Mapping[str, str]
) -> tuple[NewEntry, Insert]:
    """Return the entry and the row of a version that was found sound; ``more`` says where it came from."""
    text, routes = to_json(definition), sorted({case.route for case in definition.cases if case.receivable})
    told = _told(definition, publication, number, digest(text), routes)
    values = {
        "id": uuid4(),
        "procedure_id": procedure,
        **versions.columns(number, definition.name, text, digest(text), publication),
        **_catalogue(definition),
        "unverified": bool(definition.unverified),
    }
    return NewEntry(events.PUBLISHED.name, {**told, **more}), Insert(ProcedureVersion, values)


def _told(
    definition: ProcedureDefinition, publication: Publication, number: int, sha256: bytes, routes: list[str]
) -> dict[str, object]:
    return dict(
        versions.told(
            definition.code,
            number,
            sha256,
            publication,
            parts=list(definition.parts()),
            level=definition.level,
            field=definition.field_code,
            online_level=definition.online_level,
            routes=routes,
            unverified=bool(definition.unverified),
            **counted(definition),
        )
    )


def _catalogue(definition: ProcedureDefinition) -> dict[str, str | bool]:
    words = (definition.title, definition.name, definition.code, definition.field, *definition.keywords)
    return {
        "title": definition.title,
        "field": definition.field,
        "field_code": definition.field_code,
        "level": definition.level,
        "online_level": definition.online_level,
        "agency": definition.agency,
        "life_events": "".join(f"|{event}|" for event in definition.life_events),
        "register": definition.register,
        "receivable": definition.receivable,
        "search_key": search_key(" ".join((*words, *definition.life_events, definition.summary))),
    }
