"""The list of routes, the page of one route, and its files."""

from http import HTTPStatus
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.procedure.publication import Publication
from motcua.core.process import bpmn
from motcua.core.process.layout import lay_out
from motcua.core.process.merge import changes
from motcua.core.process.review import Review, review
from motcua.core.process.table import Row, Table, Way, from_route
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures import policies, ports, queries, route_drafts, route_files, route_places, route_uses
from motcua.procedures.actions.start_route_draft import start_route_draft
from motcua.procedures.models import RouteVersion
from motcua.procedures.web.officer import route_words
from motcua.procedures.web.officer.access import BOTH, keyed, today
from motcua.procedures.web.officer.route_access import Shown, reader, shown, writer
from motcua.procedures.web.officer.route_forms import NewRouteForm
from motcua.ui.refusals import sentences

LONGEST_SEARCH = 100


@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """List the routes with the version in force, who uses it, and the drafts that are being written."""
    acted = reader(request)
    on, text = today(acted), request.GET.get("q", "")[:LONGEST_SEARCH]
    named, counts = route_uses.named_routes(on), route_uses.use_counts(on)
    may = policies.can_draft_routes(acted.actor).allowed
    drafts = route_drafts.all_open() if may else {}
    lines = []
    for code in sorted({*named, *drafts}, key=lambda code: search_key(named[code].name if code in named else code)):
        version, draft = named.get(code), drafts.get(code)
        name = version.name if version else _draft_name(code)
        if search_key(text) in search_key(f"{name} {code}"):
            lines.append({"code": code, "name": name, "version": version, "draft": draft, "uses": counts[code]})
    context = {"lines": lines, "text": text, "may": may, "tab": "routes", "today": on}
    return render(request, "procedures/officer/routes.html", context)


def _draft_name(code: str) -> str:
    opened = route_drafts.find_open(code)
    return opened.table.name if opened else code


@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a route that does not exist yet: with the usual rows, or with those of another route."""
    acted = writer(request)
    form = NewRouteForm(request.POST or None, routes=route_uses.named_routes(today(acted)))
    if request.method == "POST" and form.is_valid():
        other = queries.newest_route(form.cleaned_data["copy_of"]) if form.cleaned_data["copy_of"] else None
        table = from_route(other.definition) if other else skeleton()
        try:
            table = _named(table, form.cleaned_data["code"], form.cleaned_data["name"])
            key = keyed(request, "start_route_draft", form.cleaned_data)
            start_route_draft(table, "version" if other else "blank", actor=acted.actor, at=acted.at, key=key)
        except Refused as refused:
            form.add_error("code", sentences(refused))
        else:
            return redirect("procedures:route_edit", table.code)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "procedures/officer/route_new.html", {"form": form, "tab": "routes"}, status=status)


def _named(table: Table, code: str, name: str) -> Table:
    if queries.last_route_number(code):
        raise Refused(
            "route_exists",
            _("Đã có quy trình mang mã %(code)s.") % {"code": code},
            _("Mở quy trình đó và bấm “Soạn bản mới”, hoặc chọn mã khác."),
        )
    return Table(code=code, name=name, rows=table.rows, kept_for=table.kept_for, records=table.records)


def skeleton() -> Table:
    """Return the rows that nearly every route has: receive, handle, sign, stamp, return."""
    forward = Way("forward", _("Chuyển bước sau"))
    back = Way("back", _("Trả lại để làm lại"), "r2")
    wanted = (
        ("r1", _("Tiếp nhận hồ sơ"), "receiver", "reception", "receive", "0,5 ngày", (forward,)),
        ("r2", _("Thẩm định, dự thảo kết quả"), "handler", "competent", "work", "", (forward,)),
        ("r3", _("Ký kết quả"), "leader", "competent", "decide", "", ()),
        ("r4", _("Đóng dấu, vào sổ, chuyển trả"), "clerk", "competent", "issue", "0,5 ngày", (forward,)),
        ("r5", _("Trả kết quả"), "returner", "return", "return", "không tính", (Way("returned", _("Đã trả"), "end"),)),
    )
    signed = (Way("approve", _("Ký")), Way("reject", _("Ký văn bản từ chối")), back)
    rows = tuple(
        Row(key, f"B{n}", name, role, unit, kind, time, ways=ways or signed, decides=kind == "decide")
        for n, (key, name, role, unit, kind, time, ways) in enumerate(wanted, start=1)
    )
    return Table("", "", rows=rows)


@require_safe
def route(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one route: its table, drawing, versions, who uses it and how many dossiers run on it."""
    acted = reader(request)
    found = shown(acted, slug, request.GET.get("version", ""))
    places = route_places.places(today(acted))
    uses = route_uses.uses(slug, today(acted))
    checked = review(found.table, [use.limit for use in uses])
    context = {
        "shown": found,
        "table": found.table,
        "rows": [(row, places.who(row.unit, row.role), _ways(found.table, row)) for row in found.table.rows],
        "review": checked,
        "drawing": lay_out(checked.route, places.lane) if checked.sound and checked.route else None,
        "uses": uses,
        "staffing": route_places.staffing(found.table, uses, acted.at),
        "versions": _versions(found),
        "running": ports.running_on_routes([row.id for row in found.versions]),
        "sittings": _sittings(found),
        "may": policies.can_draft_routes(acted.actor).allowed,
        "today": today(acted),
        "tab": "routes",
        "label": route_words.labels(places),
    }
    return render(request, "procedures/officer/route.html", context)


