"""Reading a procedure or a route from plain data: the value, and everything that is wrong with it, at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from motcua.core.procedure.build import build
from motcua.core.procedure.checks import contradictions
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.forms import APPLICANT_FIELDS, FormPage
from motcua.core.procedure.publication import Publication
from motcua.core.procedure.source import Problem, Source
from motcua.core.process.route import Route
from motcua.core.process.route import problems as route_problems

Report = Callable[[str, str], None]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a file holds: the definition or route, and its publication; None where it could not be read."""

    value: T | None
    publication: Publication | None


def parse(source: Source) -> tuple[Parsed[ProcedureDefinition], list[Problem]]:
    """Return the procedure in a source and all its problems, sorted by line.

    Shape first (each field, with its own line); contradictions between parts only once the shape is sound.
    """
    return _parse(source, parse_definition)


def parse_route(source: Source) -> tuple[Parsed[Route], list[Problem]]:
    """Return the route in a source and all its problems, sorted by line; terms are checked with a case."""
    return _parse(source, _route)


def _parse(source: Source, read: Callable[[Mapping[str, Any], Report], T | None]) -> tuple[Parsed[T], list[Problem]]:
    found: list[Problem] = []

    def report(path: str, message: str) -> None:
        found.append(Problem(source.line(path), path, message))

    if not isinstance(source.data, Mapping):
        report("", "Tệp phải gồm các dòng «tên: giá trị».")
        return Parsed(None, None), found
    data = dict(source.data)
    publication = _publication(data.pop("publication", None), report)
    return Parsed(read(data, report), publication), sorted(found)


def _publication(data: object, report: Report) -> Publication | None:
    if data is None:
        report("publication", "Thiếu «publication» (quyết định công bố và các ngày).")
        return None
    publication = build(Publication, data, "publication", report)
    for name, message in publication.problems() if publication is not None else ():
        report(f"publication.{name}", message)
    return publication


def parse_definition(data: Mapping[str, Any], report: Report) -> ProcedureDefinition | None:
    """Return the definition in plain data, reporting each problem; None where its shape is wrong."""
    built = build(ProcedureDefinition, data, "", report)
    if built is None:
        return None
    definition = with_applicant(built)
    for path, message in contradictions(definition):
        report(path, message)
    return definition


def with_applicant(definition: ProcedureDefinition) -> ProcedureDefinition:
    """Return a definition whose page of the applicant has its standard fields before its own."""
    return replace(definition, pages=tuple(_with_standard_fields(page) for page in definition.pages))


def _with_standard_fields(page: FormPage) -> FormPage:
    if page.standard != "applicant":
        return page
    own = {entry.code for entry in page.fields}
    return replace(page, fields=(*(entry for entry in APPLICANT_FIELDS if entry.code not in own), *page.fields))


def _route(data: Mapping[str, Any], report: Report) -> Route | None:
    route = build(Route, data, "", report)
    if route is not None:
        places = {step.code: f"steps[{n}]" for n, step in enumerate(route.steps)}
        for code, message in route_problems(route):
            report(places.get(code, "steps"), message)
    return route
