"""The editor of a route: a table saved as one works, checked as one types, shared by several editors."""

import hashlib
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from motcua.core.process.merge import Side
from motcua.core.process.table import Table, from_route
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries, route_drafts, route_places
from motcua.procedures.actions.drop_route_draft import drop_route_draft
from motcua.procedures.actions.save_route_draft import Overtaken, save_route_draft
from motcua.procedures.actions.start_route_draft import start_route_draft
from motcua.procedures.route_drafts import Opened
from motcua.procedures.web.officer import route_form, route_words
from motcua.procedures.web.officer.access import BOTH, keyed, number, today
from motcua.procedures.web.officer.route_access import writer
from motcua.procedures.web.officer.route_scene import checked, scene, uses_of


@require_http_methods(BOTH)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the draft of a route as a form; every button of the form saves and then does its own work."""
    acted = writer(request)
    if request.method != "POST":
        opened = route_drafts.find_open(slug)
        return redirect("procedures:route", slug) if opened is None else _page(acted, opened, request.GET.get("at", ""))
    wanted = request.POST.get("act", "save")
    if wanted == "start":
        return _start(acted, slug)
    if wanted == "drop":
        revision = number(request.POST.get("revision", ""))
        key = keyed(request, "drop_route_draft", [slug, revision])
        drop_route_draft(slug, revision, actor=acted.actor, at=acted.at, key=key)
        messages.success(request, _("Đã bỏ bản nháp."))
        return redirect(_after_dropping(slug))
    return _merge(acted, slug) if wanted == "merge" else _save(acted, slug, wanted)


def _start(acted: ActedRequest, slug: str) -> HttpResponse:
    last = queries.newest_route(slug)
    if last is None:
        return redirect("procedures:routes")
    if route_drafts.find_open(slug) is None:
        key = keyed(acted, "start_route_draft", [slug, last.number])
        start_route_draft(from_route(last.definition), "version", actor=acted.actor, at=acted.at, key=key)
    return redirect("procedures:route_edit", slug)


def _after_dropping(slug: str) -> str:
    named = queries.last_route_number(slug)
    return reverse("procedures:route", args=[slug]) if named else reverse("procedures:routes")


def _label(acted: ActedRequest) -> Any:
    return route_words.labels(route_places.places(today(acted)))


def _save(acted: ActedRequest, slug: str, wanted: str) -> HttpResponse:
    done = route_form.act(route_form.read_table(acted.POST, slug), wanted)
    read = number(acted.POST.get("revision", ""))
    key = _save_key(acted, done.table, read, wanted)
    saved = save_route_draft(done.table, read, actor=acted.actor, at=acted.at, label=_label(acted), key=key)
    if isinstance(saved, Overtaken):
        return _overtaken(acted, slug, done.table, read, saved, quiet=wanted == "autosave")
    if wanted == "autosave":
        return render(acted, "procedures/officer/_route_saved.html", {"opened": saved, "at": acted.at, "quiet": True})
    htmx = acted.headers.get("HX-Request") == "true"
    if wanted == "publish":
        address = reverse("procedures:route_publication", args=[slug])
        return HttpResponseClientRedirect(address) if htmx else redirect(address)
    if htmx:
        # A moved row keeps the focus where it is: the field has the same name in the new table.
        return _fragment(acted, saved, "" if wanted.startswith(("up:", "down:")) else done.focus)
    if wanted == "save":
        messages.success(acted, _("Đã lưu bản nháp."))
    ending = f"?at={done.focus}#{done.focus}" if done.focus else ""
    return redirect(f"{reverse('procedures:route_edit', args=[slug])}{ending}")


def _save_key(acted: ActedRequest, table: Table, read: int, wanted: str) -> Key:
    """Return the key of a save; what is saved by itself while one types has a key for each state of the table.

    The answer to such a save may get lost: what was typed since must then be saved and not be refused.
    """
    text = route_drafts.to_text(table)
    asked = [table.code, read, wanted, text]
    part = hashlib.sha256(text.encode()).hexdigest() if wanted == "autosave" else ""
    return keyed(acted, "save_route_draft", asked, part)


def _overtaken(acted: ActedRequest, slug: str, mine: Table, read: int, told: Overtaken, *, quiet: bool) -> HttpResponse:
    names = people.names({editor for editor, _at in told.editors})
    context = {
        "slug": slug,
        "table": mine,
        "text": route_drafts.to_text(mine),
        "read": read,
        "told": told,
        "editors": [(names.get(editor, ""), at) for editor, at in told.editors],
        "tab": "routes",
    }
    if quiet:
        return render(acted, "procedures/officer/_route_overtaken.html", context)
    htmx = acted.headers.get("HX-Request") == "true"
    template = "procedures/officer/_route_conflict.html" if htmx else "procedures/officer/route_conflict.html"
    answer = render(acted, template, context, status=HTTPStatus.CONFLICT)
    if htmx:
        answer.headers["HX-Retarget"] = "#main"
        answer.headers["HX-Reswap"] = "innerHTML show:window:top"
    return answer


def _merge(acted: ActedRequest, slug: str) -> HttpResponse:
    """Join one's own table with what others saved, or drop it, as the page of the conflict was answered."""
    if acted.POST.get("keep") == "theirs":
        messages.info(acted, _("Đã bỏ các thay đổi của bạn; bảng dưới đây là bản của người kia."))
        return redirect("procedures:route_edit", slug)
    try:
        mine = replace(route_drafts.from_text(acted.POST.get("table", "")), code=slug)
    except ValueError:
        raise Refused(
            "bad_table", _("Biểu mẫu gửi lên không đầy đủ."), _("Tải lại trang soạn quy trình rồi làm lại.")
        ) from None
    read, agreed = (number(acted.POST.get(name, "")) for name in ("revision", "agreed"))
    chosen: dict[str, Side] = {
        name.removeprefix("choice."): "theirs" for name, value in acted.POST.items() if value == "theirs"
    }
    saved = save_route_draft(
        mine,
        read,
        actor=acted.actor,
        at=acted.at,
        agreed=agreed,
        choices=chosen,
        label=_label(acted),
        key=keyed(acted, "save_route_draft", [slug, read, agreed, chosen, route_drafts.to_text(mine)]),
    )
    if isinstance(saved, Overtaken):
        return _overtaken(acted, slug, mine, read, saved, quiet=False)
    messages.success(acted, _("Đã gộp thay đổi của hai người và lưu."))
    return redirect("procedures:route_edit", slug)


