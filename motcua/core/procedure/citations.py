"""Where a procedure, a route or a rule set rests on acts of law: every citation with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from motcua.core.procedure.acts import Cited, cited
from motcua.core.procedure.bases import LegalBasis
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.route import Route

PlaceKind = Literal[
    "legal_basis", "form", "lookup", "component", "fee", "clock", "text", "source", "route", "step", "rule"
]
KINDS: Final[tuple[PlaceKind, ...]] = (
    "legal_basis", "form", "lookup", "component", "fee", "clock", "text", "source", "route", "step", "rule",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """One act cited at one place: ``path`` as in the definition, ``name`` the words by which people know the place."""

    key: str
    written: str
    article: str
    kind: PlaceKind
    path: str
    name: str


def of_procedure(definition: ProcedureDefinition) -> tuple[Citation, ...]:
    """Return every act that a procedure cites, in the order of its parts; one line a place and act."""
    found = [
        *_bases(definition.legal_bases, "legal_bases", "legal_basis", ""),
        *_forms(definition),
        *_components(definition),
        *_fees(definition),
    ]
    for n, ground in enumerate(definition.clock_grounds):
        found += _texts("clock", f"clock_grounds[{n}].source", ground.name, ground.source)
    for part in ("sequence", "conditions", "refusals", "notes"):
        for n, text in enumerate(getattr(definition, part)):
            found += _texts("text", f"{part}[{n}]", "", text)
    for n, case in enumerate(definition.cases):
        found += _texts("text", f"cases[{n}].term_note", case.name, case.term_note)
    found += _texts("fee", "fee_note", "", definition.fee_note)
    found += _texts("source", "source", "", definition.source)
    return tuple(dict.fromkeys(found))


def of_route(route: Route) -> tuple[Citation, ...]:
    """Return every act that a route cites: in its source, and in the names and results of its steps."""
    found = [*_texts("route", "source", "", route.source)]
    for n, step in enumerate(route.steps):
        found += _texts("step", f"steps[{n}]", f"{step.code} {step.name}".strip(), f"{step.name}; {step.result}")
    return tuple(dict.fromkeys(found))


def of_rules(definition: Mapping[str, Any]) -> tuple[Citation, ...]:
    """Return every act that a rule set of the clock cites, by parameter; ``definition`` is its published data."""
    found = [
        citation
        for n, row in enumerate(definition.get("rules", ()))
        for citation in _texts("rule", f"rules[{n}].source", str(row.get("text", "")), str(row.get("source", "")))
    ]
    found += _texts("source", "name", "", str(definition.get("name", "")))
    return tuple(dict.fromkeys(found))


def _bases(bases: tuple[LegalBasis, ...], path: str, kind: PlaceKind, name: str) -> Iterator[Citation]:
    for n, basis in enumerate(bases):
        yield from _basis(kind, f"{path}[{n}]", name or basis.title, basis.act, basis.article)


def _basis(kind: PlaceKind, path: str, name: str, act: str, article: str) -> Iterator[Citation]:
    """Yield the first act of a field that names one, with the article that stands in a field of its own."""
    for number, one in enumerate(cited(act)):
        yield _citation(kind, path, name, one, article if number == 0 and not one.article else one.article)


def _forms(definition: ProcedureDefinition) -> Iterator[Citation]:
    for n, form in enumerate(definition.forms):
        yield from _basis("form", f"forms[{n}].act", form.name, form.act, form.article)


def _components(definition: ProcedureDefinition) -> Iterator[Citation]:
    for n, component in enumerate(definition.components):
        path = f"components[{n}]"
        if component.form_act:
            yield from _basis("form", f"{path}.form_act", component.form or component.name, component.form_act, "")
        if component.replaced_by is not None:
            replaced = component.replaced_by
            yield from _basis("lookup", f"{path}.replaced_by", component.name, replaced.act, replaced.article)
        yield from _texts("component", path, component.name, f"{component.name}; {component.help}; {component.form}")


def _fees(definition: ProcedureDefinition) -> Iterator[Citation]:
    for n, fee in enumerate(definition.fees):
        path = f"fees[{n}]"
        yield from _texts("fee", f"{path}.source", fee.name, fee.source)
        yield from _bases(fee.bases, f"{path}.bases", "fee", fee.name)
        yield from _texts("fee", f"{path}.note", fee.name, f"{fee.note}; {fee.waived_for}")
        for number, exemption in enumerate(fee.exemptions):
            yield from _texts("fee", f"{path}.exemptions[{number}]", fee.name, exemption.source)


def _texts(kind: PlaceKind, path: str, name: str, text: str) -> Iterator[Citation]:
    for one in cited(text):
        yield _citation(kind, path, name, one, one.article)


def _citation(kind: PlaceKind, path: str, name: str, one: Cited, article: str) -> Citation:
    return Citation(one.key, one.written, article, kind, path, name)
