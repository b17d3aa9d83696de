"""What the pages of acts, reviews, plans and proposals share: keys of forms, days, units, lines of reviews."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.core.text import vietnamese_sort_key
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.people.queries import local_day
from motcua.procedures import queries_acts, review_policies
from motcua.procedures.models import Review
from motcua.procedures.web.officer import review_words as words

REVIEWING_KINDS = ("department", "office", "centre", "branch", "province")


def parameter(request: HttpRequest, name: str) -> str:
    """Return a parameter of the address, cut to a sensible length; PostgreSQL takes no NUL in a text."""
    return request.GET.get(name, "")[:200].replace("\x00", "").strip()


def units(on: date) -> list[tuple[str, str]]:
    """Return the units of the province that can review, by name."""
    rows = people.units(level="province", on=on).filter(kind__in=REVIEWING_KINDS).values_list("code", "name")
    return sorted(rows, key=lambda row: vietnamese_sort_key(row[1]))


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of units; a code that nobody has stands for itself."""
    wanted = set(codes)
    known = dict(OrgUnit.objects.filter(code__in=wanted).values_list("code", "name"))
    return {code: known.get(code, code) for code in wanted}


def review_lines(reviews: Iterable[Review], at: datetime) -> list[dict[str, Any]]:
    """Return reviews as lines of a table."""
    listed = list(reviews)
    names = queries_acts.subject_names({(row.subject_kind, row.subject) for row in listed}, local_day(at))
    units = unit_names(row.unit for row in listed)
    lines = []
    for row in listed:
        state, colour = words.state_of(row, at)
        lines.append(
            {
                "review": row,
                "href": reverse("procedures:review", args=[row.pk]),
                "name": names.get((row.subject_kind, row.subject), row.subject),
                "kind": words.SUBJECTS[row.subject_kind],
                "unit": units[row.unit],
                "state": state,
                "colour": colour,
                "cause": words.CAUSES[row.cause],
                "due": words.due_words(row, at),
                "outcome": words.OUTCOMES.get(row.outcome, ""),
                "soon": row.warned == "soon",
            }
        )
    return lines


def subject_href(kind: str, code: str, actor: Actor) -> str:
    """Return where an official reads more about what is reviewed; empty where there is no such page."""
    if kind == "procedure":
        keeps = review_policies.can_keep(actor).allowed
        return reverse("procedures:registered" if keeps else "procedures:procedure", args=[code])
    return reverse("procedures:route", args=[code]) if kind == "route" else ""


def tabs(actor: Actor, current: str) -> list[tuple[str, str | Promise, bool]]:
    """Return the links between the pages of reviews: address, words, whether it is the current one."""
    everything = review_policies.can_see_all(actor).allowed
    wanted: list[tuple[str, str, str | Promise]] = [("reviews", "procedures:reviews", _("Việc rà soát"))]
    if everything:
        wanted.append(("unreviewed", "procedures:unreviewed", _("Lâu chưa rà soát")))
        wanted.append(("plans", "procedures:plans", _("Kế hoạch năm")))
    wanted.append(("proposals", "procedures:proposals", _("Phương án đơn giản hóa")))
    if everything:
        wanted.append(("parameters", "procedures:parameters", _("Tham số")))
    return [(reverse(url), label, name == current) for name, url, label in wanted]
