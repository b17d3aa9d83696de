"""The next version of a procedure while it is written: its definition, the change it makes and its planned publication.

A draft is plain data, sound or not; :func:`read` says everything that is wrong with it, as far as it can be told.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from motcua.core.procedure.build import as_data, build
from motcua.core.procedure.checks import contradictions
from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.parse import parse_definition, with_applicant
from motcua.core.procedure.plain import brief, completed, normal
from motcua.core.procedure.publication import Publication

ChangeKind = Literal["new", "amended", "replaced", "repealed"]
Plain = dict[str, Any]
Found = list[tuple[str, str]]
PARTS = ("publication", "change")
EMPTY = "Chưa điền mục này."
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Plan:
    """The publication as far as it is planned; what is not known yet is empty."""

    decision: str = ""
    decision_date: date | None = None
    effective_date: date | None = None
    public_date: date | None = None
    valid_to: date | None = None
    note: str = ""

    def publication(self) -> Publication | None:
        """Return the publication, None while a part of it is missing."""
        if not self.decision or self.decision_date is None or self.effective_date is None or self.public_date is None:
            return None
        return Publication(
            self.decision, self.decision_date, self.effective_date, self.public_date, self.valid_to, self.note
        )

    def missing(self) -> tuple[str, ...]:
        """Return the names of what must still be known before it can be published."""
        names = ("decision", "decision_date", "effective_date", "public_date")
        return tuple(name for name in names if not getattr(self, name))


@dataclass(frozen=True, slots=True)
class Intent:
    """What the version does to the register; ``replaces`` are the codes that end when it begins."""

    kind: ChangeKind = "amended"
    replaces: tuple[str, ...] = ()
    reason: str = ""

    def problems(self, code: str) -> Found:
        """Return what contradicts in the change as (field, Vietnamese sentence)."""
        found: Found = []
        if self.kind == "replaced" and not self.replaces:
            found.append(("replaces", "Thay thế thì phải ghi mã của thủ tục bị thay thế."))
        if self.kind != "replaced" and self.replaces:
            found.append(("replaces", "Chỉ ghi mã bị thay thế khi loại thay đổi là thay thế."))
        for n, written in enumerate(self.replaces):
            try:
                national = normalise(written).national
            except BadCode as wrong:
                found.append((f"replaces[{n}]", str(wrong)))
                continue
            if national == code:
                found.append((f"replaces[{n}]", "Thủ tục không tự thay thế chính nó: chọn «Sửa đổi, bổ sung»."))
        return found


@dataclass(frozen=True, slots=True)
class Written:
    """What a draft says, as far as it can be read.

    ``definition`` is None while its shape is wrong; ``whole`` always is one, with placeholders for what cannot be read.
    ``problems`` are all that is wrong, as (path, Vietnamese sentence), those of shape first.
    """

    definition: ProcedureDefinition | None
    whole: ProcedureDefinition
    plan: Plan
    intent: Intent
    problems: tuple[tuple[str, str], ...]


def document(definition: ProcedureDefinition, intent: Intent, plan: Plan) -> Plain:
    """Return the draft that begins from a definition."""
    parts = {"publication": as_data(plan), "change": as_data(intent)}
    return in_form({**parts, **as_data(definition, whole=False)})


def in_form(data: Mapping[str, Any]) -> Plain:
    """Return a draft in the one form in which it is stored; anything may be wrong in it."""
    own = {str(key): value for key, value in data.items() if str(key) not in PARTS}
    return {
        "publication": normal(Plan, _mapping(data.get("publication"))),
        "change": normal(Intent, _mapping(data.get("change"))),
        **normal(ProcedureDefinition, own),
    }


def in_brief(data: Plain) -> Plain:
    """Return a draft without what equals its default, in the order in which a file is written."""
    own = {key: value for key, value in data.items() if key not in PARTS}
    return {
        "publication": brief(Plan, data["publication"]),
        "change": data["change"] | {"kind": data["change"].get("kind", "amended")},
        **brief(ProcedureDefinition, own),
    }


def definition_of(data: Mapping[str, Any]) -> Plain:
    """Return the part of a draft that will be the definition."""
    return {key: value for key, value in data.items() if key not in PARTS}


def read(data: Mapping[str, Any]) -> Written:
    """Return what a draft says and all that is wrong with it, contradictions too where some part cannot be read."""
    shape: Found = []

    def report(path: str, message: str) -> None:
        shape.append((path, EMPTY if value_at(data, path) in (None, "") else message))

    plan = build(Plan, _mapping(data.get("publication")), "publication", report)
    intent = build(Intent, _mapping(data.get("change")), "change", report)
    own = definition_of(data)
    found: Found = []

    def noted(path: str, message: str) -> None:
        found.append((path, EMPTY if value_at(data, path) in (None, "") else message))

    definition = parse_definition(own, noted)
    whole = definition or with_applicant(completed(ProcedureDefinition, own))
    if definition is None:
        shape += found
        found = [one for one in contradictions(whole) if not _told(one[0], shape)]
    plan = plan or completed(Plan, _mapping(data.get("publication")))
    intent = intent or completed(Intent, _mapping(data.get("change")))
    assert isinstance(plan, Plan)
    assert isinstance(intent, Intent)
    found += [(f"publication.{name}", message) for name, message in _plan_problems(plan)]
    found += [(f"change.{name}", message) for name, message in intent.problems(whole.code)]
    return Written(definition, whole, plan, intent, tuple(dict.fromkeys([*shape, *found])))


def _plan_problems(plan: Plan) -> Found:
    if (publication := plan.publication()) is not None:
        return publication.problems()
    return []


def _told(path: str, shape: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a part was reported already, or a part of it: its placeholder says nothing."""
    return any(
        where == path or where.startswith((f"{path}.", f"{path}[")) or path.startswith(f"{where}.")
        for where, _ in shape
    )


def value_at(data: Any, path: str) -> Any:
    """Return what stands at a path of plain data (``cases[0].term``), None where nothing does."""
    for name, position in _STEP.findall(path):
        if name:
            data = data.get(name) if isinstance(data, Mapping) else None
        else:
            data = data[int(position)] if isinstance(data, list) and int(position) < len(data) else None
    return data


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
