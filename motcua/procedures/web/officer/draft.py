"""The page of a draft: what stands in the way of its publication, who was asked, what changed; the whole to read."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.procedure.draft import Plain, Written, read
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit
from motcua.people.roles import LABELS
from motcua.procedures import draft_policies, policies, queries
from motcua.procedures.actions.start_draft import copy_of
from motcua.procedures.differences import sections as by_section
from motcua.procedures.drafting import choices, places, reads, rules, sections, telling, timing
from motcua.procedures.drafting.gate import Gate, gate
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.models import DraftRequest
from motcua.procedures.web.officer import draft_access as access
from motcua.procedures.web.officer.access import number, today
from motcua.procedures.web.officer.clock_words import clock_lines
from motcua.procedures.web.officer.draft_access import reader
from motcua.procedures.web.officer.draft_words import gate_lines, readable


@require_safe
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where a draft stands, everything that is missing, who was asked, what was remarked, and its clocks."""
    asked, opened = reader(request, pk)
    written = read(opened.document)
    clocks = timing.clocks_of(opened.row, written, today(asked))
    found = gate(opened, written, clocks, today(asked))
    return render(
        request,
        "procedures/officer/draft.html",
        scene(asked, opened, written, found)
        | {
            "clocks": clock_lines(clocks),
            "parts": [(section, *_counts(section.slug, found)) for section in sections.SECTIONS],
            "changes": by_section(telling.told(before, opened.document)) if (before := base_of(opened)) else [],
            "sittings": _sittings(opened),
            "place": request.GET.get("path", "")[:200],
            "places": remark_places(opened.document),
        },
    )


def scene(asked: ActedRequest, opened: Opened, written: Written, found: Gate) -> dict[str, Any]:
    """Return what every page about the round of a draft needs: its state, its gate, and what the actor may do."""
    row = opened.row
    state, colour = access.STATES[row.state]
    requests = reads.requests(row)
    remarks = reads.remarks(row)
    ids = {opened.editor, row.started_by, row.approved_by} | {r.answered_by for r in requests}
    ids |= {remark.row.author for remark in remarks} | {remark.row.resolved_by for remark in remarks}
    names = people.names(ids - {""})
    current = rules.on(today(asked))
    may = draft_policies.can_write(asked.actor).allowed and row.is_open
    return {
        "tab": "drafts",
        "opened": opened,
        "state": state,
        "colour": colour,
        "change": choices.CHANGES.get(row.change, row.change),
        "gate": found,
        "blocking": gate_lines(opened, found.blocking, may=may),
        "warnings": gate_lines(opened, found.warnings, may=may),
        "editor": names.get(opened.editor, ""),
        "approver": names.get(row.approved_by, ""),
        "requests": [_request(one, names, opened) for one in requests],
        "remarks": [_remark(one, names, opened.document) for one in remarks],
        "own": _own(asked, opened, requests, current.four_eyes),
        "may": may,
        "may_publish": may and policies.can_publish(asked.actor).allowed and row.state == "approved",
        "may_remark": row.is_open and (may or any(draft_policies.duty_of(asked.actor, one) for one in requests)),
        "effective": written.plan.effective_date,
        "intent": written.intent,
        "twins": reads.open_for(row.code, besides=row.pk),
    }


def _own(asked: ActedRequest, opened: Opened, requests: list[DraftRequest], four_eyes: bool) -> list[dict[str, Any]]:
    """Return the requests that wait for this actor, with what forbids an approval."""
    found = []
    for one in requests:
        if not opened.row.is_open or not draft_policies.can_answer(asked.actor, one).allowed:
            continue
        verdict = draft_policies.can_approve(asked.actor, one, reads.editors(opened.row), rules.on(today(asked)))
        blocked = verdict.reason if one.kind == reads.APPROVAL and not verdict.allowed else ""
        found.append(
            {"request": one, "kind": access.KINDS[one.kind], "approval": one.kind == reads.APPROVAL, "blocked": blocked}
        )
    return found


def _request(one: DraftRequest, names: Mapping[str, str], opened: Opened) -> dict[str, Any]:
    answer, colour = access.ANSWERS[one.answer]
    unit = OrgUnit.objects.filter(code=one.unit).values_list("name", flat=True).first()
    outdated = one.answered_revision is not None and one.answered_revision != opened.revision
    return {
        "request": one,
        "kind": access.KINDS[one.kind],
        "unit": unit or one.unit,
        "role": LABELS.get(one.role, one.role),
        "answer": answer,
        "colour": colour,
        "who": names.get(one.answered_by, ""),
        "outdated": outdated and one.answer in ("agree", "change"),
    }


def _remark(one: reads.Remark, names: Mapping[str, str], document: Plain) -> dict[str, Any]:
    place = places.place(one.row.path, document)
    return {
        "row": one.row,
        "text": one.text,
        "resolved": one.resolved,
        "who": names.get(one.row.author, ""),
        "by": names.get(one.row.resolved_by, ""),
        "section": place.section if one.row.path else None,
        "words": place.words,
    }


def _counts(slug: str, found: Gate) -> tuple[int, int]:
    blocking = sum(line.place.section.slug == slug for line in found.blocking)
    return blocking, sum(line.place.section.slug == slug for line in found.warnings)


def base_of(opened: Opened) -> Plain | None:
    """Return the version a draft began from, as a draft with the same publication; None where there is none."""
    if opened.row.base_id is None:
        return None
    kept = {part: opened.document.get(part) for part in sections.CLASSES}
    return copy_of(queries.by_version(opened.row.base_id)) | kept


def _sittings(opened: Opened) -> list[dict[str, Any]]:
    found = reads.sittings_of(opened.row)
    names = people.names({one.editor for one in found})
    return [
        {"who": names.get(one.editor, ""), "first": one.first, "last": one.last, "until": one.until} for one in found
    ]


def remark_places(document: Plain) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the places that a remark can name: sections with their parts and the items in them."""
    found = []
    for section in sections.SECTIONS:
        pairs: list[tuple[str, str]] = []
        for part in section.parts:
            if part == "unverified":
                continue
            pairs.append((part, places.place(part, document).words or str(section.title)))
            listed = document.get(part)
            items = listed if isinstance(listed, list) else []
            for n, one in enumerate(items):
                if isinstance(one, Mapping):
                    pairs.append((f"{part}[{n}]", places.place(f"{part}[{n}]", document).words))
        found.append((str(section.title), pairs))
    return found


@require_safe
def reading(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the whole draft to be read and remarked on, part by part."""
    _asked, opened = reader(request, pk)
    chosen = number(request.GET.get("revision", "")) or opened.revision
    document = reads.at_revision(opened.row, chosen)
    if document is None:
        raise Http404
    before = base_of(opened)
    context = {
        "tab": "drafts",
        "opened": opened,
        "shown": readable(document),
        "revision": chosen,
        "changes": by_section(telling.told(before, document)) if before else [],
    }
    return render(request, "procedures/officer/draft_reading.html", context)


@require_safe
def history(request: HttpRequest, pk: UUID, revision: int) -> HttpResponse:
    """Show what one saved state changed, compared with the one before."""
    _asked, opened = reader(request, pk)
    after = reads.at_revision(opened.row, revision)
    before = reads.at_revision(opened.row, revision - 1) or base_of(opened)
    if after is None:
        raise Http404
    context = {
        "tab": "drafts",
        "opened": opened,
        "revision": revision,
        "changes": by_section(telling.told(before, after)) if before else [],
        "title": _("Lần sửa %d") % revision,
    }
    return render(request, "procedures/officer/draft_history.html", context)
