"""For the administrator of a unit: officers who lost the phone, and when the unit's screens lock."""

import hashlib
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.ledger.commit import Key
from motcua.people import locks, policies, queries
from motcua.people.actions import reset_second_factor, set_lock_rule
from motcua.people.actions.seats import LONGEST, SHORTEST
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit, SeatReset, User
from motcua.people.web.officer import managed
from motcua.ui.forms import Form, key_of

BOTH = ["GET", "HEAD", "POST"]
SHOWN = 20


class MinutesForm(Form):
    """After how many minutes screens lock."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Tự khóa máy sau (phút không dùng)"), min_value=SHORTEST, max_value=LONGEST
    )


@require_http_methods(BOTH)
def seats(request: HttpRequest, code: str) -> HttpResponse:
    """List who works in the unit with a way to reset; say when its screens lock."""
    acted, unit = managed(request, code)
    form = MinutesForm(request.POST or None, initial={"minutes": locks.rule_of(code)})
    if request.method == "POST" and form.is_valid():
        set_lock_rule(unit=code, minutes=form.cleaned_data["minutes"], actor=acted.actor, at=acted.at)
        messages.success(request, _("Đã ghi thời gian tự khóa máy; áp dụng từ lần đăng nhập sau."))
        return redirect("people:seats", code=code)
    people = {post.user_id: post.user for post in queries.staff_of(code, acted.at)}
    rows = SeatReset.objects.filter(unit=unit).select_related("user", "by")[:SHOWN]
    context = {"form": form, "unit": unit, "people": people.values(), "resets": rows, "me": acted.actor.user_id}
    return render(request, "people/seats.html", context, status=400 if form.errors else 200)


@require_http_methods(BOTH)
def reset(request: HttpRequest, code: str, user: UUID) -> HttpResponse:
    """Ask once, then take away second factor, PIN and trusted machines of one officer."""
    acted, unit = managed(request, code)
    account = _staff(acted, unit, user)
    policies.can_reset(acted.actor, user, code, acted.at).enforce()
    if request.method == "POST":
        digest = hashlib.sha256(f"{code}:{user}".encode()).digest()
        key = Key(key_of(request), "reset_second_factor", digest)
        reset_second_factor(user=user, unit=code, actor=acted.actor, at=acted.at, key=key)
        messages.success(request, _("Đã xóa xác thực hai bước và mã PIN của %(name)s.") % {"name": account.name})
        return redirect("people:seats", code=code)
    return render(request, "people/seat_reset.html", {"unit": unit, "account": account})


def _staff(acted: ActedRequest, unit: OrgUnit, user: UUID) -> User:
    found = next((post.user for post in queries.staff_of(unit.code, acted.at) if post.user_id == user), None)
    if found is None:
        raise Http404
    return found
