"""The public catalogue: searched, narrowed, and honest about what it took the words for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.text import search_key
from motcua.procedures import searching
from motcua.procedures.web import words
from motcua.procedures.web.citizen import LONGEST_SEARCH, today

PAGE: Final = 20
FILTERS: Final = ("field", "life_event", "agency", "level", "online")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, in words, with the number of procedures that it leaves."""

    value: str
    label: str
    number: int
    chosen: bool


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the procedures in force, searched and filtered."""
    text = _parameter(request, "q")
    chosen = {name: _parameter(request, name) for name in FILTERS}
    exactly = request.GET.get("exactly") == "1"
    hits = searching.search(text, today(request), exactly=exactly)
    entries = [entry for entry in hits.entries if all(_fits(entry, name, value) for name, value in chosen.items())]
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "text": text,
        "chosen": chosen,
        "narrowed": any(chosen.values()),
        "hits": hits,
        "page": page,
        "lines": [entry.line for entry in page],
        "number": len(entries),
        "filters": [(name, LABELS[name], _choices(hits.entries, name, chosen)) for name in FILTERS],
        "exactly": exactly,
    }
    return render(request, "procedures/citizen/catalogue.html", context)


LABELS: Final = {
    "field": words.FILTER_FIELD,
    "life_event": words.FILTER_EVENT,
    "agency": words.FILTER_AGENCY,
    "level": words.FILTER_LEVEL,
    "online": words.FILTER_ONLINE,
}


def _values(entry: searching.Entry, name: str) -> tuple[str, ...]:
    line = entry.line
    if name == "life_event":
        return entry.events
    return ({"field": line.field, "agency": line.agency, "level": line.level, "online": line.online_level}[name],)


def _fits(entry: searching.Entry, name: str, value: str) -> bool:
    return not value or value in _values(entry, name)


def _choices(entries: Sequence[searching.Entry], name: str, chosen: Mapping[str, str]) -> list[Choice]:
    """Return the values of one filter; the numbers count what the other filters leave."""
    others = [(other, value) for other, value in chosen.items() if other != name and value]
    left = [entry for entry in entries if all(_fits(entry, other, value) for other, value in others)]
    counts = Counter(value for entry in left for value in _values(entry, name) if value)
    if chosen[name]:
        counts.setdefault(chosen[name], 0)
    return [Choice(value, _label(name, value), counts[value], value == chosen[name]) for value in _order(name, counts)]


def _order(name: str, values: Iterable[str]) -> list[str]:
    return sorted(values, key=lambda value: (search_key(_label(name, value)), value))


def _label(name: str, value: str) -> str:
    table = {"level": words.LEVELS, "online": words.ONLINE_LEVELS}.get(name, {})
    return str(table.get(value, value))


def _parameter(request: HttpRequest, name: str) -> str:
    """Return a parameter of the address, cut to a sensible length; PostgreSQL takes no NUL in a text."""
    return request.GET.get(name, "")[:LONGEST_SEARCH].replace("\x00", "")
