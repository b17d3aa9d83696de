"""Yearly plans of review: the list, a plan with how far it is, its lines, its approval, and giving out its reviews."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.refusal import Refused
from motcua.procedures import parameters, queries_acts, queries_plans, review_policies
from motcua.procedures.actions.approve_plan import approve_plan
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.actions.write_plan import YEARS, Item, write_plan
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.models import ReviewPlan
from motcua.procedures.models.plans import APPROVED
from motcua.procedures.queries_plans import Followed
from motcua.procedures.web.officer import plan_forms
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.act_forms import parse_day
from motcua.procedures.web.officer.plan_forms import ApprovalForm
from motcua.procedures.web.officer.review_access import unit_names, units
from motcua.procedures.web.officer.reviews import frame
from motcua.ui.refusals import sentences

MOST_CHOSEN = 200


@require_safe
@seen(review_policies.can_see_all)
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans by year."""
    on = today(request)
    lines = []
    for plan in queries_plans.plans():
        followed = queries_plans.followed(plan, on)
        states = [one.state for one in followed]
        lines.append({"plan": plan, "state": words.PLAN_STATES[plan.state], "all": len(states),
                      "done": states.count("done"), "late": states.count("late")})  # fmt: skip
    context = {
        "lines": lines,
        "next_year": on.year + 1,
        "this_year": on.year,
        "may": review_policies.can_keep(acted(request).actor).allowed,
        **frame(request, "plans"),
    }
    return render(request, "procedures/officer/plans.html", context)


def found(year: int) -> ReviewPlan | None:
    """Return the plan of a year in which there can be one; otherwise there is no such page."""
    if year not in YEARS:
        raise Http404
    return queries_plans.of_year(year)


