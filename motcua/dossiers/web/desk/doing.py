"""One page for each act on a dossier: ask what it needs, say what will follow, and do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.dossiers import effects, history, policies, queries
from motcua.dossiers.change import done_before
from motcua.dossiers.law import route_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.acts import BY_NOUN
from motcua.dossiers.web.desk.closing_forms import PaymentForm
from motcua.dossiers.web.desk.forms import PHRASES, Plain, counting
from motcua.dossiers.web.desk.lists import way_back
from motcua.dossiers.web.desk.scene import Act, Scene, forbidden, scene_of
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import Form, key_of

STEPWISE = ("route", "decision", "issue")  # acts that leave the step which was seen, and no other


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def act_page(request: ActedRequest, dossier_id: UUID, noun: str) -> HttpResponse:
    """Ask what an act needs, say what will follow, and do it."""
    act = BY_NOUN.get(noun)
    if act is None:
        raise Refused("not_found", _("Không có việc này."), _("Quay lại trang hồ sơ."))
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    scene = scene_of(request, dossier_id)
    if request.method != "POST":
        shut = _shut(act, scene)
        if shut:
            messages.warning(request, shut)
            return redirect("dossiers:officer", dossier_id)
        return _page(request, act, scene, dossier, _form(act, scene, None, request.GET))
    return _do(request, act, scene, dossier)


def _shut(act: Act, scene: Scene) -> str:
    """Say why the page of an act does not open: the state, the rules, or who may."""
    if not act.offered(scene):
        return _("Không thể %(act)s: hồ sơ %(state)s. Xem những việc làm được bây giờ.") % {
            "act": str(act.title).lower(),
            "state": _(scene.found.now.state.vi),
        }
    verdict = act.verdict(scene)
    if not verdict.allowed:
        return forbidden(scene, act, verdict.reason)
    return effects.hindrance(act.noun, scene.found, scene.at)


def _form(act: Act, scene: Scene, data: Mapping[str, Any] | None, asked: Mapping[str, str]) -> Form:
    """Return the form, filled with what the address asks for; the row of outcomes names the way in it."""
    options = dict(act.options(scene)) if act.offered(scene) else None
    if options is None:
        return Plain(data)
    if act.noun == "supplement-request":
        options["marked"] = frozenset(n.removeprefix("mark.") for n, said in asked.items() if said == "fails")
    form = act.form(data, **options)
    for name, value in asked.items():
        if name in form.fields and data is None:
            form.initial[name] = value[:500]
    return form


def _do(request: ActedRequest, act: Act, scene: Scene, dossier: Dossier) -> HttpResponse:
    form = _form(act, scene, request.POST, {})
    fits = act.offered(scene)
    if not fits or not form.is_valid():
        earlier = done_before(request.actor, key_of(request))
        if earlier is not None:
            return _after(request, act, earlier.dossier_id, earlier.result)
        if fits:
            return _page(request, act, scene, dossier, form)
    seen = {"step_seq": counting(request.POST.get("step_seq", ""))} if act.noun in STEPWISE else {}
    try:
        if not fits:
            raise Refused("moved", _shut(act, scene))
        wanted = {**act.arguments(form), **seen}
        done = act.call(dossier.pk, actor=request.actor, at=request.at, key=key_of(request), **wanted)
    except Refused as refused:
        return _refused(request, act, scene, dossier, form, refused)
    return _after(request, act, dossier.pk, done.result)


def _refused(
    request: ActedRequest, act: Act, scene: Scene, dossier: Dossier, form: Form, refused: Refused
) -> HttpResponse:
    """Show the refusal with what happened meanwhile; what was typed stays in the form, or is shown to be copied."""
    fresh = scene_of(request, dossier.pk)
    message = forbidden(fresh, act, refused.message) if refused.code == "forbidden" else refusals.message(refused)
    told = f"{message} {refusals.hint(refused)}".strip()
    if not act.offered(fresh):
        form = Plain(request.POST)
    form.is_valid()
    form.add_error(None, told)
    version = counting(request.POST.get("version", ""))
    route = route_of(fresh.found.now) if fresh.found.now.route else None
    meanwhile = history.since(fresh.found, version, route) if version is not None else []
    typed = [] if act.offered(fresh) else _typed(request)
    return _page(request, act, fresh, dossier, form, meanwhile=meanwhile, typed=typed)


def _typed(request: ActedRequest) -> list[str]:
    """Return the words that the person wrote into a form that no longer exists."""
    kept = ("reason", "note", "question", "text", "paper", "to")
    return [value for name in kept if (value := request.POST.get(name, "").strip())]


def _page(
    request: ActedRequest,
    act: Act,
    scene: Scene,
    dossier: Dossier,
    form: Form,
    *,
    meanwhile: list[str] | None = None,
    typed: list[str] | None = None,
) -> HttpResponse:
    now = scene.found.now
    owed = (now.fee_due or 0) - now.fee_paid
    context = {
        "dossier": dossier,
        "act": act,
        "form": form,
        "now": now,
        "step": scene.step,
        "offered": act.offered(scene),
        "effect": effects.effect(act.noun, scene.found, request.at) if act.offered(scene) else [],
        "meanwhile": meanwhile or [],
        "typed": typed or [],
        "phrases": PHRASES if act.noun == "supplement-request" else (),
        "pay_first": PaymentForm(owed=owed) if act.noun == "return" and owed > 0 else None,
        "owed": owed,
        "unpublished": act.noun in ("return", "payment") and now.fee_due is None and not now.fee_paid,
        "may_pay": policies.can_take_money(request.actor, scene.found).allowed,
    }
    status = 200 if not form.errors else (409 if meanwhile or typed else 400)
    return render(request, "dossiers/desk/act.html", context, status=status)


def _after(request: ActedRequest, act: Act, dossier_id: UUID, result: Mapping[str, Any]) -> HttpResponse:
    number = result.get("slip", "")
    said = _("Đã ghi: %(title)s.") % {"title": str(act.title).lower()}
    messages.success(request, f"{said} {_('Phiếu số')} {number}." if number else said)
    if act.noun == "reception":
        return redirect("dossiers:received", dossier_id)
    if act.noun == "correction" and number:
        return redirect("dossiers:slip", dossier_id, "receipt")
    if act.noun == "payment" and request.POST.get("then") == "return":
        return redirect("dossiers:act", dossier_id, "return")
    if not queries.visible_to(request.actor).filter(pk=dossier_id).exists():
        return redirect(way_back(request))
    return redirect("dossiers:officer", dossier_id)
