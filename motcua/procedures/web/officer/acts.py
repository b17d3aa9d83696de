"""The register of acts: the list, an act with everything it touches, and entering one."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.procedure.acts import act_key
from motcua.core.refusal import Refused
from motcua.procedures import parameters, queries_acts, queries_reviews, review_policies
from motcua.procedures.actions.enter_act import Effect, correct_act, enter_act
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.models import Act
from motcua.procedures.queries_acts import Affected
from motcua.procedures.web.officer import act_forms
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.act_forms import ActForm, Line
from motcua.procedures.web.officer.review_access import parameter, review_lines, units
from motcua.ui.refusals import sentences

PAGE = 100
MOST_CHOSEN = 3000


@require_safe
@seen(review_policies.can_see_all)
def acts(request: HttpRequest) -> HttpResponse:
    """List the acts with their state, and those that are cited but were never entered."""
    on, text, pile = today(request), parameter(request, "q"), parameter(request, "pile")
    missing = queries_acts.unentered()
    standings = queries_acts.standings(text)
    lines = [
        {"standing": one, "state": words.ACT_STATES[one.state(on)], "kind": words.ACT_KINDS[one.act.kind]}
        for one in standings
    ]
    shown: list[Any] = missing if pile == "missing" else lines
    context = {
        "text": text,
        "pile": pile,
        "page_obj": Paginator(shown, PAGE).get_page(request.GET.get("page", "1")),
        "counts": {"all": len(standings), "missing": len(missing)},
        "may": review_policies.can_keep(acted(request).actor).allowed,
        "tab": "acts",
    }
    return render(request, "procedures/officer/acts.html", context)


@require_safe
@seen(review_policies.can_see_all)
def act(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an act: what it is, what it does and what is done to it, and every place that is affected or cites it."""
    on, row = today(request), queries_acts.by_slug(slug)
    actor, at = acted(request).actor, acted(request).at
    if row is None:
        return _cited_only(request, slug)
    standing = queries_acts.standing(row)
    touched = queries_acts.affected_by(row, on)
    context = {
        "act": row,
        "kind": words.ACT_KINDS[row.kind],
        "standing": standing,
        "state": words.ACT_STATES[standing.state(on)],
        "effects": [_effect(one.written, one.target, words.EFFECTS[one.effect], one) for one in row.effects.all()],
        "changes": [(words.DONE_TO[one.effect], one) for one in standing.changes],
        "affected": _groups(touched),
        "citing": _groups(queries_acts.citing(row.key, on)),
        "reviews": review_lines(queries_reviews.of_act(row.pk), at),
        "units": units(on),
        "may": review_policies.can_keep(actor).allowed,
        "tab": "acts",
    }
    return render(request, "procedures/officer/act.html", context)


