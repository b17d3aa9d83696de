"""The register for those who keep it: every procedure with its standing, and a page for each."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.draft import read
from motcua.core.text import search_key
from motcua.people.middleware import ActedRequest
from motcua.people.queries import local_day
from motcua.procedures import draft_policies, policies, queries, register, wording, words
from motcua.procedures.drafting import reads, timing
from motcua.procedures.models.drafts import OPEN
from motcua.procedures.register import Standing, Wanted
from motcua.procedures.web.officer.access import acted, seen
from motcua.procedures.web.officer.clock_words import clock_lines
from motcua.procedures.web.officer.draft_access import STATES
from motcua.ui.formatting import day

PAGE = 50
COMING = 5


@require_safe
@seen(policies.can_see_register)
def registry(request: HttpRequest) -> HttpResponse:
    """List every procedure: in force, waiting, repealed and internal, searched and filtered."""
    on = local_day(acted(request).at)
    lines = register.standings(on)
    wanted = wanted_of(request)
    found = register.chosen(lines, wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page", "1"))
    context = {
        "tab": "registry",
        "wanted": wanted,
        "tiles": _tiles(lines, wanted),
        "page_obj": page,
        "rows": [_row(line) for line in page],
        "fields": sorted({line.field for line in lines}, key=search_key),
        "levels": words.LEVELS,
        "states": _states(),
        "asked_for": _asked_for(request),
        **_drafts(acted(request), lines),
    }
    return render(request, "procedures/officer/home.html", context)


def _drafts(asked: ActedRequest, lines: list[Standing]) -> dict[str, Any]:
    """Return what is under way: clocks of publishing that press, drafts, and versions that wait for their day."""
    on = local_day(asked.at)
    opened = reads.lines(reads.visible_to(asked.actor).filter(state__in=OPEN))
    clocks = [
        {"line": line, "clock": clock}
        for line in opened
        for clock in clock_lines(timing.clocks_of(line.row, read(line.document), on))
        if clock.urgent
    ]
    coming = sorted((line for line in lines if line.waits), key=lambda line: line.next_from or on)
    return {
        "drafts_open": len(opened),
        "asked": reads.waiting_for(asked.actor).count(),
        "clocks": sorted(clocks, key=lambda one: one["clock"].due or on),
        "coming": coming[:COMING],
        "may_draft": draft_policies.can_write(asked.actor).allowed,
    }


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what the address asks the list to be filtered by."""
    given = {name: request.GET.get(name, "")[:200].replace("\x00", "") for name in ("q", "state", "field", "level")}
    return Wanted(given["q"], given["state"], given["field"], given["level"], request.GET.get("unverified") == "yes")


def _asked_for(request: HttpRequest) -> str:
    """Return the filters as they stand in the address, for the export of the same list."""
    given = request.GET.copy()
    given.pop("page", None)
    return given.urlencode()


def _states() -> dict[str, str]:
    return {
        "in_force": _("Đang có hiệu lực"),
        "waiting": _("Chờ ngày hiệu lực"),
        "repealed": _("Đã bãi bỏ"),
        "ended": _("Hết hiệu lực"),
        "internal": _("Nội bộ"),
    }


def _tiles(lines: list[Standing], wanted: Wanted) -> list[dict[str, Any]]:
    labels = _states()
    counted = {state: len(register.chosen(lines, Wanted(state=state))) for state in labels}
    return [
        {"count": counted[state], "label": label, "href": f"?state={state}", "current": wanted.state == state}
        for state, label in labels.items()
        if counted[state] or state != "ended"
    ]


def _row(line: Standing) -> dict[str, Any]:
    return {"line": line, "level": words.LEVELS[line.level], "standing": _told(line), "colour": _colour(line)}


def _told(line: Standing) -> str:
    if line.state == "repealed":
        return _("Bãi bỏ từ %(day)s") % {"day": day(line.repealed_from)}
    if line.state == "waiting":
        return _("Hiệu lực từ %(day)s") % {"day": day(line.next_from)}
    if line.state == "ended":
        return _("Hết hiệu lực từ sau %(day)s") % {"day": day(line.valid_to)}
    return _("Đang có hiệu lực")


def _colour(line: Standing) -> str:
    return {"in_force": "green", "waiting": "blue", "repealed": "grey", "ended": "grey"}[line.state]


@require_safe
@seen(policies.can_see_register)
def registered(request: HttpRequest, code: str) -> HttpResponse:
    """Show one procedure: its versions with dates and decisions, unverified parts, routes and drafts."""
    on = local_day(acted(request).at)
    try:
        national = normalise(code).national
    except BadCode:
        raise Http404 from None
    if national != code:
        return redirect("procedures:registered", national)
    history = queries.history(national)
    if not history:
        raise Http404
    current, waiting = queries.published(national, on), queries.next_version(national, on)
    shown = current or waiting or history[0]
    context = {
        "tab": "registry",
        "code": national,
        "shown": shown,
        "definition": shown.definition,
        "current": current,
        "waiting": waiting,
        "gone": queries.repealed(national, on),
        "versions": [(version, _standing_of(version, current, on)) for version in history],
        "doubtful": wording.unverified(shown.definition),
        "routes": _routes(shown, on),
        "terms": words.terms(shown.definition.cases) if shown.definition.cases else "",
        "level": words.LEVELS[shown.definition.level],
        "online_level": words.ONLINE_LEVELS[shown.definition.online_level],
        "may_draft": policies.can_publish(acted(request).actor).allowed,
        "drafts": [
            (line, *STATES[line.row.state])
            for line in reads.lines(reads.visible_to(acted(request).actor).filter(code=national, state__in=OPEN))
        ],
    }
    return render(request, "procedures/officer/registered.html", context)


def _standing_of(version: queries.Published, current: queries.Published | None, on: date) -> tuple[str, str]:
    if current is not None and version.id == current.id:
        return _("Đang áp dụng"), "green"
    if version.valid_from > on:
        return _("Chờ ngày hiệu lực"), "blue"
    return _("Đã được thay"), "grey"


def _routes(shown: queries.Published, on: date) -> list[dict[str, Any]]:
    """Return the routes that the cases name with the version a dossier would start on; None where there is none."""
    named: dict[str, list[str]] = {}
    for case in shown.definition.cases:
        named.setdefault(case.route, []).append(case.name)
    day_of = max(on, shown.valid_from)
    return [
        {"code": code, "cases": cases, "route": queries.route(code, day_of)} for code, cases in named.items() if code
    ]
