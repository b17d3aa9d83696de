"""Reads of acts: the register, who cites an act and where, what a new act affects, and acts that nobody has entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from motcua.core.procedure import acts
from motcua.core.text import search_key
from motcua.procedures.citing import PROCEDURE, ROUTE, RULES
from motcua.procedures.models import Act, ActEffect, Citation, Procedure, ProcedureVersion, RouteVersion
from motcua.worktime.models import RulesVersion

ENDING: Final = ("replaces", "repeals")
KINDS: Final = (PROCEDURE, ROUTE, RULES)


@dataclass(frozen=True, slots=True)
class Place:
    """One citation as a person finds it again."""

    kind: str
    name: str
    path: str
    written: str
    article: str
    key: str


@dataclass(frozen=True, slots=True)
class Affected:
    """One procedure, route or rule set that cites an act in a version that applies or waits for its day."""

    kind: str
    code: str
    name: str
    field: str
    field_code: str
    version: UUID
    number: int
    valid_from: date
    waits: bool
    places: tuple[Place, ...]

    @property
    def value(self) -> str:
        """Return what a form sends to choose it."""
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands on a day: from when it applies, when and by which act it ended, what else changed it."""

    act: Act
    ended: date | None
    by: str
    changes: tuple[ActEffect, ...] = ()

    def state(self, on: date) -> str:
        """Return waiting, in_force or ended."""
        if self.act.valid_from is not None and on < self.act.valid_from:
            return "waiting"
        return "ended" if self.ended is not None and self.ended <= on else "in_force"


@dataclass(frozen=True, slots=True)
class Unentered:
    """An act that is cited but not in the register."""

    key: str
    slug: str
    written: str
    places: int
    subjects: int


@dataclass(frozen=True, slots=True)
class _Version:
    pk: UUID
    name: str
    number: int
    valid_from: date
    valid_to: date | None
    field: str = ""
    field_code: str = ""


@dataclass(slots=True)
class _Group:
    version: _Version
    kind: str
    code: str
    waits: bool
    places: list[Place] = field(default_factory=list)


def by_slug(slug: str) -> Act | None:
    """Return the act of the register under an address; None where there is none."""
    return Act.objects.filter(slug=slug).first()


def keys_of(act: Act) -> tuple[str, ...]:
    """Return every key by which texts may name an act."""
    return tuple(key for key in (act.key, act.short_key, act.name_key) if key)


def keys_for(key: str) -> tuple[str, ...]:
    """Return every key that may mean the same act as this one, whether it is in the register or not."""
    act = find(key)
    own = keys_of(act) if act is not None else ()
    return tuple(dict.fromkeys(one for one in (key, acts.short_key(key), *own) if one))


def find(key: str) -> Act | None:
    """Return the act of the register that a key means: its own, its name, or its short form where only one fits."""
    if not key:
        return None
    found = list(Act.objects.filter(Q(key=key) | Q(short_key=key) | Q(name_key=key))[:3])
    exact = [act for act in found if key in (act.key, act.name_key)]
    return exact[0] if exact else found[0] if len(found) == 1 else None


def standing(act: Act) -> Standing:
    """Return how an act stands, with everything other acts do to it."""
    effects = ActEffect.objects.filter(target__in=keys_of(act)).select_related("act").order_by("begins", "pk")
    return _standing(act, tuple(effects))


def standings(text: str = "") -> list[Standing]:
    """Return the register, the newest first; ``text`` searches numbers and titles without accents."""
    effects: dict[str, list[ActEffect]] = {}
    for effect in ActEffect.objects.select_related("act").order_by("begins", "pk"):
        effects.setdefault(effect.target, []).append(effect)
    words = search_key(text[:200]).split()
    rows = Act.objects.order_by("-issued_on", "-pk")
    return [
        _standing(act, tuple(effect for key in keys_of(act) for effect in effects.get(key, ())))
        for act in rows
        if all(word in search_key(f"{act.number} {act.key} {act.title} {act.issuer}") for word in words)
    ]


def _standing(act: Act, changes: tuple[ActEffect, ...]) -> Standing:
    ends = [(one.begins, one.act.number) for one in changes if one.whole and one.effect in ENDING]
    if act.valid_to is not None:
        ends.append((act.valid_to, ""))
    ended, by = min(ends, default=(None, ""))
    return Standing(act, ended, by, changes)


def affected(keys: Iterable[str], on: date) -> list[Affected]:
    """Return everything that cites one of the acts in a version that applies on a day or waits for its own.

    Procedures first, then routes, then rule sets; each by name, with every place in the order of the definition.
    """
    wanted = {one for key in keys for one in keys_for(key)}
    rows = list(Citation.objects.filter(key__in=wanted).order_by("pk"))
    groups: dict[UUID, _Group] = {}
    for kind in KINDS:
        codes = {row.subject for row in rows if row.subject_kind == kind}
        for code, version, waits in _applying(kind, codes, on):
            groups[version.pk] = _Group(version, kind, code, waits)
    for row in rows:
        if row.subject_version in groups:
            place = Place(row.kind, row.name, row.path, row.written, row.article, row.key)
            groups[row.subject_version].places.append(place)
    found = [_affected(group) for group in groups.values() if group.places]
    return sorted(found, key=lambda one: (KINDS.index(one.kind), search_key(one.name), one.number))


