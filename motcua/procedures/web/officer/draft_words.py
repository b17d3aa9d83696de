"""The parts of a draft to be read, and the lines of its gate with the address where each is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.draft import Plain, read
from motcua.core.refusal import Refused
from motcua.core.rules import Malformed, Words
from motcua.procedures import wording
from motcua.procedures.drafting import choices, labels, places, sections, telling
from motcua.procedures.drafting.gate import Line
from motcua.procedures.drafting.places import Place
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.web.officer.editor.shapes import OWN_PAGES, Shape, shapes


@dataclass(frozen=True, slots=True)
class Shown:
    """One part of a draft in words: a text, or items one under another, and what is wrong with it."""

    label: str
    path: str
    text: str
    items: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateLine:
    """One line of the gate as a page shows it."""

    id: str
    words: str
    href: str
    message: str


def gate_lines(opened: Opened, lines: Iterable[Line], *, may: bool) -> list[GateLine]:
    """Return lines of the gate, with the address of the editor for those who may write."""
    return [
        GateLine(
            line.id,
            line.place.words or str(line.place.section.title),
            address(opened, line.place) if may and opened.row.is_open else "",
            line.message,
        )
        for line in lines
    ]


def address(opened: Opened, place: Place) -> str:
    """Return the address of the editor at a place of a draft."""
    if place.part in OWN_PAGES and place.row is not None:
        return reverse("procedures:draft_item", args=[opened.row.pk, place.section.slug, place.part, place.row])
    here = reverse("procedures:draft_section", args=[opened.row.pk, place.section.slug])
    if not place.part:
        return here
    return f"{here}#{place.part if place.part in OWN_PAGES else f'c-f-{place.anchor}'}"


def readable(document: Plain) -> list[tuple[sections.Section, list[Shown]]]:
    """Return every section with its parts in words; parts that say nothing are left out, unless something is wrong."""
    written = read(document)
    known = written.whole.words()
    problems: dict[str, list[str]] = {}
    for path, message in written.problems:
        place = places.place(path, document)
        problems.setdefault(place.part if place.part not in sections.CLASSES else path, []).append(
            f"{place.words}: {message}"
        )
    return [(section, list(_parts(section, document, known, problems))) for section in sections.SECTIONS]


def _parts(
    section: sections.Section, document: Plain, known: Words, problems: Mapping[str, list[str]]
) -> Iterable[Shown]:
    for part in section.parts:
        if part in sections.CLASSES:
            given = document.get(part) or {}
            for shape in shapes(sections.CLASSES[part]):
                value = given.get(shape.name)
                text = telling.planned(part, shape.name, value) if value not in (None, "", []) else ""
                path = f"{part}.{shape.name}"
                wrong = tuple(problems.get(path, ()))
                if text or wrong:
                    yield Shown(labels.of(shape.cls, shape.name), path, text, (), wrong)
        elif part != "unverified":
            shape = next(one for one in shapes(ProcedureDefinition) if one.name == part)
            value, wrong = document.get(part), tuple(problems.get(part, ()))
            items = tuple(_item(shape, one, document, known) for one in value) if isinstance(value, list) else ()
            text = "" if isinstance(value, list) else said(shape, value, document, known)
            if text or items or wrong:
                yield Shown(labels.of(ProcedureDefinition, part), part, text, items, wrong)


def _item(shape: Shape, value: Any, document: Plain, known: Words) -> str:
    if not isinstance(value, Mapping) or shape.of is None:
        return str(value)
    name = wording.called(value)
    told = [
        f"{labels.of(one.cls, one.name).lower()}: {words}"
        for one in shapes(shape.of)
        if value.get(one.name) not in (None, "", [], False, one.default)
        and one.name != "code"
        and (words := said(one, value[one.name], document, known)) != name
    ]
    return f"{name} ({'; '.join(told)})" if told else name


def said(shape: Shape, value: Any, document: Plain, known: Words) -> str:
    """Return a value of a field in words; one that cannot be read stays as it was typed."""
    if value in (None, "", []):
        return ""
    if shape.kind == "choice" and not shape.refers:
        return choices.of(shape.cls, shape.name, str(value))
    if shape.kind == "several" and not shape.refers:
        return ", ".join(choices.of(shape.cls, shape.name, str(one)) for one in value)
    if shape.of is not None and isinstance(value, list):
        return ", ".join(_item(shape, one, document, known) for one in value)
    if shape.kind == "record" and isinstance(value, Mapping):
        return _item(shape, value, document, known)
    try:
        return wording.value(shape.name, value, known, lambda part, code: _name(document, part, code))
    except (Malformed, Refused, ValueError, TypeError, KeyError, AttributeError):
        return str(value)


def _name(document: Plain, part: str, code: str) -> str:
    listed = document.get(part)
    items = [item for item in listed if isinstance(item, Mapping)] if isinstance(listed, list) else []
    return next((wording.called(item) for item in items if item.get("code") == code), code)
