"""Posting sheets (niêm yết): what of a procedure is put up at a one-stop shop, and which procedures a unit puts up."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

import segno
from django.conf import settings

from motcua.core.procedure.components import ChannelCode
from motcua.core.procedure.definition import ProcedureDefinition, competence
from motcua.core.procedure.requirements import Asked, requirements
from motcua.core.text import search_key
from motcua.people import queries as people
from motcua.people.models import OrgUnit
from motcua.procedures import queries, words
from motcua.procedures.queries import Published

# Sizes of letters in points, largest first; 12 can still be read at 1.5 m, so below it a second page follows.
SIZES: Final = (18, 16, 14.5, 13, 12)
# What an A4 page offers in mm between its margins, for all, for a list of papers, a column of it and the facts; what a
# letter is wide and a line high, at 1 pt. Estimates that leave some room: where letters fall is for the browser to say.
PAGE: Final = 270
WIDE: Final = 176
COLUMN: Final = 82
FACTS: Final = 142
LETTER: Final = 0.187
LEADING: Final = 0.494
COLUMNS_BELOW: Final = 16
QR_HEIGHT: Final = 47
STAMP: Final = 15
ANYWHERE: Final = " Nơi nào trong tỉnh cũng tiếp nhận."
FEW_CASES: Final = 6
FEW_ACTS: Final = 6
NOT_BROUGHT: Final = ("if_lookup_fails", "looked_up")
ORDER: Final[tuple[Asked, ...]] = ("required", "one_of", "if_applies", "shown", "if_lookup_fails", "looked_up")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the list: what it is, how many, and when it is asked for."""

    name: str
    number: str
    when: str


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that are asked for in one way; ``inline`` ones, which nobody has to bring, are told in one sentence."""

    heading: str
    papers: tuple[Paper, ...]
    inline: bool


@dataclass(frozen=True, slots=True)
class Poster:
    """One sheet; ``size`` chooses letters with which it fills one A4 page, ``columns`` those of the list of papers."""

    published: Published
    unit: OrgUnit | None
    address: str
    terms: tuple[tuple[str, str], ...]
    fees: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    channels: str
    acts: tuple[str, ...]
    more_acts: int
    size: str = ""
    columns: int = 1

    @property
    def definition(self) -> ProcedureDefinition:
        """Return the definition that is posted."""
        return self.published.definition

    @property
    def title_size(self) -> str:
        """Return the class of the title: a long one in smaller letters."""
        length = len(self.definition.title)
        return "short" if length <= 30 else "middle" if length <= 70 else "long"

    @property
    def qr(self) -> str:
        """Draw the code that leads to the procedure's page."""
        return qr(self.address)


@lru_cache(maxsize=4096)
def qr(text: str) -> str:
    """Return the QR code of a text as an inline SVG drawing without classes or styles."""
    return str(segno.make_qr(text, error="m").svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None))


def address(code: str, place: str = "") -> str:
    """Return the public address of a procedure's page, for a commune where one is given."""
    return f"{settings.PUBLIC_URL}/procedures/{code}/" + (f"?place={place}" if place else "")


def poster(published: Published, unit: OrgUnit | None, on: date) -> Poster:
    """Return the sheet of a version for the unit that puts it up; None for nobody in particular."""
    definition = published.definition
    channel: ChannelCode = "direct" if definition.channel("direct") else definition.channels[0].code
    acts = tuple(dict.fromkeys(basis.act for basis in definition.legal_bases))
    place = commune_of(unit)
    full = Poster(
        published=published,
        unit=unit,
        address=address(definition.code, place.code if place else ""),
        terms=tuple(_terms(definition)),
        fees=tuple((fee.name, words.price(fee)) for fee in definition.fees if fee.valid_on(on)),
        groups=tuple(_groups(definition, channel)),
        channels=", ".join(str(words.CHANNELS[channel.code]).lower() for channel in definition.channels),
        acts=acts[:FEW_ACTS],
        more_acts=len(acts[FEW_ACTS:]),
    )
    size, columns = _fitting(full)
    return replace(full, size=f"{size:g}".replace(".", "-"), columns=columns)


def _fitting(full: Poster) -> tuple[float, int]:
    """Return the largest letters with which the sheet should fit one page, and in how many columns the papers stand."""
    for size in SIZES:
        for columns in (1, 2) if size < COLUMNS_BELOW else (1,):
            if _height(full, size, columns) <= PAGE:
                return size, columns
    return SIZES[-1], min((1, 2), key=lambda columns: _height(full, SIZES[-1], columns))


