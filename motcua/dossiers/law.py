"""Finds what a decision needs to know: the case's term and rules, the unit's calendar, the route."""

from __future__ import annotations

from datetime import date
from functools import cache
from uuid import UUID

from motcua.core.phrase import Listing, Phrase
from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import Case, ClockGround, ProcedureDefinition
from motcua.core.process.decide import cited
from motcua.core.process.decide.clock import Law
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import Route
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.ledger import read as ledger
from motcua.procedures import queries as procedures
from motcua.procedures.queries import PublishedRoute
from motcua.worktime import queries as worktime

STEPS = "steps"


def law_for(version_id: str, case_code: str, competent_unit: str, on: date) -> Law:
    """Return the law of a dossier that is received on a day: the route and rules in force then."""
    case = procedures.by_version(UUID(version_id)).definition.case(case_code)
    route = _route(case, on)
    return _law(case.term, case.rule_set, competent_unit, on, route.definition, str(route.id))


def _route(case: Case, on: date) -> PublishedRoute:
    route = procedures.route_for(case, on)
    if route is None:
        raise Refused(
            "no_route",
            Phrase("Trường hợp «{case}» chưa có quy trình nội bộ có hiệu lực.", case=case.name),
            "Người kiểm soát thủ tục hành chính công bố quy trình trước khi tiếp nhận.",
        )
    return route


def law_of(dossier: Snapshot, on: date, stamp: str | None = None) -> Law:
    """Return the law of a received dossier: its own term, rule set and route; the calendar as it is now.

    ``stamp`` is that of the dossier as read (:class:`motcua.dossiers.reading.Found`), where the caller has it.
    """
    received = local(dossier.received_at).date() if dossier.received_at else on
    return _law(
        _term(dossier.term),
        dossier.rules,
        dossier.competent_unit,
        received,
        route_of(dossier),
        dossier.route,
        stamp,
    )


def law_carried(dossier: Snapshot, version_id: str, case_code: str, on: date, stamp: str | None = None) -> Law:
    """Return the law that a received dossier has on another version: the route in force now, the rules of its receipt.

    The clock counts from the reception, so the rule set is the one that applied on that day.
    """
    case = procedures.by_version(UUID(version_id)).definition.case(case_code)
    route = _route(case, on)
    received = local(dossier.received_at).date() if dossier.received_at else on
    unit = dossier.competent_unit
    return _law(case.term, case.rule_set, unit, received, route.definition, str(route.id), stamp)


_term = cache(Term.parse)


def _law(
    term: Term, rule_set: str, unit: str, on: date, route: Route, route_version: str, stamp: str | None = None
) -> Law:
    published = worktime.published(stamp)
    calendar = published.calendar_for(unit)
    return Law(
        term=term,
        calendar=calendar,
        rules=published.rules(rule_set, on),
        steps=published.rules(STEPS, on),
        route=route,
        basis=f"{calendar.version} {rule_set}",
        route_version=route_version,
    )


def route_of(dossier: Snapshot) -> Route:
    """Return the route on which a dossier started; a newer version does not touch it."""
    return procedures.route_by_version(UUID(dossier.route)).definition


def definition_of(dossier: Snapshot) -> ProcedureDefinition:
    """Return the published definition that the dossier runs on; it never changes under it (promise 5)."""
    return procedures.by_version(UUID(dossier.procedure_version)).definition


def components_of(dossier_id: UUID, own: Snapshot | Dossier) -> dict[str, Component]:
    """Return the components of a dossier's version by code; where it was carried, also those of versions it left.

    What was handed in or asked for before stays, and keeps its name, also where the newer version knows it no more.
    """
    versions = [own.procedure_version]
    if own.carried_at is not None:
        log = ledger.stream(f"{Dossier.stream_prefix}:{dossier_id}")
        versions += [entry.payload["from_version"] for entry in reversed(log) if entry.type == "dossier.carried"]
    found: dict[str, Component] = {}
    for version in versions:
        for component in procedures.by_version(UUID(version)).definition.components:
            found.setdefault(component.code, component)
    return found | _cited(dossier_id) if own.supplements else found


def _cited(dossier_id: UUID) -> dict[str, Component]:
    """Return the papers that were asked for by an article of law and stand on no list."""
    asked = SupplementRequest.objects.filter(dossier_id=dossier_id).values_list("items", flat=True)
    found = [cited.component(code) for items in asked for code in items]
    return {component.code: component for component in found if component is not None}


def ground_of(dossier: Snapshot, code: str, kind: str) -> ClockGround:
    """Return a ground by which the procedure lets the clock stand or run longer; nothing else may move it."""
    grounds = [ground for ground in definition_of(dossier).clock_grounds if ground.kind == kind]
    found = next((ground for ground in grounds if ground.code == code), None)
    if found is None:
        hint = Phrase("Thủ tục này không có căn cứ nào như vậy.")
        if grounds:
            names = Listing(tuple(ground.name for ground in grounds), "; ")
            hint = Phrase("Các căn cứ được dùng: {names}.", names=names)
        raise Refused("no_such_ground", "Thủ tục không cho dừng hoặc kéo dài thời hạn theo căn cứ này.", hint)
    return found
