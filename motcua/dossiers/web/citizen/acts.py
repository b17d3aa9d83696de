"""What a citizen does with their own dossier: supplement, withdraw, ask to stop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.documents import files
from motcua.dossiers import particulars, tracking
from motcua.dossiers.actions import stop as stopping
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Dossier
from motcua.dossiers.particulars import Wanted
from motcua.dossiers.web.citizen.door import own_dossier, signed_in
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import Form, PhotosField, key_of, new_key

SEVERAL = require_http_methods(["GET", "HEAD", "POST"])


class SupplementForm(Form):
    """One field of pages for each paper asked for."""

    def __init__(self, wanted: list[Wanted], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in wanted:
            self.fields[one.component] = PhotosField(label=one.name, help_text=one.reason, required=False)


class ReasonForm(Form):
    """A reason in the person's own words; nobody has to give one."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


@SEVERAL
@signed_in
def supplement(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Send the papers asked for; a bad file is named, and the good ones stay until the person sends again."""
    found = own_dossier(request, dossier_id)
    if not particulars.may(found, "answer_supplement"):
        return redirect("dossiers:own", dossier_id)
    wanted = particulars.wanted(found)
    form = SupplementForm(wanted, request.POST or None, request.FILES or None)
    salt = f"supplement:{found.pk}"
    kept = _kept_before(request, salt, wanted)
    if request.method == "POST" and form.is_valid():
        _keep(request, form, kept)
        if not any(kept.values()) and not form.errors:
            form.add_error(None, _("Hãy chụp hoặc chọn tệp cho ít nhất một giấy tờ."))
        if not form.errors:
            papers = [Handed(code, "file", tuple(hashes)) for code, hashes in kept.items() if hashes]
            answer_supplement(found.pk, actor=request.actor, at=request.at, key=key_of(request), papers=papers)
            messages.success(request, _("Đã gửi giấy tờ bổ sung."))
            return redirect("dossiers:own", dossier_id)
    names = {one.component: one.name for one in wanted}
    context = {
        "dossier": found,
        "form": form,
        "procedure": tracking.definition(found),
        "idempotency_key": _key(request),
        "kept": signing.dumps(kept, salt=salt),
        "kept_counts": [(names[code], len(hashes)) for code, hashes in kept.items() if hashes],
    }
    return render(request, "dossiers/citizen/supplement.html", context)


def _kept_before(request: ActedRequest, salt: str, wanted: list[Wanted]) -> dict[str, list[str]]:
    """Return the files kept by an earlier try of this form, which carries them signed."""
    try:
        before = signing.loads(request.POST.get("kept", ""), salt=salt)
    except signing.BadSignature:
        before = {}
    return {one.component: list(before.get(one.component, [])) for one in wanted}


def _keep(request: ActedRequest, form: SupplementForm, kept: dict[str, list[str]]) -> None:
    for component, hashes in kept.items():
        batch = files.keep_all(form.cleaned_data.get(component) or [], at=request.at)
        for refusal in batch.refused:
            form.add_error(component, refusals.sentences(refusal))
        hashes.extend(one.sha256 for one in batch.kept if one.sha256 not in hashes)


@SEVERAL
@signed_in
def withdrawal(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Take back a dossier that nobody received yet."""
    found = own_dossier(request, dossier_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw(found.pk, actor=request.actor, at=request.at, key=key_of(request), reason=reason)
        messages.success(request, _("Đã rút hồ sơ."))
        return redirect("dossiers:own", dossier_id)
    return ask(request, found, form, "dossiers/citizen/withdrawal.html", "withdraw")


@SEVERAL
@signed_in
def stop(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Ask to stop while nothing is decided."""
    found = own_dossier(request, dossier_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        stopping.stop(found.pk, actor=request.actor, at=request.at, key=key_of(request), way="online", reason=reason)
        messages.success(request, _("Đã dừng giải quyết hồ sơ theo yêu cầu của bạn."))
        return redirect("dossiers:own", dossier_id)
    return ask(request, found, form, "dossiers/citizen/stop.html", "stop")


def ask(request: ActedRequest, found: Dossier, form: Form, template: str, verb: str) -> HttpResponseBase:
    """Show the form of a verb, or say that it is too late for it."""
    if not particulars.may(found, verb):
        raise Refused(
            "too_late",
            _("Hồ sơ hiện %(state)s nên không làm việc này được nữa.") % {"state": tracking.state_words(found)},
            _("Mở trang hồ sơ để xem bạn có thể làm gì."),
        )
    context = {
        "dossier": found,
        "form": form,
        "procedure": tracking.definition(found),
        "idempotency_key": _key(request),
    }
    return render(request, template, context)


def _key(request: ActedRequest) -> str:
    """Keep the form's key when the form comes back with a mistake to mend, so that a repeat stays a repeat."""
    return request.POST.get("idempotency_key") or new_key()