@require_safe
@seen(review_policies.can_see_all)
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Show the plan of a year: its lines and how far each is, what the data suggests, the decision."""
    return _page(request, year, ApprovalForm())


def _page(request: HttpRequest, year: int, form: ApprovalForm, status: int = HTTPStatus.OK) -> HttpResponse:
    row, on = found(year), today(request)
    followed = queries_plans.followed(row, on) if row else []
    rules = parameters.reviews(on)
    planned = {code for one in followed for code in one.item.procedures}
    suggested = [one for one in queries_plans.suggestions(on, year, rules) if one.code not in planned]
    names = unit_names({one.lead for one in suggested})
    context = {
        "year": year,
        "plan": row,
        "state": words.PLAN_STATES[row.state] if row else None,
        "lines": plan_lines(followed, on),
        "send_before": rules.plan_due(year),
        "unsent": on > rules.plan_due(year) and (row is None or row.state != APPROVED),
        "suggested": [{"one": one, "lead": names[one.lead]} for one in suggested],
        "form": form if form.is_bound else None,
        "approval": form,
        "approved": row is not None and row.state == APPROVED,
        "may": review_policies.can_keep(acted(request).actor).allowed,
        **frame(request, "plans"),
    }
    return render(request, "procedures/officer/plan.html", context, status=status)


def plan_lines(followed: list[Followed], on: Any) -> list[dict[str, Any]]:
    """Return the lines of a plan in words: for its page, its print sheet and its workbook."""
    codes = {(PROCEDURE, code) for one in followed for code in one.item.procedures}
    titles = queries_acts.subject_names(codes, on)
    names = unit_names({unit for one in followed for unit in (one.item.lead, *one.item.partners)})
    return [
        {
            "followed": one,
            "item": one.item,
            "titles": [(code, titles.get((PROCEDURE, code), "")) for code in one.item.procedures],
            "lead": names[one.item.lead],
            "partners": [names[unit] for unit in one.item.partners],
            "criteria": [words.CRITERIA[name] for name in one.item.criteria],
            "state": words.LINE_STATES[one.state],
        }
        for one in followed
    ]


@require_http_methods(BOTH)
@seen(review_policies.can_keep)
def lines(request: HttpRequest, year: int) -> HttpResponse:
    """Write the lines of a plan; ``add`` appends what was chosen from the suggestions."""
    row = found(year)
    if request.method == "POST" and request.POST.get("act") == "add":
        return _add(request, year, row)
    listed = [plan_forms.line_of(item) for item in row.items.all()] if row else []
    refused, status = "", HTTPStatus.OK
    read = row.version if row else 0
    if request.method == "POST":
        listed = plan_forms.read(request.POST)
        version = request.POST.get("version", "")
        read = int(version) if version.isascii() and version.isdigit() else 0
        if request.POST.get("act") != "more":
            items = plan_forms.items(listed)
            status = HTTPStatus.BAD_REQUEST
            if not any(line.errors for line in listed):
                try:
                    _write(request, year, items, read)
                    return redirect("procedures:plan", year)
                except Refused as known:
                    refused = sentences(known)
    context = {
        "year": year,
        "version": read,
        "lines": [*listed, plan_forms.blank_line(year)],
        "wrong": any(line.errors for line in listed),
        "refused": refused,
        "units": units(today(request)),
        "criteria": words.choices(words.CRITERIA),
        **frame(request, "plans"),
    }
    return render(request, "procedures/officer/plan_lines.html", context, status=status)


def _write(request: HttpRequest, year: int, items: list[Item], read: int) -> None:
    key = keyed(request, "write_plan", [year, read, [repr(one) for one in items]])
    write_plan(year, items, actor=acted(request).actor, at=acted(request).at, read=read, key=key)
    messages.success(request, _("Đã lưu kế hoạch năm %(year)d.") % {"year": year})


def _add(request: HttpRequest, year: int, row: ReviewPlan | None) -> HttpResponse:
    """Append a line for each suggestion that was chosen, with its reasons as the basis."""
    on = today(request)
    chosen = set(request.POST.getlist("chosen")[:MOST_CHOSEN])
    items = [plan_forms.item_of(item) for item in row.items.all()] if row else []
    planned = {code for item in items for code in item.procedures}
    first = plan_forms.blank_line(year)
    begins, ends = parse_day(first.begins), parse_day(first.ends)
    if begins is None or ends is None:
        raise Http404
    added = [
        Item((one.code,), one.lead, begins, ends, basis="; ".join(one.reasons), product=_("Báo cáo kết quả rà soát"))
        for one in queries_plans.suggestions(on, year, parameters.reviews(on))
        if one.code in chosen and one.code not in planned
    ]
    if not added:
        messages.warning(request, _("Chưa chọn thủ tục nào."))
    else:
        try:
            _write(request, year, [*items, *added], row.version if row else 0)
        except Refused as refused:
            messages.warning(request, sentences(refused))
    return redirect("procedures:plan", year)


@require_POST
@seen(review_policies.can_keep)
def approval(request: HttpRequest, year: int) -> HttpResponse:
    """Write down the decision that approves the plan."""
    found(year)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            given = form.cleaned_data
            key = keyed(request, "approve_plan", [year, given])
            approve_plan(year, **given, actor=acted(request).actor, at=acted(request).at, key=key)
        except Refused as refused:
            form.add_error("decision", sentences(refused))
        else:
            messages.success(request, _("Đã ghi quyết định duyệt kế hoạch năm %(year)d.") % {"year": year})
            return redirect("procedures:plan", year)
    return _page(request, year, form, HTTPStatus.BAD_REQUEST)


@require_POST
@seen(review_policies.can_keep)
def reviews(request: HttpRequest, year: int) -> HttpResponse:
    """Give out the reviews of one line, each due on its last day."""
    row = found(year)
    wanted = request.POST.get("item", "")
    followed = queries_plans.followed(row, today(request)) if row else []
    one = next((line for line in followed if str(line.item.item) == wanted), None)
    if row is None or one is None:
        raise Http404
    done = sum(_start(request, year, one, code) for code in one.to_start)
    if done:
        told = ngettext("Đã giao %(n)d việc rà soát.", "Đã giao %(n)d việc rà soát.", done) % {"n": done}
        messages.success(request, told)
    elif not one.item.procedures:
        messages.warning(request, _("Dòng này chưa ghi mã thủ tục: sửa kế hoạch, ghi mã từng thủ tục của nhóm."))
    return redirect("procedures:plan", year)


def _start(request: HttpRequest, year: int, one: Followed, code: str) -> int:
    item = one.item
    asked = Reviewed(PROCEDURE, code, item.lead, "plan", plan_item=UUID(str(item.item)), request=item.basis)
    key = keyed(request, "start_review", [code, item.lead, str(item.item)], f"{item.item}:{code}")
    try:
        start_review(asked, actor=acted(request).actor, at=acted(request).at, key=key)
    except Refused as refused:
        messages.warning(request, sentences(refused))
        return 0
    return 1