def _context(acted: ActedRequest, opened: Opened, focus: str) -> dict[str, Any]:
    places = route_places.places(today(acted))
    drawn = scene(opened.table, uses_of(opened.table.code, acted.at), places, acted.at)
    names = people.names({opened.editor})
    return {
        "opened": opened,
        "scene": drawn,
        "table": opened.table,
        "slug": opened.table.code,
        "editor": names.get(opened.editor, ""),
        "focus": focus,
        "tab": "routes",
        "at": opened.saved_at,
    }


def _page(acted: ActedRequest, opened: Opened, focus: str) -> HttpResponse:
    return render(acted, "procedures/officer/route_edit.html", _context(acted, opened, focus))


def _fragment(acted: ActedRequest, opened: Opened, focus: str) -> HttpResponse:
    return render(acted, "procedures/officer/_route_editor.html", _context(acted, opened, focus))


@require_POST
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what is wrong in a table as it stands in the form and how its times add up; nothing is written."""
    acted = writer(request)
    table = route_form.read_table(request.POST, slug)
    uses = uses_of(slug, acted.at)
    made, findings = checked(table, uses, acted.at)
    rows = [(row.key, [one for one in findings if one.key == row.key]) for row in table.rows]
    context = {
        "review": made,
        "rows": rows,
        "whole": [one for one in findings if not one.key],
        "blocking": sum(one.blocking for one in findings),
    }
    return render(request, "procedures/officer/_route_checked.html", context)
