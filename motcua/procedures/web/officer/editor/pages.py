"""The pages of the editor: a section of a draft, and one item of a list that has a page of its own."""

from collections.abc import Mapping
from copy import deepcopy
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.draft import Plain, in_form, read
from motcua.core.refusal import Refused
from motcua.core.rules import NO_WORDS
from motcua.people.middleware import ActedRequest
from motcua.procedures import draft_policies, wording
from motcua.procedures.drafting import choices, labels, reads, sections
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.drafting.sections import Section
from motcua.procedures.web.officer.access import BOTH, number, today
from motcua.procedures.web.officer.draft_access import writer
from motcua.procedures.web.officer.editor import marks, operations
from motcua.procedures.web.officer.editor.controls import Control, Drawing
from motcua.procedures.web.officer.editor.reading import Reading, finished, is_blank, with_codes
from motcua.procedures.web.officer.editor.saving import save
from motcua.procedures.web.officer.editor.shapes import Shape, shape
from motcua.procedures.web.officer.editor.surroundings import Surroundings

FORM = "f"
# What a line of the table says of an item, besides its name.
SUMMARY: dict[str, tuple[str, ...]] = {
    "components": ("kind", "need", "originals", "copies"),
    "cases": ("term", "route"),
    "fees": ("kind", "amount", "due_at"),
    "questions": ("kind", "options"),
    "results": ("electronic", "validity"),
    "pages": ("fields",),
}


