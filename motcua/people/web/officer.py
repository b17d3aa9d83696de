"""Pages of officials: posts of a unit for its administrators, one's own delegations."""

import hashlib
import json
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.ledger.commit import Key
from motcua.people import policies, queries
from motcua.people.actions import assign_post, delegate, end_post, revoke_delegation
from motcua.people.middleware import ActedRequest
from motcua.people.models import Delegation, OrgUnit, Post
from motcua.people.roles import LABELS
from motcua.people.web.forms import DelegationForm, EndForm, PostForm
from motcua.ui.forms import key_of

BOTH = ("GET", "HEAD", "POST")


@require_http_methods(BOTH)
def posts(request: HttpRequest, code: str) -> HttpResponse:
    """List the posts of a unit and assign a new one."""
    acted, unit = managed(request, code)
    form = PostForm(request.POST or None, initial={"valid_from": queries.local_day(acted.at)})
    if request.method == "POST" and form.is_valid():
        asked = {
            "user": form.cleaned_data["person"].pk,
            "role": form.cleaned_data["role"],
            "valid_from": form.cleaned_data["valid_from"],
            "valid_to": form.cleaned_data["valid_to"],
            "decision": form.cleaned_data["decision"].strip(),
        }
        key = _key(request, "assign_post", {"unit": code, **asked})
        assign_post(unit=code, actor=acted.actor, at=acted.at, key=key, **asked)
        messages.success(request, _("Đã giao vị trí."))
        return redirect("people:posts", code=code)
    context = {"form": form, "unit": unit, "staff": queries.staff_of(code, acted.at)}
    return render(request, "people/posts.html", context, status=400 if form.errors else 200)


@require_http_methods(BOTH)
def post_end(request: HttpRequest, code: str, post: UUID) -> HttpResponse:
    """End a post of the unit."""
    acted, unit = managed(request, code)
    held = Post.objects.select_related("user").filter(pk=post, unit=unit).first()
    if held is None:
        raise Http404
    form = EndForm(request.POST or None, initial={"last_day": queries.local_day(acted.at)})
    if request.method == "POST" and form.is_valid():
        end_post(post=post, last_day=form.cleaned_data["last_day"], actor=acted.actor, at=acted.at)
        messages.success(request, _("Đã ghi ngày cuối của vị trí."))
        return redirect("people:posts", code=code)
    context = {"form": form, "unit": unit, "post": held}
    return render(request, "people/post_end.html", context, status=400 if form.errors else 200)


@require_http_methods(BOTH)
def delegations(request: HttpRequest) -> HttpResponse:
    """List what one has lent and borrowed, and lend one of one's own roles."""
    acted = _official(request)
    me = cast(UUID, acted.actor.user_id)
    own = {f"{duty.unit} {duty.role}": duty for duty in acted.actor.duties if duty.delegation is None}
    names = dict(OrgUnit.objects.filter(code__in=[d.unit for d in own.values()]).values_list("code", "name"))
    choices = [(name, f"{LABELS[duty.role]} – {names[duty.unit]}") for name, duty in sorted(own.items())]
    form = DelegationForm(request.POST or None, duties=choices, first_day=queries.local_day(acted.at))
    if request.method == "POST" and form.is_valid():
        duty = own[form.cleaned_data["duty"]]
        asked = {
            "receiver": form.cleaned_data["person"].pk,
            "unit": duty.unit,
            "role": duty.role,
            "valid_from": form.cleaned_data["valid_from"],
            "valid_to": form.cleaned_data["valid_to"],
            "decision": form.cleaned_data["decision"],
        }
        key = _key(request, "delegate", asked)
        delegate(giver=me, actor=acted.actor, at=acted.at, key=key, **asked)
        messages.success(request, _("Đã ủy quyền."))
        return redirect("people:delegations")
    rows = Delegation.objects.select_related("giver", "receiver", "unit")
    context = {"form": form, "lent": rows.filter(giver=me), "borrowed": rows.filter(receiver=me)}
    return render(request, "people/delegations.html", context, status=400 if form.errors else 200)


@require_POST
def revocation(request: HttpRequest, delegation: UUID) -> HttpResponse:
    """Take back what one has lent."""
    acted = _official(request)
    if not Delegation.objects.filter(pk=delegation, giver=acted.actor.user_id).exists():
        raise Http404
    revoke_delegation(delegation=delegation, actor=acted.actor, at=acted.at)
    messages.success(request, _("Đã thu hồi ủy quyền."))
    return redirect("people:delegations")


def _official(request: HttpRequest) -> ActedRequest:
    acted = cast(ActedRequest, request)
    if not acted.actor.is_official:
        raise Http404
    return acted


def managed(request: HttpRequest, code: str) -> tuple[ActedRequest, OrgUnit]:
    """Return the unit to whoever may manage its people; to everybody else the page does not exist."""
    acted = cast(ActedRequest, request)
    unit = queries.unit(code)
    if not policies.can_manage_people(acted.actor, code).allowed:
        raise Http404
    return acted, unit


def _key(request: HttpRequest, action: str, asked: dict[str, Any]) -> Key:
    body = json.dumps(asked, default=str, sort_keys=True, ensure_ascii=False)
    return Key(key_of(request), action, hashlib.sha256(body.encode()).digest())
