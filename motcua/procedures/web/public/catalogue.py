"""The public catalogue: searched, narrowed, and honest about what it took the words for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.core.text import vietnamese_sort_key
from motcua.procedures import words
from motcua.procedures.search import Catalogue, Hits, catalogue, search
from motcua.procedures.search.facets import NAMES
from motcua.procedures.web.addresses import public
from motcua.procedures.web.today import today

LONGEST: Final = 200
PAGE: Final = 20
LABELS: Final = {
    "field": gettext_lazy("Lĩnh vực"),
    "life_event": gettext_lazy("Việc của bạn"),
    "agency": gettext_lazy("Cơ quan"),
    "level": gettext_lazy("Cấp giải quyết"),
    "channel": gettext_lazy("Cách nộp"),
}
CHANNELS: Final = {
    "online_full": words.ONLINE_LEVELS["full"],
    "online_part": words.ONLINE_LEVELS["part"],
    "direct": words.CHANNELS["direct"],
    "post": words.CHANNELS["post"],
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words, with the number of procedures that it leaves."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on: its words, and the address without it."""

    label: str
    without: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """List the procedures in force, searched and filtered."""
    on = today(request)
    text = parameter(request, "q")
    exactly = parameter(request, "exactly") == "1"
    chosen = {name: parameter(request, name) for name in NAMES}
    known = catalogue(on)
    hits = search(text, on, exactly=exactly, known=known)
    fitting = known.facets.fitting(chosen)
    entries = [entry for entry in hits.entries if known.facets.has(fitting, entry)]
    shown = Paginator(entries, PAGE).get_page(parameter(request, "page"))
    among = known.facets.of(hits.entries)
    place, place_name = _place(request, hits, known)
    context = {
        "text": text,
        "exactly": exactly,
        "hits": hits,
        "page": shown,
        "lines": [entry.line for entry in shown],
        "number": len(entries),
        "filters": [(name, LABELS[name], _choices(known, name, among, chosen)) for name in NAMES],
        "chosen": _chosen(request, chosen),
        "place": place,
        "place_name": place_name,
        "elsewhere": _without(request, "place"),
        "here": public("procedures:catalogue"),
        "narrowed": bool(request.META.get("QUERY_STRING")),
    }
    return render(request, "procedures/citizen/catalogue.html", context)


def _place(request: HttpRequest, hits: Hits, known: Catalogue) -> tuple[str, str]:
    """Return the commune that was chosen, or that the words name without a doubt, and its name."""
    asked = parameter(request, "place")
    today_there = {code: name for place in hits.places for code, name in place.now}
    if asked in known.places.communes:
        return asked, known.places.communes[asked]
    return next(iter(today_there.items())) if len(today_there) == 1 else ("", "")


def _choices(known: Catalogue, name: str, among: int, chosen: Mapping[str, str]) -> list[Choice]:
    """Return the values of one filter in the order of the alphabet."""
    counts = known.facets.counts(name, among, chosen)
    made = [Choice(one.value, _label(name, one.value), one.number, one.value == chosen[name]) for one in counts]
    return sorted(made, key=lambda choice: vietnamese_sort_key(choice.label))


def _chosen(request: HttpRequest, chosen: Mapping[str, str]) -> Sequence[Chosen]:
    return [Chosen(_label(name, value), _without(request, name)) for name, value in chosen.items() if value]


def _without(request: HttpRequest, name: str) -> str:
    """Return the address of this list without one of its parameters, from its first page."""
    left = [(key, value) for key, value in request.GET.items() if key not in (name, "page") and value]
    return f"?{urlencode(left)}"


def _label(name: str, value: str) -> str:
    table: Mapping[str, object] = {"level": words.LEVELS, "channel": CHANNELS}.get(name, {})
    return str(table.get(value, value))


def parameter(request: HttpRequest, name: str) -> str:
    """Return a parameter of the address, cut to a sensible length; PostgreSQL takes no NUL in a text."""
    return request.GET.get(name, "")[:LONGEST].replace("\x00", "")
