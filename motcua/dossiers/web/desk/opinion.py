"""Answering an opinion that was asked of one's unit, beside the papers of the dossier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.core.refusal import Refused
from motcua.dossiers import history, queries
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.law import definition_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.reading import read
from motcua.dossiers.web.desk import blocks
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.forms import OpinionForm
from motcua.dossiers.web.desk.lists import way_back
from motcua.people import access
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui.forms import Form, key_of


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def opinion(request: ActedRequest, dossier_id: UUID, number: int) -> HttpResponse:
    """Answer an opinion that was asked of one's unit, beside the papers."""
    dossier = queries.get(request.actor, dossier_id)
    access.seen(request.actor, f"dossier:{dossier_id}", "dossier", request.at)
    asked = dossier.consultations.filter(seq=number).first()
    if asked is None:
        raise Refused("not_found", _("Không có ý kiến này."), _("Quay lại trang hồ sơ."))
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_consultation(
                dossier_id,
                actor=request.actor,
                at=request.at,
                key=key_of(request),
                consultation=number,
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            messages.success(request, _("Đã gửi ý kiến."))
            return redirect(way_back(request))
    return render(
        request,
        "dossiers/desk/opinion.html",
        _opinion(request, dossier, asked, form),
        status=400 if form.errors else 200,
    )


def _opinion(request: ActedRequest, dossier: Dossier, asked: Consultation, form: Form) -> dict[str, Any]:
    found = read(dossier.pk)
    handed = blocks.papers(dossier)
    return {
        "dossier": dossier,
        "asked": asked,
        "form": form,
        "definition": definition_of(found.now),
        "papers": handed,
        "first": blocks.first_file(handed),
        "back": way_back(request),
        "history": history.timeline(found, request.at),
    }