def _ways(table: Table, row: Row) -> list[dict[str, str]]:
    """Return the ways out with the code of the step that each leads to, "" for the end."""
    codes = {other.key: other.code for other in table.rows}
    return [{"label": way.label, "to": codes.get(table.target(row, way), "")} for way in row.ways]


def _versions(found: Shown) -> list[dict[str, object]]:
    running = ports.running_on_routes([row.id for row in found.versions]) or {}
    label = route_words.labels(route_places.places(found.versions[0].valid_from)) if found.versions else None
    lines: list[dict[str, object]] = []
    for n, row in enumerate(found.versions):
        before = found.versions[n + 1] if n + 1 < len(found.versions) else None
        told = [] if before is None or label is None else changes(_table(before), _table(row), label)
        lines.append({"row": row, "running": running.get(row.id), "changes": told, "first": before is None})
    return lines


def _table(row: RouteVersion) -> Table:
    return from_route(queries.route_by_version(row.id).definition)


def _sittings(found: Shown) -> list[dict[str, object]]:
    if found.draft is None:
        return []
    sittings = route_drafts.sittings_of(found.draft.row)
    names = people.names({sitting.editor for sitting in sittings})
    return [{"sitting": sitting, "name": names.get(sitting.editor, "")} for sitting in sittings]


@require_safe
def drawing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the drawing alone, with the viewer of bpmn.io where scripts run."""
    acted = reader(request)
    found, checked = _readable(acted, slug)
    assert checked.route is not None
    places = route_places.places(today(acted))
    context = {"shown": found, "drawing": lay_out(checked.route, places.lane), "table": found.table, "tab": "routes"}
    return render(request, "procedures/officer/route_drawing.html", context)


@require_safe
def diagram(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the route as a BPMN 2.0 file."""
    acted = reader(request)
    found, checked = _readable(acted, slug)
    assert checked.route is not None
    text = bpmn.write(checked.route, route_places.places(today(acted)).lane)
    return _file(text, f"{found.code}.bpmn", "application/xml")


@require_safe
def definition(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the route as a YAML file of ``definitions/routes``."""
    acted = reader(request)
    found, checked = _readable(acted, slug)
    assert checked.route is not None
    row = next((row for row in found.versions if found.published and row.id == found.published.id), None)
    publication = None if row is None else _publication(row)
    return _file(route_files.to_yaml(checked.route, publication), f"{found.code}.yaml", "application/yaml")


def _publication(row: RouteVersion) -> Publication:
    return Publication(row.decision, row.decision_date, row.valid_from, row.public_date, row.valid_to, row.note)


def _readable(acted: ActedRequest, slug: str) -> tuple[Shown, Review]:
    found = shown(acted, slug, acted.GET.get("version", ""))
    checked = review(found.table)
    if found.route is not None:
        checked = Review(checked.findings, checked.counted, checked.sums, found.route)
    if checked.route is None or (found.is_draft and not checked.sound):
        raise Refused(
            "unsound_draft",
            _("Bản nháp còn điểm chưa đúng nên chưa vẽ và xuất được."),
            _("Sửa các điểm nêu trong bảng soạn trước."),
        )
    return found, checked


def _file(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
