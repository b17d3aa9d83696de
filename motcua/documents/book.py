"""Reads of the books of numbers: the numbers of a year, those still reserved, and the proof that none is missing."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from motcua.documents import policies
from motcua.documents.models import BookedNumber, NumberSeries
from motcua.documents.models.numbers import CANCELLED, RESERVED, STATES
from motcua.documents.series import Series, plan
from motcua.people import queries as people
from motcua.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Proof:
    """What counting a book gave: the counter, the numbers that stand in the book, and those that are missing."""

    last: int
    booked_from: int
    booked: int
    reserved: int
    cancelled: int
    missing: tuple[int, ...]
    beyond: int

    @property
    def sound(self) -> bool:
        """Whether every number from the first booked to the counter's last stands in the book, and none beyond."""
        return not self.missing and not self.beyond and self.booked == self.last - self.booked_from + 1


def find(agency: str, series: str, year: int, number: int) -> BookedNumber | None:
    """Return one number of a book, None where it was never given."""
    return BookedNumber.objects.filter(agency=agency, series=series, year=year, number=number).first()


def numbers_in(agency: str, series: str, year: int, *, state: str = "", text: str = "") -> QuerySet[BookedNumber]:
    """Return the numbers of a book, the last first: of one state, or those whose number or subject is ``text``."""
    found = BookedNumber.objects.filter(agency=agency, series=series, year=year)
    if state in STATES:
        found = found.filter(state=state)
    words = text.strip()
    if words:
        digits = words.partition("/")[0].lstrip("0")
        exact = Q(number=int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 9 else Q(pk=None)
        found = found.filter(exact | Q(note__icontains=words[:60]))
    return found.order_by("-number")


def reserved(agency: str, series: str) -> QuerySet[BookedNumber]:
    """Return the reserved numbers of a series that nobody used or cancelled yet, the oldest first."""
    found = BookedNumber.objects.filter(agency=agency, series=series, state=RESERVED)
    return found.order_by("year", "number")


def proof(agency: str, series: str, year: int) -> Proof:
    """Count a book: that no number is missing and none stands twice (the database forbids that)."""
    counter = NumberSeries.objects.filter(agency=agency, series=series, year=year).first()
    last, start = (counter.last, counter.booked_from) if counter else (0, 1)
    rows = BookedNumber.objects.filter(agency=agency, series=series, year=year)
    counted = rows.aggregate(
        n=Count("id"),
        low=Min("number"),
        high=Max("number"),
        reserved=Count("id", filter=Q(state=RESERVED)),
        cancelled=Count("id", filter=Q(state=CANCELLED)),
    )
    missing: tuple[int, ...] = ()
    if counted["n"] != last - start + 1:
        known = set(rows.values_list("number", flat=True))
        missing = tuple(n for n in range(start, last + 1) if n not in known)
    return Proof(
        last,
        start,
        counted["n"],
        counted["reserved"],
        counted["cancelled"],
        missing,
        max(0, (counted["high"] or 0) - last),
    )


def agencies(actor: Actor) -> list[str]:
    """Return the agencies into whose books the actor may look.

    Those that have numbers, the actor's own, and the one-stop shops whose books the actor keeps.
    """
    begun = set(NumberSeries.objects.order_by().values_list("agency", flat=True).distinct())
    own = {policies.part_of(unit) for unit in actor.units()}
    kinds = dict(people.units().values_list("code", "kind"))
    shops = {code for code in policies.kept(actor) if kinds.get(code) == "centre"}
    return sorted((begun | own | shops) & kinds.keys() & policies.seen(actor))


def years(agency: str, this_year: int) -> list[int]:
    """Return the years for which an agency has books, this year always among them, the latest first."""
    found = NumberSeries.objects.filter(agency=agency).order_by().values_list("year", flat=True).distinct()
    return sorted({*found, this_year}, reverse=True)


def series_of(agency: str) -> list[Series]:
    """Return the series of an agency: the one-stop shop's slips for a centre, everything else for an agency."""
    begun = set(NumberSeries.objects.filter(agency=agency).order_by().values_list("series", flat=True))
    centre = agency.endswith(".TTPVHCC")
    return [one for one in plan().series.values() if one.code in begun or (one.kept_by == "reception") == centre]