def _affected(group: _Group) -> Affected:
    version = group.version
    return Affected(
        group.kind, group.code, version.name, version.field, version.field_code, version.pk, version.number,
        version.valid_from, group.waits, tuple(group.places),
    )  # fmt: skip


def _applying(kind: str, codes: set[str], on: date) -> list[tuple[str, _Version, bool]]:
    """Return of each subject the version that applies on a day and those that wait for theirs."""
    found: list[tuple[str, _Version, bool]] = []
    for code, versions in _versions(kind, codes, on).items():
        begun = [one for one in versions if one.valid_from <= on]
        if begun:
            now = max(begun, key=lambda one: (one.valid_from, one.number))
            if now.valid_to is None or now.valid_to >= on:
                found.append((code, now, False))
        found += [(code, one, True) for one in versions if one.valid_from > on]
    return found


def _versions(kind: str, codes: set[str], on: date) -> dict[str, list[_Version]]:
    if not codes:
        return {}
    grouped: dict[str, list[_Version]] = {}
    rows: Iterable[tuple[str, _Version]]
    columns = ("pk", "number", "valid_from", "valid_to")
    if kind == PROCEDURE:
        gone = set(Procedure.objects.filter(repealed_from__lte=on).values_list("code", flat=True))
        procedures = ProcedureVersion.objects.filter(procedure__code__in=codes - gone)
        rows = (
            (row[0], _Version(row[1], row[5], row[2], row[3], row[4], row[6], row[7]))
            for row in procedures.values_list("procedure__code", *columns, "title", "field", "field_code")
        )
    elif kind == ROUTE:
        routes = RouteVersion.objects.filter(route__code__in=codes)
        rows = (
            (row[0], _Version(row[1], row[5], row[2], row[3], row[4]))
            for row in routes.values_list("route__code", *columns, "name")
        )
    else:
        rules = RulesVersion.objects.filter(rules__code__in=codes)
        rows = (
            (row[0], _Version(row[1], row[5], row[2], row[3], row[4]))
            for row in rules.values_list("rules__code", *columns, "rules__name")
        )
    for code, version in rows:
        grouped.setdefault(code, []).append(version)
    return grouped


def affected_by(act: Act, on: date) -> list[Affected]:
    """Return what cites an act that this one amends, replaces or repeals."""
    targets = list(act.effects.values_list("target", flat=True))
    return affected(targets, on) if targets else []


def citing(key: str, on: date) -> list[Affected]:
    """Return what cites one act."""
    return affected([key], on)


def unentered() -> list[Unentered]:
    """Return the acts that published versions cite and the register does not have, the most cited first."""
    known = {key for row in Act.objects.values_list("key", "short_key", "name_key") for key in row if key}
    rows = Citation.objects.values("key", "slug").annotate(
        written=Min("written"), places=Count("pk"), subjects=Count("subject", distinct=True), last=Max("pk")
    )
    return [
        Unentered(row["key"], row["slug"], row["written"], row["places"], row["subjects"])
        for row in rows.order_by("-places", "key")
        if row["key"] not in known
    ]


def cited_as(slug: str) -> Unentered | None:
    """Return an act that is cited under an address without being in the register."""
    return next((one for one in unentered() if one.slug == slug), None)


def applying(kind: str, code: str, on: date) -> Affected | None:
    """Return the version of a procedure, route or rule set that applies on a day or waits for its own."""
    found = _applying(kind, {code}, on) if kind in KINDS else []
    groups = [_Group(version, kind, one, waits) for one, version, waits in found]
    return _affected(groups[0]) if groups else None


def subject_name(kind: str, code: str, on: date) -> str:
    """Return the name of a procedure, route or rule set as it applies on a day; its code where it is unknown."""
    names = subject_names({(kind, code)}, on)
    return names.get((kind, code), code)


def subject_names(subjects: Iterable[tuple[str, str]], on: date) -> dict[tuple[str, str], str]:
    """Return the names of many subjects by kind and code."""
    wanted = set(subjects)
    found: dict[tuple[str, str], str] = {}
    for kind in KINDS:
        codes = {code for one, code in wanted if one == kind}
        for code, versions in _versions(kind, codes, date.min).items():
            begun: Sequence[_Version] = [one for one in versions if one.valid_from <= on] or versions
            found[kind, code] = max(begun, key=lambda one: (one.valid_from, one.number)).name
    return found