@require_http_methods(BOTH)
def section(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    """Edit one section of a draft: its fields as a form, its lists as tables."""
    asked, opened = writer(request, pk)
    found = sections.BY_SLUG.get(slug)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _section_page(asked, opened, found, opened.document, opened.revision)
    began = number(request.POST.get("revision", ""))
    document = deepcopy(_began_from(opened, began))
    _read_section(asked, document, found)
    act, _colon, name = request.POST.get("do", "save").partition(":")
    if act in ("add", "drop", "up", "down"):
        operations.applied(_roots(document, found), act, name)
        return _section_page(asked, opened, found, document, began)
    _finish_section(document, found)
    return save(asked, opened, document, began, _after(opened, found, document, act, name))


def _began_from(opened: Opened, revision: int) -> Plain:
    draft_policies.is_open(opened.row).enforce()
    found = opened.document if revision == opened.revision else reads.at_revision(opened.row, revision)
    if found is None:
        raise Refused("unknown_revision", _("Trang này không nói rõ sửa từ lần nào."), _("Tải lại trang rồi sửa tiếp."))
    return found


def _read_section(asked: ActedRequest, document: Plain, found: Section) -> None:
    reading = Reading(asked.POST, Surroundings(document, today(asked)))
    own = [part for part in found.parts if part not in (*sections.CLASSES, "unverified")]
    document.update(reading.record(ProcedureDefinition, document, FORM, own))
    for part, cls in sections.CLASSES.items():
        if part in found.parts:
            document[part] = reading.record(cls, document.get(part), f"{FORM}.{part}")
    document["unverified"] = marks.posted(document, asked.POST)


def _roots(document: Plain, found: Section) -> Plain:
    """Return the parts of the draft in which the section's buttons may move lines."""
    return {part: document.setdefault(part, []) for part in found.parts}


def _finish_section(document: Plain, found: Section) -> None:
    for part in found.parts:
        items = document.get(part)
        if part in sections.CLASSES or not isinstance(items, list):
            continue
        one = shape(ProcedureDefinition, part)
        if one.kind == "rows":
            kept = [finished(one.of, line) for line in items if not is_blank(one.of, line)]
            document[part] = with_codes(one.of, kept)


def _after(opened: Opened, found: Section, document: Plain, act: str, name: str) -> str:
    """Do what a button of a table asks for, and return where to go after the save."""
    here = reverse("procedures:draft_section", args=[opened.row.pk, found.slug])
    part, _colon, place = name.partition(":")
    if part not in found.parts or shape(ProcedureDefinition, part).kind != "list":
        return here
    items = document.setdefault(part, [])
    if not isinstance(items, list):
        return here
    if act == "new":
        return reverse("procedures:draft_new_item", args=[opened.row.pk, found.slug, part])
    at = number(place)
    if act == "open" and at < len(items):
        return reverse("procedures:draft_item", args=[opened.row.pk, found.slug, part, at])
    moves = {"lift": "up", "lower": "down", "remove": "drop"}
    if act in moves:
        operations.applied({part: items}, moves[act], f"{FORM}.{part}.{at}")
    return f"{here}#{part}"


def _section_page(asked: ActedRequest, opened: Opened, found: Section, document: Plain, revision: int) -> HttpResponse:
    written = read(in_form(document))
    drawing = Drawing(Surroundings(document, today(asked)), written.problems)
    controls: list[Control] = []
    for part in found.parts:
        if part in sections.CLASSES:
            controls += drawing.record(sections.CLASSES[part], document.get(part), f"{FORM}.{part}", part)
        elif part != "unverified":
            controls += drawing.record(ProcedureDefinition, document, FORM, "", [part])
    context = {
        **_head(opened, found, revision),
        "parts": [
            {
                "control": control,
                "table": _table(control, document, written.problems) if control.kind == "list" else None,
            }
            for control in controls
        ],
        "marks": marks.choices(document, found.parts),
        "remarks": [
            remark
            for remark in reads.remarks(opened.row)
            if not remark.resolved and remark.row.path and sections.of(remark.row.path).slug == found.slug
        ],
        "unsaved": document is not opened.document,
    }
    return render(asked, "procedures/officer/draft_section.html", context)


def _head(opened: Opened, found: Section, revision: int) -> dict[str, Any]:
    order = [one.slug for one in sections.SECTIONS]
    at = order.index(found.slug)
    return {
        "tab": "drafts",
        "opened": opened,
        "section": found,
        "sections": sections.SECTIONS,
        "next": sections.SECTIONS[at + 1] if at + 1 < len(order) else None,
        "revision": revision,
        "overtaken": revision != opened.revision,
    }


def _table(control: Control, document: Plain, problems: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    part = control.path
    cls = shape(ProcedureDefinition, part).of
    shown = SUMMARY.get(part, ())
    listed = document.get(part)
    items = listed if isinstance(listed, list) else []
    lines = [
        {
            "place": n,
            "name": wording.called(item) if isinstance(item, Mapping) else str(item),
            "cells": [_cell(shape(cls, name), item) for name in shown],
            "wrong": [message for path, message in problems if path.startswith(f"{part}[{n}]")],
        }
        for n, item in enumerate(items)
    ]
    heads = [labels.of(cls, name) for name in shown]
    return {"control": control, "part": part, "heads": heads, "lines": lines, "noun": wording.noun(part)}


def _cell(one: Shape, item: Any) -> str:
    value = item.get(one.name, one.default) if isinstance(item, Mapping) else None
    if one.kind == "choice" and not one.refers:
        return choices.of(one.cls, one.name, str(value or ""))
    if isinstance(value, list):
        return str(len(value))
    try:
        return "" if value in (None, "") and one.name != "amount" else wording.value(one.name, value, NO_WORDS)
    except (Refused, ValueError, TypeError, AttributeError):
        return str(value)


@require_http_methods(BOTH)
def new_item(request: HttpRequest, pk: UUID, slug: str, part: str) -> HttpResponse:
    """Write a new item of a list."""
    return _item(request, pk, slug, part, None)


@require_http_methods(BOTH)
def item(request: HttpRequest, pk: UUID, slug: str, part: str, place: int) -> HttpResponse:
    """Edit one item of a list that has a page of its own."""
    return _item(request, pk, slug, part, place)


def _item(request: HttpRequest, pk: UUID, slug: str, part: str, place: int | None) -> HttpResponse:
    asked, opened = writer(request, pk)
    found = sections.BY_SLUG.get(slug)
    if found is None or part not in found.parts or shape(ProcedureDefinition, part).kind != "list":
        raise Http404
    if request.method != "POST":
        return _item_page(asked, opened, found, part, place, opened.document, opened.revision)
    began = number(request.POST.get("revision", ""))
    document = deepcopy(_began_from(opened, began))
    cls = shape(ProcedureDefinition, part).of
    items = document.setdefault(part, [])
    at = len(items) if place is None else place
    if not isinstance(items, list) or at > len(items):
        raise Http404
    reading = Reading(request.POST, Surroundings(document, today(asked)))
    made = reading.record(cls, items[at] if at < len(items) else None, FORM)
    items[at:] = [made, *items[at + 1 :]]
    act, _colon, name = request.POST.get("do", "save").partition(":")
    if act in ("add", "drop", "up", "down"):
        operations.applied(made, act, name)
        return _item_page(asked, opened, found, part, place, document, began)
    items[at] = finished(cls, made)
    document[part] = with_codes(cls, items)
    document["unverified"] = marks.posted(document, request.POST)
    here = reverse("procedures:draft_section", args=[pk, slug])
    goes_to = f"{here}#{part}" if act != "more" else reverse("procedures:draft_new_item", args=[pk, slug, part])
    return save(asked, opened, document, began, goes_to)


def _item_page(
    asked: ActedRequest,
    opened: Opened,
    found: Section,
    part: str,
    place: int | None,
    document: Plain,
    revision: int,
) -> HttpResponse:
    listed = document.get(part)
    items = listed if isinstance(listed, list) else []
    at = len(items) if place is None else place
    # A new item that was posted (a line was added to it) stands at the end already.
    if place is None and asked.method == "POST":
        at = len(items) - 1
    if at > len(items) or (place is not None and at >= len(items)):
        raise Http404
    data = items[at] if at < len(items) else {}
    fresh = place is None
    problems = [] if fresh and asked.method != "POST" else read(in_form(document)).problems
    drawing = Drawing(Surroundings(document, today(asked)), problems)
    cls = shape(ProcedureDefinition, part).of
    code = str(data.get("code") or "") if isinstance(data, Mapping) else ""
    context = {
        **_head(opened, found, revision),
        "part": part,
        "noun": wording.noun(part),
        "name": wording.called(data) if isinstance(data, Mapping) else "",
        "fresh": fresh,
        "controls": drawing.record(cls, data, FORM, f"{part}[{at}]"),
        "marks": marks.item_choice(document, part, code) if code else (),
        "whole": [message for path, message in problems if path == f"{part}[{at}]"],
        "unsaved": document is not opened.document,
    }
    return render(asked, "procedures/officer/draft_item.html", context, status=HTTPStatus.OK)
