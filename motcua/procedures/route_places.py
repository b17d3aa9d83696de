"""Where the steps of a route are done: the names of places, and whether anybody there could hold a step."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.table import Finding, Table
from motcua.core.text import search_key
from motcua.people.models import Competence, OrgUnit, Post
from motcua.people.queries import valid_on
from motcua.people.roles import LABELS
from motcua.procedures.route_uses import Use

CENTRE = ".TTPVHCC"
FEW = 3


@dataclass(frozen=True, slots=True)
class Places:
    """The units of a day: what a step's unit may be, and what it is called."""

    parts: Mapping[str, str]
    province: Mapping[str, str]

    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the places to choose from, in groups, each as (value, name)."""
        agency = _("Cơ quan giải quyết")
        return [
            (_("Một cửa"), [("reception", _("Nơi tiếp nhận")), ("return", _("Nơi trả kết quả"))]),
            (agency, [("competent", agency), *((f"competent.{part}", name) for part, name in self.parts.items())]),
            (_("Đơn vị cấp tỉnh"), [(f"province.{code}", name) for code, name in self.province.items()]),
        ]

    def name(self, unit: str) -> str:
        """Return what a step's unit is called; a unit that nobody knows stands for itself."""
        fixed = {
            "reception": _("Nơi tiếp nhận"),
            "return": _("Nơi trả kết quả"),
            "competent": _("Cơ quan giải quyết"),
        }
        if unit in fixed:
            return fixed[unit]
        kind, _dot, code = unit.partition(".")
        known = self.parts if kind == "competent" else self.province
        return known.get(code, unit)

    def who(self, unit: str, role: str) -> str:
        """Name those who do a step, as the column «Trách nhiệm» has it; without a role only the unit."""
        place = self.name(unit)
        return f"{LABELS[role]} – {place}" if role in LABELS else place

    def lane(self, unit: str, role: str) -> str:
        """Name those who do a step in the few words that a lane of a drawing has room for."""
        return self.who(unit, role).split(" / ")[0]


def places(on: date) -> Places:
    """Return the places of a day."""
    rows = OrgUnit.objects.filter(valid_on(on)).select_related("parent")
    names: dict[str, Counter[str]] = defaultdict(Counter)
    province = {}
    for unit in rows:
        if unit.level == "province":
            province[unit.code] = unit.name
        part = _part(unit)
        if part and unit.parent is not None:
            names[part][_short(unit.name, unit.parent)] += 1
    parts = {part: " / ".join(name for name, _n in found.most_common(2)) for part, found in sorted(names.items())}
    ordered = sorted(province.items(), key=lambda pair: (pair[0].count("."), search_key(pair[1])))
    return Places(parts, dict(ordered))


def _part(unit: OrgUnit) -> str:
    """Return by what a division's code goes on after its agency's: ``VP`` of ``06187.VP``; "" for anything else."""
    above = "" if unit.parent is None else f"{unit.parent.code}."
    ending = unit.code.removeprefix(above) if above and unit.code.startswith(above) else ""
    return ending if unit.kind == "division" and "." not in ending else ""


def _short(name: str, above: OrgUnit) -> str:
    """Return a part's name without the place or agency it belongs to: what it ends with and its agency begins with."""
    if above.place and name.lower().endswith(above.place.lower()):
        return name[: -len(above.place)].rstrip(" ,-–")
    words = name.split(" ")
    for n in range(1, len(words) - 1):
        if above.name.lower().startswith(" ".join(words[n:]).lower()):
            return " ".join(words[:n]).rstrip(" ,-–").removesuffix(" thuộc")
    return name


def unknown_units(table: Table, on: date) -> list[Finding]:
    """Return the rows that name a unit of the province which does not exist on that day."""
    known = set(OrgUnit.objects.filter(valid_on(on)).values_list("code", flat=True))
    found = []
    for row in table.rows:
        for column, unit in (("unit", row.unit), *(("asked", asked.unit) for asked in row.asked)):
            code = unit.removeprefix("province.")
            if unit.startswith("province.") and code not in known:
                message = _("Bước %(step)s: không có đơn vị “%(code)s” trong danh mục đơn vị.")
                found.append(Finding(row.key, column, message % {"step": row.code, "code": code}))
    return found


@dataclass(frozen=True, slots=True)
class Staffing:
    """Where a row needs somebody: how many places there are, and the names of those where nobody is."""

    key: str
    step: str
    role: str
    places: int
    empty: tuple[str, ...]

    @property
    def nobody(self) -> bool:
        """Tell whether nobody anywhere could hold the row."""
        return len(self.empty) == self.places

    @property
    def told(self) -> str:
        """Name the first few of the empty places."""
        return "; ".join(self.empty[:FEW]) + (" …" if len(self.empty) > FEW else "")


def staffing(table: Table, uses: Sequence[Use], at: datetime) -> list[Staffing]:
    """Return the rows that lack somebody in some of the places where the cases in force let the route run."""
    on = timezone.localdate(at)
    known = {unit.code: unit for unit in OrgUnit.objects.filter(valid_on(on))}
    held = set(Post.objects.filter(valid_on(on), user__is_active=True).values_list("unit__code", "role"))
    agencies = sorted({code for use in uses for code in competents(use.definition, on, known)})
    found = []
    for row in table.rows:
        wanted = set(_units(row.unit, agencies)) if row.unit and row.role in LABELS else set()
        empty = sorted(code for code in wanted if (code, row.role) not in held)
        if empty:
            names = tuple(known[code].name if code in known else code for code in empty)
            found.append(Staffing(row.key, row.code, str(LABELS[row.role]), len(wanted), names))
    return found


def unheld(table: Table, uses: Sequence[Use], at: datetime) -> list[Finding]:
    """Return the rows that nobody anywhere could hold: a dossier would stay there. A doubt: posts may come tomorrow."""
    message = _("Bước %(step)s: chưa ai giữ vai trò “%(role)s” ở nơi nào (%(units)s).")
    return [
        Finding(one.key, "role", message % {"step": one.step, "role": one.role, "units": one.told}, blocking=False)
        for one in staffing(table, uses, at)
        if one.nobody
    ]


def _units(unit: str, agencies: Iterable[str]) -> Iterable[str]:
    if unit.startswith("province."):
        return [unit.removeprefix("province.")]
    if unit in {"reception", "return"}:
        return [_centre(code) for code in agencies]
    return [code + unit.removeprefix("competent") for code in agencies]


def _centre(agency: str) -> str:
    """Return the one-stop shop of an agency: a commune's own, the province's for everybody else."""
    root = agency.split(".")[0]
    return f"{root}{CENTRE}"


def competents(definition: ProcedureDefinition, on: date, known: Mapping[str, OrgUnit]) -> set[str]:
    """Return the codes of all agencies that may decide a procedure on a day, whatever the answers and the place."""
    found = {entry.unit for entry in definition.competences if entry.unit}
    levels = {entry.level for entry in definition.competences if not entry.unit}
    if not found or levels:
        levels |= set() if levels else {definition.level}
        rows = Competence.objects.filter(valid_on(on), field=definition.field_code, level__in=levels)
        outright = set(rows.exclude(unit=None).values_list("unit__code", flat=True))
        found |= outright
        if not outright or rows.filter(unit=None).exists():
            found |= {code for code, unit in known.items() if unit.kind == "commune" and "commune" in levels}
    return found