def _cited_only(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an act that published versions cite and nobody has entered."""
    found = queries_acts.cited_as(slug)
    if found is None:
        raise Http404
    context = {
        "missing": found,
        "citing": _groups(queries_acts.citing(found.key, today(request))),
        "may": review_policies.can_keep(acted(request).actor).allowed,
        "tab": "acts",
    }
    return render(request, "procedures/officer/act_missing.html", context)


def _effect(written: str, target: str, verb: Any, effect: Any) -> dict[str, Any]:
    known = queries_acts.find(target)
    return {"verb": verb, "written": written, "effect": effect, "slug": known.slug if known else ""}


def _groups(found: list[Affected]) -> list[dict[str, Any]]:
    """Return what is affected by kind, each with its places in words and the review that runs."""
    running = queries_reviews.open_for((one.kind, one.code) for one in found)
    groups = []
    for kind, label in words.SUBJECTS.items():
        rows = [
            {
                "one": one,
                "places": [(words.PLACES[place.kind], place) for place in one.places],
                "running": running.get((one.kind, one.code)),
            }
            for one in found
            if one.kind == kind
        ]
        if rows:
            groups.append({"kind": kind, "label": label, "rows": rows})
    return groups


@require_http_methods(BOTH)
@seen(review_policies.can_keep)
def new(request: HttpRequest) -> HttpResponse:
    """Enter an act; its effects show at once what they touch, before anything is written."""
    form = ActForm(request.POST or None, initial=act_forms.first_values(request.GET))
    return _entered(request, form, None)


@require_http_methods(BOTH)
@seen(review_policies.can_keep)
def correction(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct what was entered of an act."""
    row = queries_acts.by_slug(slug)
    if row is None:
        raise Http404
    return _entered(request, ActForm(request.POST or None, initial=act_forms.initial(row)), row)


def _entered(request: HttpRequest, form: ActForm, row: Act | None) -> HttpResponse:
    lines: list[Line] = act_forms.lines_of(row) if row is not None else []
    verb, refused, status = "", "", HTTPStatus.OK
    found: list[Affected] | None = None
    if request.method == "POST":
        verb, sound = request.POST.get("act", "keep"), form.is_valid()
        lines, effects = act_forms.read_lines(request.POST, form.cleaned_data.get("valid_from"))
        if verb in ("look", "more"):
            found = queries_acts.affected([one.target for one in _keys(effects)], today(request))
        elif sound and not act_forms.any_wrong(lines):
            try:
                return _keep(request, form, effects, row)
            except Refused as known:
                refused, status = sentences(known), HTTPStatus.CONFLICT
        else:
            status = HTTPStatus.BAD_REQUEST
    context = {
        "form": form,
        "act": row,
        "lines": act_forms.padded(lines, verb == "more"),
        "wrong_lines": act_forms.any_wrong(lines) and verb == "keep",
        "effects": words.choices(words.EFFECTS),
        "refused": refused,
        "looked": found is not None,
        "affected": _groups(found or []),
        "count": len(found or []),
        "quiet": verb in ("look", "more"),
        "tab": "acts",
    }
    return render(request, "procedures/officer/act_form.html", context, status=status)


def _keys(effects: list[Effect]) -> list[Effect]:
    return [replace(one, target=act_key(one.target)) for one in effects]


def _keep(request: HttpRequest, form: ActForm, effects: list[Effect], row: Act | None) -> HttpResponse:
    given = form.particulars(effects)
    actor, at = acted(request).actor, acted(request).at
    asked = {"form": form.cleaned_data, "effects": [repr(one) for one in effects]}
    if row is None:
        kept = enter_act(given, actor=actor, at=at, key=keyed(request, "enter_act", asked))
        messages.success(request, _("Đã nhập %(number)s.") % {"number": kept.number})
    else:
        kept = correct_act(row.pk, given, actor=actor, at=at, key=keyed(request, "correct_act", asked))
        messages.success(request, _("Đã sửa thông tin của %(number)s.") % {"number": kept.number})
    return redirect("procedures:act", kept.slug)


@require_POST
@seen(review_policies.can_keep)
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Give out reviews of what an act touches, all or chosen, to one unit or to the unit of each field."""
    row = queries_acts.by_slug(slug)
    if row is None:
        raise Http404
    touched = {one.value: one for one in queries_acts.affected_by(row, today(request))}
    picked = touched if request.POST.get("which") == "all" else set(request.POST.getlist("chosen")[:MOST_CHOSEN])
    chosen = [one for value, one in touched.items() if value in picked]
    if not chosen:
        messages.warning(request, _("Chưa chọn thủ tục, quy trình nào để giao rà soát."))
    else:
        _start(request, row.pk, chosen)
    return redirect(f"{reverse('procedures:act', args=[slug])}#affected")


def _start(request: HttpRequest, act_id: UUID, chosen: list[Affected]) -> None:
    actor, at = acted(request).actor, acted(request).at
    unit, done, refusals = request.POST.get("unit", "")[:40], 0, []
    rules = parameters.reviews(today(request))
    for one in chosen:
        asked = Reviewed(
            one.kind, one.code, unit or rules.unit_for(one.field_code), "act", act=act_id,
            request=request.POST.get("request", "")[:2000],
        )  # fmt: skip
        key = keyed(request, "start_review", [asked.kind, asked.code, asked.unit, str(act_id)], one.value)
        try:
            start_review(asked, actor=actor, at=at, key=key)
            done += 1
        except Refused as refused:
            refusals.append(sentences(refused))
    if done:
        told = ngettext("Đã giao %(n)d việc rà soát.", "Đã giao %(n)d việc rà soát.", done) % {"n": done}
        messages.success(request, told)
    for sentence in refusals[:10]:
        messages.warning(request, sentence)
