"""Loads `definitions/units` into the installation: can run again, writes only what differs, all of it or nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.ledger import origin
from motcua.ledger.commit import Change, commit_many, retrying
from motcua.people import policies
from motcua.people.actions.units import competence_change, reorganisation_change, unit_change
from motcua.people.actor import Actor
from motcua.people.definitions import Structure, UnitRecord, read_structure
from motcua.people.models import Competence, OrgUnit, Reorganisation
from motcua.people.reading import Problem

BLANKED: Final = ("agency_code", "phone", "address", "calendar")


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: nothing at all when there are problems."""

    written: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    withheld: tuple[Problem, ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether the files were without a problem."""
        return not self.problems


def load(directory: Path, at: datetime, actor: Actor) -> LoadReport:
    """Bring units, former units and competences into line with the files and report what was written.

    All problems of all files come back at once, with file and line, and then nothing is written. What is marked
    unverified is taken only by a demonstration; elsewhere it is withheld and listed, and the rest is loaded.
    """
    policies.can_manage_people(actor, "").enforce()
    structure, problems = read_structure(directory)
    if problems:
        return LoadReport(problems=tuple(problems))
    withheld: tuple[Problem, ...] = ()
    if not origin.is_demo():
        structure, withheld = withhold(structure)

    def attempt() -> LoadReport:
        changes = list(_changes(structure))
        needed = [change for change in changes if change is not None]
        commit_many(needed, actor=actor.id, at=at)
        written = Counter(entry.type for change in needed for entry in change.entries)
        return LoadReport(written, len(changes) - len(needed), withheld=withheld, unlisted=_unlisted(structure))

    return retrying(attempt)


def withhold(structure: Structure) -> tuple[Structure, tuple[Problem, ...]]:
    """Leave out what nobody verified: blank such fields, drop units whose code or name is doubtful, and say so."""
    kept: dict[str, UnitRecord] = {}
    withheld: list[Problem] = []
    dropped: set[str] = set()
    for unit in structure.units:
        doubtful = set(unit.unverified)
        if doubtful - set(BLANKED) or unit.parent in dropped:
            dropped.add(unit.code)
            message = _("Chưa nạp đơn vị “%(code)s”: mã hoặc tên chưa xác minh")
            withheld.append(Problem(unit.file, unit.line, message % {"code": unit.code}))
            continue
        for name in sorted(doubtful):
            message = _("Để trống “%(field)s” của “%(code)s”: chưa xác minh")
            withheld.append(Problem(unit.file, unit.line, message % {"field": name, "code": unit.code}))
        blank: dict[str, Any] = dict.fromkeys(doubtful, "")
        kept[unit.code] = replace(unit, unverified=(), **blank)
    competences = []
    for competence in structure.competences:
        if competence.unverified or competence.unit in dropped:
            message = _("Chưa nạp thẩm quyền “%(code)s”: chưa xác minh")
            withheld.append(Problem(competence.file, competence.line, message % {"code": competence.code}))
        else:
            competences.append(competence)
    rest = replace(structure, units=tuple(kept.values()), competences=tuple(competences))
    return rest, tuple(withheld)


def _changes(structure: Structure) -> Iterable[Change | None]:
    """Decide every change; parents come before their parts, units before what points at them."""
    units = {row.code: row for row in OrgUnit.objects.select_related("parent")}
    for unit in structure.units:
        yield unit_change(unit, units.get(unit.code))
    acts = {row.code: row for row in Reorganisation.objects.all()}
    for act in structure.reorganisations:
        yield reorganisation_change(act, acts.get(act.code))
    competences = {row.code: row for row in Competence.objects.select_related("unit")}
    for competence in structure.competences:
        yield competence_change(competence, competences.get(competence.code))


def _unlisted(structure: Structure) -> tuple[str, ...]:
    listed = {unit.code for unit in structure.units}
    return tuple(code for code in OrgUnit.objects.values_list("code", flat=True) if code not in listed)