def _height(full: Poster, size: float, columns: int) -> float:
    """Estimate in mm how high a sheet becomes in letters of a size."""
    definition = full.definition

    def lines(text: str, width: float, of: float = 1.0) -> float:
        return math.ceil(len(text) * LETTER * size * of / width) * of

    facts = [
        [result.name for result in definition.results],
        [f"{name}: {term}" if name else term for name, term in full.terms],
        [f"{name}: {price}" for name, price in full.fees] or [definition.fee_note or "-"],
        [f"{definition.competence}. Nộp {full.channels}." + ANYWHERE * definition.reception_anywhere],
        ["; ".join(definition.who_may_lodge)],
    ]
    told = sum(lines(text, FACTS) for fact in facts for text in fact if text)
    width = WIDE if columns == 1 else COLUMN
    papers = 0.0
    for group in full.groups:
        names = [f"{paper.name} {paper.number}" for paper in group.papers]
        if group.inline:
            papers += lines(f"{group.heading}: {'; '.join(names)}", width) + 0.3
            continue
        papers += lines(group.heading, width) + 0.4 + sum(lines(name, width - 6) + 0.1 for name in names)
        papers += sum(lines(f"Khi: {paper.when}", width - 6, 0.78) for paper in group.papers if paper.when)
    papers = papers if columns == 1 else papers / 2 + 0.8
    body = (told + papers + 3.6) * LEADING * size + 3 * len(facts) + 12
    return _head(full) + body + _foot(full)


def _head(full: Poster) -> float:
    """Estimate in mm how high the heading is: the title, or the QR code beside it."""
    size = {"short": 32, "middle": 25, "long": 20}[full.title_size]
    title = math.ceil(len(full.definition.title) * LETTER * 1.1 * size / 140) * 0.44 * size
    return max(QR_HEIGHT, title + 16)


def _foot(full: Poster) -> float:
    """Estimate in mm how high the small print is; what nobody has verified is stamped as well."""
    length = len(full.published.decision) + sum(map(len, full.acts)) + 90
    return math.ceil(length / 105) * 4.3 + 9 + STAMP * full.published.unverified


def _terms(definition: ProcedureDefinition) -> Iterable[tuple[str, str]]:
    """Yield the cases with their terms; in one line where all take the same time, and those of the commonest term."""
    terms = {case.code: words.term(case.term) for case in definition.cases}
    (common, times), *others = Counter(terms.values()).most_common()
    if not others or len(definition.cases) > FEW_CASES:
        yield "", words.terms(definition.cases)
        return
    rest = times > 1
    for case in definition.cases:
        if not rest or terms[case.code] != common:
            yield case.name, terms[case.code]
    if rest:
        yield "Các trường hợp khác", common


def _groups(definition: ProcedureDefinition, channel: ChannelCode) -> Iterable[Group]:
    """Yield the papers by the way in which they are asked for, all cases together."""
    found: dict[str, Asked] = {}
    for case in reversed(definition.cases):  # the ordinary case is the last and speaks first
        for wanted in requirements(definition, case, {}, channel):
            ordinary = case is definition.cases[-1] or wanted.asked not in ("required", "one_of")
            found.setdefault(wanted.component.code, wanted.asked if ordinary else "if_applies")
    for asked in ORDER:
        papers = [c for c in definition.components if found.get(c.code) == asked]
        if papers:
            listed = tuple(Paper(c.name, words.numbers(c), words.when(definition, c)) for c in papers)
            yield Group(str(words.ASKED[asked]), listed, inline=asked in NOT_BROUGHT)


def commune_of(unit: OrgUnit | None) -> OrgUnit | None:
    """Return the commune that a unit is, or is a part of; None for units of the province."""
    if unit is None or unit.level != "commune":
        return None
    return unit if unit.kind == "commune" else unit.parent


def posted_by(unit: OrgUnit, on: date, field: str = "") -> list[Published]:
    """Return the procedures that a unit puts up, by field and title.

    A commune or its centre: all that communes decide; the provincial centre: all that the province decides; another
    unit of the province: what it decides itself.
    """
    wanted = {unit.code} if unit.level == "province" and unit.kind != "centre" and unit.kind != "province" else set()
    rows = queries.in_force(on).filter(register="public", level=unit.level, **({"field": field} if field else {}))
    found = [queries.by_version(version) for version in rows.values_list("id", flat=True)]
    found.sort(key=lambda one: (search_key(one.definition.field), search_key(one.definition.title)))
    if not wanted:
        return found
    return [published for published in found if wanted & _deciding(published.definition, on)]


def _deciding(definition: ProcedureDefinition, on: date) -> set[str]:
    """Return the units of the province that decide a procedure in any of its cases."""
    named = {entry.unit for entry in (*definition.competences, competence(definition, {})) if entry.unit}
    found = people.competent_unit(definition.field_code, level="province", on=on)
    return named | ({found.code} if found else set())


def posting_units(on: date) -> list[OrgUnit]:
    """Return the units that may put up sheets: the province's offices, then the communes."""
    kinds = ("centre", "department", "office", "branch")
    province = [unit for unit in people.units(level="province", on=on) if unit.kind in kinds]
    province.sort(key=lambda unit: (unit.kind != "centre", unit.code))
    return [*province, *people.units(kind="commune", on=on)]
