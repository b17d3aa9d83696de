"""Importing a route: the annex of a decision, our YAML or BPMN; what was guessed is confirmed before it is a draft."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.process.table import Table, to_route
from motcua.core.refusal import Refused
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit
from motcua.procedures import route_files, route_places
from motcua.procedures.actions.start_route_draft import BegunFrom, start_route_draft
from motcua.procedures.annex_files import LARGEST
from motcua.procedures.web.officer import route_form
from motcua.procedures.web.officer.access import BOTH, keyed, today
from motcua.procedures.web.officer.route_access import writer
from motcua.procedures.web.officer.route_forms import FileForm
from motcua.procedures.web.officer.route_scene import scene, uses_of
from motcua.ui.refusals import sentences


@require_http_methods(BOTH)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and show what was read and guessed; nothing is kept until it is confirmed."""
    acted = writer(request)
    if request.POST.get("act"):
        return _confirm(acted)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        try:
            read = _read(acted, form)
        except Refused as refused:
            form.add_error("file", sentences(refused))
        else:
            code = read.table.code
            context = _context(acted, read.table, code, read.begun_from)
            context |= {"problems": read.problems, "scene": _scene(acted, read.table, read.guesses)}
            return render(request, "procedures/officer/route_found.html", context)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "procedures/officer/route_import.html", {"form": form, "tab": "routes"}, status=status)


def _read(acted: ActedRequest, form: FileForm) -> route_files.ReadFile:
    given = form.cleaned_data["file"]
    places = route_places.places(today(acted))
    root = OrgUnit.objects.filter(parent=None, level="province").values_list("code", flat=True).first() or ""
    data = given.read(LARGEST + 1)
    return route_files.read_file(given.name, data, form.cleaned_data["which"] or 0, dict(places.parts), root)


def _scene(acted: ActedRequest, table: Table, guesses: frozenset[tuple[str, str]] = frozenset()) -> Any:
    return scene(table, uses_of(table.code, acted.at), route_places.places(today(acted)), acted.at, guesses)


def _context(acted: ActedRequest, table: Table, code: str, begun_from: str) -> dict[str, Any]:
    return {"table": table, "code": code, "begun_from": begun_from, "tab": "routes"}


def _confirm(acted: ActedRequest) -> HttpResponse:
    """Make a draft of the table as it stands in the form; the buttons of the table work here too."""
    code = " ".join(acted.POST.get("code", "").split())[:60]
    begun_from: BegunFrom = "file" if acted.POST.get("begun_from") == "file" else "annex"
    wanted = acted.POST.get("act", "")
    done = route_form.act(route_form.read_table(acted.POST, code), wanted)
    context = _context(acted, done.table, code, begun_from)
    if wanted == "keep":
        _route, unread = to_route(done.table)
        if not unread:
            try:
                key = keyed(acted, "start_route_draft", [code, begun_from, repr(done.table)])
                start_route_draft(done.table, begun_from, actor=acted.actor, at=acted.at, key=key)
            except Refused as refused:
                context["refused"] = sentences(refused)
            else:
                messages.success(acted, _("Đã tạo bản nháp từ tệp. Kiểm tra lần cuối rồi ban hành."))
                return redirect("procedures:route_edit", code)
        else:
            context["unread"] = unread
    status = HTTPStatus.BAD_REQUEST if wanted == "keep" else HTTPStatus.OK
    context |= {"scene": _scene(acted, done.table), "focus": done.focus}
    return render(acted, "procedures/officer/route_found.html", context, status=status)
