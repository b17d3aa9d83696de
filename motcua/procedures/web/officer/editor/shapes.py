"""How each field of a definition is edited: worked out from its annotation, so that new fields appear by themselves."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin

from motcua.core.procedure.build import _shape
from motcua.core.procedure.plain import default_of, is_condition, is_record, optional
from motcua.core.worktime import Term

Kind = Literal[
    "text", "long", "lines", "number", "day", "flag", "choice", "several", "term", "condition", "rows", "list", "pairs",
    "record", "marks",
]  # fmt: skip
# Lists whose items are too rich for a line: a table on the page of the section, a page for each item.
OWN_PAGES: Final = frozenset({"components", "cases", "fees", "questions", "results", "pages"})
# Small items written as lines of a text: "code | words".
IN_LINES: Final = frozenset({"Option", "Tier"})
LONG: Final = frozenset(
    {
        "Plan.note", "Intent.reason", "ProcedureDefinition.name", "ProcedureDefinition.summary",
        "ProcedureDefinition.competence", "ProcedureDefinition.fee_note", "Component.name", "Component.help",
        "Case.term_note", "FormPage.help", "Question.help", "Fee.note", "Fee.waived_for",
    }
)  # fmt: skip
# Fields that name something else: what they may name (see ``surroundings``).
REFERENCES: Final = {
    "ProcedureDefinition.field_code": "field_codes",
    "Component.form_code": "forms",
    "Component.replaced_by": "",
    "Case.route": "routes",
    "Case.rule_set": "rule_sets",
    "Case.components": "components",
    "Case.fees": "fees",
    "Case.results": "results",
    "Appointment.pauses_for": "clock_grounds",
    "Fee.units_from": "quantities",
    "Fee.copies_from": "quantities",
}
# Which questions a condition may read: those asked before, all of them, or the fields of the declaration too.
READS: Final = {
    "Question": "earlier",
    "Fee": "entered",
    "Exemption": "entered",
    "FormPage": "entered",
    "FormField": "entered",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: how it is edited, the class that it belongs to, and the class or words of what it holds."""

    cls: Any
    name: str
    kind: Kind
    of: Any = None
    refers: str = ""
    none: bool = False
    required: bool = False
    default: Any = None

    @property
    def key(self) -> str:
        """Return class and name in one, as the tables of labels write it."""
        return f"{self.cls.__name__}.{self.name}"


@cache
def shapes(cls: Any) -> tuple[Shape, ...]:
    """Return the fields of a dataclass in their order."""
    return tuple(_field(cls, entry.name, hint, default_of(entry)) for entry, hint in _shape(cls))


def shape(cls: Any, name: str) -> Shape:
    """Return one field of a dataclass."""
    return next(one for one in shapes(cls) if one.name == name)


def _field(cls: Any, name: str, hint: Any, default: Any) -> Shape:
    kind, none = optional(hint)
    key = f"{cls.__name__}.{name}"
    edited, of = _edited(key, name, hint, kind)
    required = default is not None and not isinstance(default, str | int | list)
    return Shape(cls, name, edited, of, REFERENCES.get(key, ""), none, required, None if required else default)


def _edited(key: str, name: str, hint: Any, kind: Any) -> tuple[Kind, Any]:
    if is_condition(hint):
        return "condition", None
    origin = get_origin(kind)
    if origin is Literal:
        return "choice", get_args(kind)
    if origin is frozenset:
        return "marks", None
    if origin is tuple:
        return _listed(key, name, get_args(kind)[0])
    if is_record(kind):
        return "record", kind
    simple: dict[Any, Kind] = {bool: "flag", int: "number", date: "day", Term: "term"}
    if kind in simple:
        return simple[kind], None
    if REFERENCES.get(key):
        return "choice", ()
    return ("long" if key in LONG else "text"), None


def _listed(key: str, name: str, item: Any) -> tuple[Kind, Any]:
    if get_origin(item) is Literal:
        return "several", get_args(item)
    if is_record(item):
        if item.__name__ in IN_LINES:
            return "pairs", item
        return ("list" if name in OWN_PAGES else "rows"), item
    return ("several", ()) if REFERENCES.get(key) else ("lines", None)
