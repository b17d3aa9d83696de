"""What `definitions/units` says, read into frozen records, with every problem in every file at once."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from motcua.people.kinds import KINDS, LEVELS
from motcua.people.reading import Node, Problem, Source, read

COMMUNE = re.compile(r"\d{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One office as the files describe it."""

    code: str
    name: str
    kind: str
    level: str
    parent: str
    place: str
    area_code: str
    agency_code: str
    calendar: str
    phone: str
    address: str
    valid_from: date | None
    valid_to: date | None
    unverified: tuple[str, ...]
    note: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class FormerRecord:
    """A unit that ended, and the units that took it over; ``divided`` when only a person can say which one."""

    code: str
    name: str
    district: str
    into: tuple[str, ...]
    divided: bool
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class ReorganisationRecord:
    """One act that ended units."""

    code: str
    name: str
    basis: str
    last_day: date
    former: tuple[FormerRecord, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class CompetenceRecord:
    """A field of work given to a unit, or to a part of every commune."""

    code: str
    field: str
    level: str
    unit: str
    part: str
    area: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    basis: str
    unverified: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything the files say about units."""

    units: tuple[UnitRecord, ...] = ()
    reorganisations: tuple[ReorganisationRecord, ...] = ()
    competences: tuple[CompetenceRecord, ...] = ()


def read_structure(directory: Path) -> tuple[Structure, list[Problem]]:
    """Read all files of the directory, parents before children; the records are whole only when there is no problem."""
    structure = Structure()
    problems: list[Problem] = []
    paths = sorted(directory.glob("*.yaml"))
    if not paths:
        problems.append(Problem(str(directory), 0, _("Không có tệp .yaml nào trong thư mục này")))
    for path in paths:
        node, source = read(path)
        structure = Structure(
            structure.units + tuple(_units(node, source)),
            structure.reorganisations + tuple(_reorganisations(node, source)),
            structure.competences + tuple(_competences(node, source)),
        )
        node.text("source")
        node.close()
        problems += source.problems
    problems += _check(structure)
    return replace(structure, units=_parents_first(structure.units)), problems


def _units(file: Node, source: Source) -> Iterable[UnitRecord]:
    defaults = file.node("defaults")
    parts = list(file.nodes("parts"))
    for node in file.nodes("units"):
        unit = _unit(node, defaults, source)
        yield unit
        for part in parts:
            yield _part(part, unit)
    for part in parts:
        part.close()
    defaults.close()


def _unit(node: Node, defaults: Node, source: Source) -> UnitRecord:
    place = node.text("place")
    local = place[:1].lower() + place[1:]
    unverified = node.texts("unverified")
    if unverified is None:
        unverified = defaults.texts("unverified") or ()
    unit = UnitRecord(
        code=node.text("code", required=True),
        name=node.text("name", default=f"UBND {local}" if place else "", required=not place),
        kind=node.text("kind") or defaults.text("kind"),
        level=node.text("level") or defaults.text("level"),
        parent=node.text("parent") if node.has("parent") else defaults.text("parent"),
        place=place,
        area_code=node.text("area_code"),
        agency_code=node.text("agency_code"),
        calendar=node.text("calendar"),
        phone=node.text("phone"),
        address=node.text("address"),
        valid_from=node.day("from") or defaults.day("from"),
        valid_to=node.day("to"),
        unverified=unverified,
        note=node.text("note"),
        file=source.file,
        line=node.line,
    )
    if unit.kind not in KINDS:
        node.problem("kind", _("Không có loại đơn vị “%(kind)s”") % {"kind": unit.kind})
    if unit.level not in LEVELS:
        node.problem("level", _("Cấp phải là province hoặc commune, không phải “%(level)s”") % {"level": unit.level})
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        node.problem("to", _("Ngày kết thúc trước ngày bắt đầu"))
    if unit.kind == "commune" and not COMMUNE.fullmatch(unit.code):
        node.problem("code", _("Mã xã, phường gồm 5 chữ số (QĐ 19/2025/QĐ-TTg), không phải “%s”") % unit.code)
    node.close()
    return unit if unit.area_code or unit.kind != "commune" else replace(unit, area_code=unit.code)


def _part(part: Node, unit: UnitRecord) -> UnitRecord:
    name, name_of_ward = part.text("name", required=True), part.text("name_of_ward")
    pattern = name_of_ward if name_of_ward and unit.place.startswith("Phường") else name
    return replace(
        unit,
        code=f"{unit.code}.{part.text('code', required=True)}",
        name=pattern.replace("{place}", unit.place[:1].lower() + unit.place[1:]),
        kind=part.text("kind", required=True),
        parent=unit.code,
        place="",
        area_code="",
        agency_code="",
        unverified=(),
        note="",
    )


def _reorganisations(file: Node, source: Source) -> Iterable[ReorganisationRecord]:
    for node in file.nodes("reorganisations"):
        former = [_former(unit, "") for unit in node.nodes("units")]
        for district in node.nodes("districts"):
            code = district.text("code", required=True)
            members = [_former(unit, code) for unit in district.nodes("units", required=True)]
            into = tuple(sorted({target for member in members for target in member.into}))
            name = district.text("name", required=True)
            former.append(FormerRecord(code, name, "", into, len(into) > 1, "", district.line))
            former += members
            district.close()
        yield ReorganisationRecord(
            code=node.text("code", required=True),
            name=node.text("name", required=True),
            basis=node.text("basis", required=True),
            last_day=node.day("last_day", required=True) or date.min,
            former=tuple(former),
            file=source.file,
            line=node.line,
        )
        node.close()


def _former(node: Node, district: str) -> FormerRecord:
    record = FormerRecord(
        code=node.text("code", required=True),
        name=node.text("name", required=True),
        district=district,
        into=node.texts("into", required=True) or (),
        divided=node.flag("divided"),
        note=node.text("note"),
        line=node.line,
    )
    if record.divided != (len(record.into) > 1):
        node.problem("into", _("Đơn vị vào nhiều nơi phải ghi divided: true, và chỉ khi đó"))
    node.close()
    return record


def _competences(file: Node, source: Source) -> Iterable[CompetenceRecord]:
    for node in file.nodes("competences"):
        record = CompetenceRecord(
            code=node.text("code", required=True),
            field=node.text("field", required=True),
            level=node.text("level", required=True),
            unit=node.text("unit"),
            part=node.text("part"),
            area=node.texts("area") or (),
            valid_from=node.day("from", required=True) or date.min,
            valid_to=node.day("to"),
            basis=node.text("basis", required=True),
            unverified=node.flag("unverified"),
            file=source.file,
            line=node.line,
        )
        if bool(record.unit) == bool(record.part):
            source.problem(node.line, _("Ghi “unit” (một cơ quan) hoặc “part” (bộ phận của mỗi xã), không ghi cả hai"))
        if record.level not in LEVELS:
            node.problem(
                "level", _("Cấp phải là province hoặc commune, không phải “%(level)s”") % {"level": record.level}
            )
        node.close()
        yield record


def _check(structure: Structure) -> list[Problem]:
    """Check what one record alone cannot know: doubles, and codes that lead nowhere."""
    codes = {unit.code for unit in structure.units}
    problems = [
        *_doubles(structure.units, "code", _("Mã đơn vị “%(value)s” dùng hai lần")),
        *_doubles(structure.units, "agency_code", _("Mã định danh “%(value)s” dùng hai lần")),
        *_doubles(structure.competences, "code", _("Mã thẩm quyền “%(value)s” dùng hai lần")),
    ]
    for unit in structure.units:
        if unit.parent and unit.parent not in codes:
            problems.append(Problem(unit.file, unit.line, _("Không có đơn vị cha “%s”") % unit.parent))
    for competence in structure.competences:
        problems += [
            Problem(competence.file, competence.line, _("Không có đơn vị “%s”") % code)
            for code in (*competence.area, *filter(None, [competence.unit]))
            if code not in codes
        ]
    for act in structure.reorganisations:
        seen = Counter(former.code for former in act.former)
        for former in act.former:
            problems += [
                Problem(act.file, former.line, _("Không có đơn vị mới “%s”") % code)
                for code in former.into
                if code not in codes
            ]
            if seen[former.code] > 1:
                problems.append(Problem(act.file, former.line, _("Mã đơn vị cũ “%s” dùng hai lần") % former.code))
    return problems + _loops(structure.units)


def _doubles(records: Sequence[UnitRecord] | Sequence[CompetenceRecord], name: str, message: str) -> Iterable[Problem]:
    seen: set[str] = set()
    for record in records:
        value = str(getattr(record, name))
        if value and value in seen:
            yield Problem(record.file, record.line, message % {"value": value})
        seen.add(value)


def _loops(units: Sequence[UnitRecord]) -> list[Problem]:
    parents = {unit.code: unit.parent for unit in units}
    problems = []
    for unit in units:
        code, steps = unit.parent, 0
        while code and code != unit.code and steps <= len(units):
            code, steps = parents.get(code, ""), steps + 1
        if code == unit.code:
            problems.append(Problem(unit.file, unit.line, _("Đơn vị “%s” là cha của chính nó") % unit.code))
    return problems


def _parents_first(units: Sequence[UnitRecord]) -> tuple[UnitRecord, ...]:
    """Order units so that a parent comes before its children; loops keep their place at the end."""
    placed: dict[str, UnitRecord] = {}
    known = {unit.code for unit in units}
    waiting = list(units)
    while waiting:
        ready = [u for u in waiting if not u.parent or u.parent in placed or u.parent not in known]
        if not ready:
            break
        placed.update((u.code, u) for u in ready)
        waiting = [u for u in waiting if u.code not in placed]
    return (*placed.values(), *waiting)
