"""The last page: everything once more, the declaration of truth, and sending; then the number and what comes next."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.dossiers import communes, drafting, drafts, tracking, uploads
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.declaration import readable
from motcua.dossiers.models import Draft
from motcua.dossiers.web.citizen.door import own_dossier, signed_in, today
from motcua.dossiers.web.citizen.lodging import SEVERAL, address, back, frame
from motcua.ledger.models import IdempotencyKey
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest


@SEVERAL
@signed_in
def answers(request: ActedRequest, draft_id: UUID) -> HttpResponseBase:
    """Show all answers with links to change them, and send. Sending twice gives the same dossier."""
    sent = _sent_before(request, draft_id)
    if sent is not None:
        return redirect("dossiers:confirmation", sent)
    draft, on = drafts.own(request.actor, draft_id), today(request)
    if drafting.outdated(draft, on):
        return redirect("dossiers:draft-changes", draft_id)
    waiting = drafts.missing(draft, on)
    wrong = ""
    if request.method == "POST" and not waiting:
        if request.POST.get("truth") == "yes":
            return _send(request, draft)
        wrong = _("Hãy đánh dấu vào ô cam đoan trước khi gửi.")
    published = drafts.version_of(draft)
    pages = drafts.pages(published.definition, draft.answers)
    context = {
        **frame(published, pages, len(pages)),
        "draft": draft,
        "back": back(draft, pages, len(pages)),
        "wrong": wrong,
        "waiting": [(one, address(draft, one.page.code)) for one in waiting],
        "groups": _groups(draft, pages),
        "papers": _papers(draft),
        "papers_href": address(draft, drafts.PAPERS),
        **_terms(draft, on),
    }
    return render(request, "dossiers/citizen/answers.html", context)


def _send(request: ActedRequest, draft: Draft) -> HttpResponseBase:
    """One draft is one dossier: the draft's own id is the idempotency key, from whichever window it is sent."""
    done = submit(drafts.lodgement(draft, today(request)), actor=request.actor, at=request.at, key=str(draft.pk))
    Draft.objects.filter(pk=draft.pk).delete()
    return redirect("dossiers:confirmation", done.dossier_id)


def _sent_before(request: ActedRequest, draft_id: UUID) -> UUID | None:
    keys = IdempotencyKey.objects.filter(actor=request.actor.id, key=str(draft_id), action="dossier.submit")
    result = keys.values_list("result", flat=True).first()
    if result is None:
        return None
    Draft.objects.filter(pk=draft_id, owner=request.actor.id).delete()
    return UUID(json.loads(result)["dossier"])


def _groups(draft: Draft, pages: tuple[drafts.Page, ...]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return for each page of questions or declaration its title, the address to change it, and labels with answers."""
    groups = []
    for page in pages:
        if page.form is None:
            continue
        rows = [(field.label, readable(field, draft.answers.get(field.code))) for field in page.form.fields]
        groups.append((page.title, address(draft, page.code), [row for row in rows if row[1]]))
    return groups


def _papers(draft: Draft) -> list[tuple[str, int]]:
    shown = uploads.sheets(draft)
    return [(one.component.name, len(shown.get(one.component.code, []))) for one in drafts.uploads(draft)]


def _terms(draft: Draft, on: Any) -> dict[str, Any]:
    """Return where the dossier goes, how long it takes and what it costs."""
    definition, case = drafts.version_of(draft).definition, drafts.case_of(draft)
    place = communes.commune(draft.place, on)
    lines = drafts.fees(draft, on)
    amounts = [line.amount for line in lines]
    try:
        to = drafts.offices(draft, on) if case else None
    except Refused:
        to = None
    return {
        "case": case,
        "place": place,
        "place_href": address(draft, drafts.PLACE) if drafts.needs_place(definition, draft.answers) else "",
        "reception": people.unit(to.reception) if to else None,
        "fees": lines,
        "total": None if None in amounts else sum(amount or 0 for amount in amounts),
    }


@require_safe
@signed_in
def confirmation(request: ActedRequest, dossier_id: UUID) -> HttpResponseBase:
    """Give the number and the moment of the first check, and say what happens next."""
    found = own_dossier(request, dossier_id)
    context = {"dossier": found, "promise": tracking.promise(found), "procedure": tracking.definition(found)}
    return render(request, "dossiers/citizen/confirmation.html", context)
