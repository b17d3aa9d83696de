"""Lodging online: start a draft, go through its pages, come back later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.refusal import Refused
from motcua.dossiers import communes, declaration, drafting, drafts
from motcua.dossiers.models import Draft
from motcua.dossiers.web.citizen.door import profile, signed_in, today
from motcua.people.middleware import ActedRequest
from motcua.procedures.queries import Published
from motcua.ui.forms import key_of, new_key

SEVERAL = require_http_methods(["GET", "HEAD", "POST"])


@SEVERAL
@signed_in
def new(request: ActedRequest, code: str) -> HttpResponseBase:
    """Ask the first questions of a procedure; the answers begin a draft."""
    published = drafts.in_force(code, today(request))
    if published.definition.channel("online") is None:
        raise Refused(
            "channel_closed",
            _("Thủ tục này chưa nhận hồ sơ trực tuyến."),
            _("Mang hồ sơ đến Trung tâm Phục vụ hành chính công hoặc gửi qua bưu chính."),
        )
    form = _questions(request, published.definition, {})
    if request.method == "POST" and _answered(form, published.definition):
        draft = drafts.start(UUID(key_of(request)), published, request.actor, request.at)
        drafts.answer(draft, form.page, form, at=request.at, valid=True)
        return redirect(onwards(request, draft, drafts.QUESTIONS))
    mine = [draft for draft, _title in drafts.listed(request.actor) if draft.procedure == code]
    pages = drafts.pages(published.definition, form.saved())
    context = {
        **frame(published, pages, 1),
        "form": form,
        "drafts": mine,
        "who": published.definition.who_may_lodge,
        "first": True,
        "idempotency_key": request.POST.get("idempotency_key") or new_key(),
    }
    return render(request, "dossiers/citizen/page.html", context)


@require_safe
@signed_in
def draft(request: ActedRequest, draft_id: UUID) -> HttpResponseBase:
    """Resume a draft at the first page that is not ready."""
    found = drafts.own(request.actor, draft_id)
    if drafting.outdated(found, today(request)):
        return redirect("dossiers:draft-changes", draft_id)
    return redirect(onwards(request, found, ""))


@SEVERAL
@signed_in
def page(request: ActedRequest, draft_id: UUID, page: str) -> HttpResponseBase:
    """Fill in one page of the declaration (or the questions)."""
    found = drafts.own(request.actor, draft_id)
    if drafting.outdated(found, today(request)):
        return redirect("dossiers:draft-changes", draft_id)
    published = drafts.version_of(found)
    pages = drafts.pages(published.definition, found.answers)
    number = next((i for i, one in enumerate(pages, 1) if one.code == page and one.form), 0)
    if not number:
        return redirect("dossiers:draft", draft_id)
    form = _form(request, found, published.definition, pages[number - 1])
    if request.method == "POST":
        valid = form.is_valid() and (page != drafts.QUESTIONS or _answered(form, published.definition))
        drafts.answer(found, form.page, form, at=request.at, valid=valid)
        if "later" in request.POST:
            return redirect("dossiers:mine")
        if valid:
            return redirect(onwards(request, found, page))
    context = {**frame(published, pages, number), "form": form, "draft": found, "back": back(found, pages, number)}
    return render(request, "dossiers/citizen/page.html", context)


def _form(
    request: ActedRequest, found: Draft, definition: ProcedureDefinition, page: drafts.Page
) -> declaration.DeclarationForm:
    if page.code == drafts.QUESTIONS:
        return _questions(request, definition, found.answers)
    assert page.form is not None
    return declaration.DeclarationForm(
        page.form,
        words=definition.words(),
        answers=found.answers,
        on=today(request),
        data=request.POST if request.method == "POST" else None,
        person=profile(request) if page.form.standard else None,
    )


def _questions(
    request: ActedRequest, definition: ProcedureDefinition, answers: declaration.Answers
) -> declaration.DeclarationForm:
    return declaration.DeclarationForm(
        declaration.question_page(definition),
        words=definition.words(),
        answers=answers,
        on=today(request),
        data=request.POST if request.method == "POST" else None,
    )


def _answered(form: declaration.DeclarationForm, definition: ProcedureDefinition) -> bool:
    """Tell whether the questions are answered and lead to a case received here; otherwise the form says why not."""
    if not form.is_valid():
        return False
    wrong = drafts.objections(definition, form.saved())
    for line in wrong:
        form.add_error(None, line)
    return not wrong


@SEVERAL
@signed_in
def place(request: ActedRequest, draft_id: UUID) -> HttpResponseBase:
    """Choose the commune by today's name or an old one."""
    found, on = drafts.own(request.actor, draft_id), today(request)
    if drafting.outdated(found, on):
        return redirect("dossiers:draft-changes", draft_id)
    published = drafts.version_of(found)
    pages = drafts.pages(published.definition, found.answers)
    number = next((i for i, one in enumerate(pages, 1) if one.code == drafts.PLACE), 0)
    if not number:
        return redirect("dossiers:draft", draft_id)
    wrong = ""
    if request.method == "POST":
        chosen = communes.commune(request.POST.get("place", ""), on)
        if chosen is not None:
            drafts.settle(found, drafts.PLACE, at=request.at, place=chosen.code)
            return redirect("dossiers:mine" if "later" in request.POST else onwards(request, found, drafts.PLACE))
        wrong = _("Hãy chọn xã, phường trong danh sách.")
    text = request.GET.get("q", "").strip()[:100]
    context = {
        **frame(published, pages, number),
        "draft": found,
        "back": back(found, pages, number),
        "text": text,
        "found": communes.search(text, on),
        "all": communes.listed(on),
        "chosen": communes.commune(found.place, on),
        "wrong": wrong,
        "hint": published.definition.competence,
    }
    return render(request, "dossiers/citizen/place.html", context)


