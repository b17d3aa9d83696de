"""Trying a route with a dossier that does not exist: the real calendar, the real decisions, nothing written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.core.process.decide.clock import Law
from motcua.core.process.review import review
from motcua.core.process.route import Route
from motcua.core.process.trial import MOST_MOVES, Move, Walk, main_way, sent_back, walk
from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar, Term
from motcua.people.middleware import ActedRequest
from motcua.people.models import OrgUnit
from motcua.people.queries import valid_on
from motcua.procedures import route_places
from motcua.procedures.route_uses import Use
from motcua.procedures.web.officer.access import today
from motcua.procedures.web.officer.route_access import Shown, reader, shown
from motcua.procedures.web.officer.route_scene import uses_of
from motcua.ui.forms import DayField, Form
from motcua.ui.refusals import sentences
from motcua.worktime import explaining
from motcua.worktime import queries as worktime

STEPS, PLAIN = "steps", "default"
OWN = "own"
DAY = "%d/%m/%Y"


class TrialForm(Form):
    """Which case, received when, how long others take; sent by GET, so that a trial has an address of its own."""

    case = forms.ChoiceField(label=gettext_lazy("Trường hợp"))
    term = forms.CharField(label=gettext_lazy("Thời hạn khác"), max_length=60, required=False)
    day = DayField(label=gettext_lazy("Ngày nhận"))
    time = forms.TimeField(label=gettext_lazy("Giờ nhận"), input_formats=["%H:%M", "%Hh%M", "%H"])
    waiting = forms.CharField(label=gettext_lazy("Bước chờ bên ngoài kéo dài"), max_length=60)

    def __init__(self, data: Any, *, uses: list[Use], at: datetime) -> None:
        here = timezone.localtime(at)
        first = {
            "case": uses[0].code if uses else OWN,
            "day": f"{here:%d/%m/%Y}",
            "time": f"{here:%H:%M}",
            "waiting": _("5 ngày làm việc"),
            "term": "" if uses else _("15 ngày làm việc"),
        }
        given = {name: (data.get(name) or value) for name, value in first.items()}
        super().__init__(given)
        named = [(use.code, f"{use.procedure} {use.name} ({use.case.term.vi()})") for use in uses]
        self.fields["case"] = forms.ChoiceField(
            label=_("Trường hợp"), choices=[*named, (OWN, _("thời hạn khác, ghi ở ô bên cạnh"))]
        )

    def clean_term(self) -> Term | None:
        """Read the term where no case was chosen."""
        text = self.cleaned_data["term"]
        return _term(text) if self.data.get("case") == OWN else None

    def clean_waiting(self) -> Term:
        """Read how long waiting lasts."""
        return _term(self.cleaned_data["waiting"])

    def received(self) -> datetime:
        """Return the moment of reception, local time."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


def _term(text: str) -> Term:
    try:
        return Term.parse(text)
    except Refused as refused:
        raise forms.ValidationError(sentences(refused)) from None


@dataclass(frozen=True, slots=True)
class Back:
    """One sending back with what it does to the date."""

    words: str
    walk: Walk


@require_safe
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """Walk a simulated dossier by choosing outcomes, and show the main way and each sending back beside it."""
    acted = reader(request)
    found = shown(acted, slug, request.GET.get("version", ""))
    uses = uses_of(slug, acted.at)
    form = TrialForm(request.GET, uses=uses, at=acted.at)
    route = found.route or review(found.table).route
    context: dict[str, Any] = {
        "shown": found,
        "table": found.table,
        "form": form,
        "tab": "routes",
        "which": found.which,
    }
    if route is None or not review(found.table).sound:
        context["unsound"] = True
        return render(request, "procedures/officer/route_trial.html", context)
    moves = _moves(acted)
    if "leave" in request.GET:
        return redirect(f"{request.path}?{_address(request, [*moves, _next(acted)])}")
    if form.is_valid():
        try:
            context |= _walked(acted, found, route, form, uses, moves)
        except Refused as refused:
            backwards = _("Bước này không thể xong trước khi bước trước xong: chọn thời điểm muộn hơn.")
            context["refused"] = backwards if refused.code == "time_backwards" else sentences(refused)
    return render(request, "procedures/officer/route_trial.html", context)


def _moves(acted: ActedRequest) -> list[str]:
    return [one[:60] for one in acted.GET.getlist("m")][:MOST_MOVES]


def _next(acted: ActedRequest) -> str:
    """Return the move that a button asks for: an outcome, and the moment where one was entered."""
    outcome, day, time = (acted.GET.get(name, "").strip()[:40] for name in ("leave", "left_day", "left_time"))
    if not day and not time:
        return outcome
    return f"{outcome}@{day} {time}".strip()


def _move(text: str) -> Move:
    outcome, _at, moment = text.partition("@")
    if not moment:
        return Move(outcome)
    try:
        left = timezone.make_aware(datetime.strptime(moment, f"{DAY} %H:%M"))  # noqa: DTZ007 - made aware here
    except ValueError:
        raise Refused(
            "bad_moment",
            _("Thời điểm “%(moment)s” chưa đúng.") % {"moment": moment},
            _("Ghi ngày và giờ, ví dụ 06/05/2026 và 14:30, hoặc để trống cả hai."),
        ) from None
    return Move(outcome, left)


def _address(request: HttpRequest, moves: list[str]) -> str:
    kept = [(name, request.GET[name]) for name in ("version", *TrialForm.base_fields) if request.GET.get(name)]
    return urlencode([*kept, *(("m", move) for move in moves)])


def _walked(
    acted: ActedRequest, found: Shown, route: Route, form: TrialForm, uses: list[Use], moves: list[str]
) -> dict[str, Any]:
    received, waiting = form.received(), form.cleaned_data["waiting"]
    use = next((use for use in uses if use.code == form.cleaned_data["case"]), None)
    law = _law(route, use, form.cleaned_data["term"], received.date())
    made = walk(law, received, [_move(move) for move in moves], waiting)
    straight = main_way(law, received, waiting)
    places = route_places.places(today(acted))
    standing = made.visits[-1] if not made.ended else None
    return {
        "walk": made,
        "standing": standing,
        "visits": [(visit, places.who(visit.step.unit, visit.step.role)) for visit in made.visits],
        "main": straight,
        "backs": [
            Back(f"{one.step.code} «{one.outcome.label}»", one.walk) for one in sent_back(law, received, waiting)
        ],
        "trace": explaining.lines(law.due(made.dossier)),
        "moves": moves,
        "undo": _address(acted, moves[:-1]) if moves else "",
        "again": _address(acted, []),
        "whole": _address(acted, [visit.outcome.code for visit in straight.visits if visit.outcome]),
        "address": _address(acted, moves),
        "term": law.term,
    }


def _law(route: Route, use: Use | None, term: Term | None, on: date) -> Law:
    published = worktime.published()
    calendar = _calendar(use, on)
    rule_set = use.case.rule_set if use else PLAIN
    return Law(
        term=use.case.term if use else term or Term.of(15, "working_days"),
        calendar=calendar,
        rules=published.rules(rule_set, on),
        steps=published.rules(STEPS, on),
        route=route,
        basis="",
    )


def _calendar(use: Use | None, on: date) -> Calendar:
    """Return the office hours of an agency that decides the case, the province's where none is known."""
    known = {unit.code: unit for unit in OrgUnit.objects.filter(valid_on(on))}
    agencies = sorted(route_places.competents(use.definition, on, known)) if use else []
    root = next((unit.code for unit in known.values() if unit.parent_id is None), "")
    return worktime.calendar_for(agencies[0] if agencies else root)
