"""The counter: what came from outside, results to hand out, the register with its search, and new dossiers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import queries
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.models import Dossier
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.entry import EntryForm
from motcua.dossiers.web.desk.inbox import Line, lines
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.middleware import ActedRequest
from motcua.procedures import queries as procedures
from motcua.ui.forms import key_of

COUNTER_ROLES = ("receiver", "returner", "coordinator", "cashier")


def counter_units(actor: Actor) -> list[str]:
    """Return the one-stop shops at which the actor works; Refused where there is none."""
    units = sorted(actor.units(*COUNTER_ROLES))
    if not units:
        raise Refused("forbidden", _("Bạn không làm ở bộ phận một cửa nào."), _("Việc của bạn ở trang «Việc của tôi»."))
    return units


@require_safe
@officials_only
def counter(request: ActedRequest) -> HttpResponse:
    """Show the counter's three piles; a search looks into the whole register."""
    units = counter_units(request.actor)
    text = request.GET.get("q", "").strip()
    chosen = "all" if text else request.GET.get("pile", "check")
    check, ready = queries.to_check(units), queries.to_return(units)
    register = queries.register(request.actor, units, text)
    after = request.GET.get("after", "")
    rows: list[Line]
    following = ""
    if chosen == "all":
        page = list((register.filter(submitted_at__lt=after) if after else register)[: queries.PAGE + 1])
        rows = [_register_line(dossier) for dossier in page[: queries.PAGE]]
        if len(page) > queries.PAGE:
            last = page[queries.PAGE - 1].submitted_at.isoformat()
            following = "?" + urlencode({"pile": "all", "q": text, "after": last})
    else:
        rows = lines(ready if chosen == "return" else check, request.at)
    piles = [
        ("check", _("Chờ kiểm tra"), str(len(check))),
        ("return", _("Chờ trả kết quả"), str(len(ready))),
        ("all", _("Sổ theo dõi"), queries.counted(queries.register(request.actor, units))),
    ]
    context = {
        "unit": people.unit(units[0]),
        "text": text,
        "pile": chosen,
        "count": len(rows) if chosen != "all" else queries.counted(register),
        "piles": [
            {"label": label, "count": count, "href": f"?pile={name}", "current": name == chosen, "kind": ""}
            for name, label, count in piles
        ],
        "rows": rows,
        "next": following,
    }
    return render(request, "dossiers/desk/counter.html", context)


def _register_line(dossier: Dossier) -> Line:
    published = procedures.by_version(UUID(dossier.procedure_version))
    applicant = getattr(dossier, "applicant", None)
    return Line(
        href=reverse("dossiers:officer", args=[dossier.pk]),
        code=dossier.code,
        procedure=published.definition.title,
        applicant=applicant.name if applicant else "",
        work=dossier.get_state_display(),
        since=dossier.submitted_at,
        due=None if dossier.closed_at else dossier.step_due_at,
        legal=dossier.due_at,
        holder="",
    )


@require_safe
@officials_only
def intake(request: ActedRequest) -> HttpResponse:
    """Choose the procedure of a new dossier."""
    counter_units(request.actor)
    text = request.GET.get("q", "").strip()
    found = procedures.listing(local(request.at).date(), text=text)
    if text and len(found) == 1:
        return redirect("dossiers:entry", found[0].code)
    return render(request, "dossiers/desk/intake.html", {"found": found, "text": text})


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def entry(request: ActedRequest, code: str) -> HttpResponse:
    """Enter and accept a dossier on one page; the receipt follows."""
    units = counter_units(request.actor)
    on = local(request.at).date()
    published = procedures.published(code, on)
    if published is None:
        gone = procedures.repealed(code, on)
        said = _("Thủ tục này đã bị bãi bỏ.") if gone else _("Không có thủ tục mang mã này.")
        raise Refused("not_found", said, _("Tìm lại trong danh sách thủ tục."))
    form = EntryForm(request.POST or None, published=published, reception=units[0], on=on)
    if request.method == "POST" and form.is_valid():
        try:
            done = enter(form.lodgement(), actor=request.actor, at=request.at, key=key_of(request))
        except Refused as refused:
            form.add_error(None, f"{refused.message} {refused.hint}".strip())
        else:
            return _received(request, done.dossier_id, done.code)
    context: dict[str, Any] = {"definition": published.definition, "form": form}
    return render(request, "dossiers/desk/entry.html", context, status=400 if form.errors else 200)


def _received(request: ActedRequest, dossier_id: UUID, code: str) -> HttpResponse:
    messages.success(request, _("Đã tiếp nhận hồ sơ %(code)s. In giấy hẹn ở đây.") % {"code": code})
    return redirect("dossiers:slip", dossier_id, "receipt")