@SEVERAL
@signed_in
def changes(request: ActedRequest, draft_id: UUID) -> HttpResponseBase:
    """Say what changed since the draft was begun, and take its answers over to the version in force."""
    found = drafts.own(request.actor, draft_id)
    newer = drafting.outdated(found, today(request))
    if newer is None:
        return redirect("dossiers:draft", draft_id)
    if request.method == "POST":
        drafting.carry_over(found, newer, at=request.at)
        return redirect("dossiers:draft", draft_id)
    lines = drafting.changes(drafts.version_of(found).definition, newer.definition)
    context = {"draft": found, "newer": newer, "lines": lines}
    return render(request, "dossiers/citizen/changes.html", context)


@SEVERAL
@signed_in
def deletion(request: ActedRequest, draft_id: UUID) -> HttpResponseBase:
    """Delete a draft after asking once."""
    found = drafts.own(request.actor, draft_id)
    if request.method == "POST":
        found.delete()
        return redirect("dossiers:mine")
    title = drafts.version_of(found).definition.title
    return render(request, "dossiers/citizen/deletion.html", {"draft": found, "title": title})


def address(draft: Draft, page: str) -> str:
    """Return the address of a page of a draft."""
    named = {drafts.PLACE: "draft-place", drafts.PAPERS: "draft-papers", drafts.ANSWERS: "draft-answers"}
    if page in named:
        return reverse(f"dossiers:{named[page]}", args=[draft.pk])
    return reverse("dossiers:draft-page", args=[draft.pk, page])


def back(draft: Draft, pages: tuple[drafts.Page, ...], number: int) -> str:
    """Return where the link "Quay lại" leads: the page before, or the list of drafts."""
    return address(draft, pages[number - 2].code) if number > 1 else reverse("dossiers:mine")


def onwards(request: ActedRequest, draft: Draft, done: str) -> str:
    """Return the next page to fill in: the first that is not ready after this one, or else anywhere, or the check."""
    order = [page.code for page in drafts.pages(drafts.version_of(draft).definition, draft.answers)]
    waiting = [one.page.code for one in drafts.missing(draft, today(request))]
    start = order.index(done) if done in order else -1
    after = [code for code in waiting if order.index(code) > start]
    return address(draft, next(iter([*after, *waiting]), drafts.ANSWERS))


def frame(published: Published, pages: tuple[drafts.Page, ...], number: int) -> dict[str, Any]:
    """Return what every page of a draft shows: the procedure and "Bước 3/9"."""
    return {
        "procedure": published.definition,
        "page": pages[number - 1],
        "step": number,
        "steps": len(pages),
    }
