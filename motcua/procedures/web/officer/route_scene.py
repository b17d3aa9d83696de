"""What the editor of a route draws: each row with its choices and findings, the sums, and what stands beside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.core.process.merge import CELLS
from motcua.core.process.review import Review, review
from motcua.core.process.route import END
from motcua.core.process.table import NEXT, REJECT, Asked, Finding, Row, Table, Way
from motcua.procedures import route_places, route_uses
from motcua.procedures.route_places import Places
from motcua.procedures.route_uses import Use
from motcua.procedures.web.officer import route_words

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class WayScene:
    """One way out as the form draws it."""

    way: Way
    targets: SafeString
    rejects: bool


@dataclass(frozen=True, slots=True)
class AskedScene:
    """Somebody who is asked, as the form draws it."""

    asked: Asked
    units: SafeString
    silences: SafeString


@dataclass(frozen=True, slots=True)
class RowScene:
    """One row as the form draws it; ``guessed`` are the columns that wait to be confirmed."""

    row: Row
    findings: Sequence[Finding]
    guessed: Collection[str]
    role: SafeString
    unit: SafeString
    kind: SafeString
    pauses: SafeString
    ways: Sequence[WayScene]
    asked: Sequence[AskedScene]
    first: bool
    last: bool

    @property
    def wrong(self) -> bool:
        """Tell whether something in the row stands in the way of publishing."""
        return any(finding.blocking for finding in self.findings)

    @property
    def guessed_words(self) -> list[dict[str, str]]:
        """Return the guessed columns with their names."""
        return [{"code": name, "words": words} for name, words in CELLS.items() if name in self.guessed]

    @property
    def wrong_columns(self) -> set[str]:
        """Return the columns in which something is wrong."""
        return {finding.column for finding in self.findings if finding.blocking}


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole table as the form draws it."""

    table: Table
    review: Review
    findings: Sequence[Finding]
    rows: Sequence[RowScene]
    uses: Sequence[Use]
    guessed: Collection[str] = ()

    @property
    def whole(self) -> list[Finding]:
        """Return the findings that concern no single row."""
        return [finding for finding in self.findings if not finding.key]

    @property
    def blocking(self) -> int:
        """Return how many findings stand in the way of publishing."""
        return sum(finding.blocking for finding in self.findings)


def checked(table: Table, uses: Sequence[Use], at: datetime) -> tuple[Review, list[Finding]]:
    """Return the review of a table with what the directory of units adds to its findings."""
    made = review(table, [use.limit for use in uses])
    more = [*route_places.unknown_units(table, timezone.localdate(at)), *route_places.unheld(table, uses, at)]
    return made, [*made.findings, *more]


def scene(
    table: Table, uses: Sequence[Use], places: Places, at: datetime, guesses: Collection[tuple[str, str]] = ()
) -> Scene:
    """Return what the form draws for a table."""
    made, findings = checked(table, uses, at)
    groups = places.choices()
    grounds = route_words.pauses(uses, (row.pauses for row in table.rows))
    last = len(table.rows) - 1
    drawn = [
        RowScene(
            row=row,
            findings=[finding for finding in findings if finding.key == row.key],
            guessed={column for key, column in guesses if key == row.key},
            role=options([("", _("Chọn vai trò")), *route_words.roles()], row.role),
            unit=grouped(groups, row.unit, _("Chọn đơn vị")),
            kind=options(route_words.kinds(), row.kind),
            pauses=options(grounds, row.pauses),
            ways=[WayScene(way, _targets(table, n, way), way.code == REJECT) for way in row.ways],
            asked=[
                AskedScene(
                    one,
                    grouped(groups, one.unit, _("Chọn đơn vị")),
                    options(route_words.silences(), one.silence),
                )
                for one in row.asked
            ],
            first=n == 0,
            last=n == last,
        )
        for n, row in enumerate(table.rows)
    ]
    return Scene(table, made, findings, drawn, uses, {column for key, column in guesses if not key})


def uses_of(code: str, at: datetime) -> list[Use]:
    """Return the cases in force now that use a route."""
    return route_uses.uses(code, timezone.localdate(at))


def options(choices: Sequence[tuple[str, str]], chosen: str) -> SafeString:
    """Return the options of a select; a value that is none of them stands for itself and stays chosen."""
    known = any(value == chosen for value, _words in choices)
    own = () if known or not chosen else ((chosen, SafeString(" selected"), chosen),)
    marked = ((value, SafeString(" selected" if value == chosen else ""), words) for value, words in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', (*marked, *own))


def grouped(groups: Groups, chosen: str, empty: str) -> SafeString:
    """Return the options of a select in groups, an empty one first."""
    known = any(value == chosen for _name, choices in groups for value, _words in choices)
    first = format_html('<option value="">{}</option>', empty) if known else options([("", empty)], chosen)
    return first + format_html_join(
        "", '<optgroup label="{}">{}</optgroup>', ((name, _inside(choices, chosen)) for name, choices in groups)
    )


def _inside(choices: Sequence[tuple[str, str]], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected" if value == chosen else ""), words) for value, words in choices),
    )


def _targets(table: Table, here: int, way: Way) -> SafeString:
    """Return where a way may lead: on to the row below, back or on to any row, or to the end."""
    below = table.rows[here + 1].code if here + 1 < len(table.rows) else ""
    following = _("bước dưới (%(code)s)") % {"code": below} if below else _("bước dưới (kết thúc)")
    others = [(row.key, format_html("{} {}", row.code, row.name[:40])) for row in table.rows]
    return options([("", _("Chọn bước")), (NEXT, following), *others, (END, _("kết thúc hồ sơ"))], way.to)
