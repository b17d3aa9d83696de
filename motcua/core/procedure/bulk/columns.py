"""The columns of each sheet, worked out from the shape of a definition, so that no field can be forgotten."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from motcua.core.procedure.bulk import heads
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.forms import FormField, FormPage, Option
from motcua.core.procedure.publication import Publication
from motcua.core.worktime import Term

Kind = Literal["text", "lines", "int", "bool", "date", "term", "word", "words", "options", "json"]
FLATTENED: Final = ("replaced_by", "earlier", "validity")
OMIT: Final = object()
_EMPTY: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` is its field ("replaced_by.database" too), ``blank`` what an empty cell means."""

    name: str
    head: str
    kind: Kind
    blank: Any = OMIT
    words: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    otherwise: Mapping[str, str] = field(default_factory=lambda: _EMPTY)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the part of a procedure that it holds ("" for the procedures themselves) and its own columns."""

    part: str
    title: str
    file: str
    columns: tuple[Column, ...]


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return all sheets in their order, that of the procedures first."""
    hints = get_type_hints(ProcedureDefinition)
    found = []
    for part, (title, file) in heads.SHEETS.items():
        if part == "":
            columns = (*_columns("", ProcedureDefinition), *_publication())
        elif part == "fields":
            columns = _columns(part, FormField)
        else:
            columns = _columns(part, get_args(hints[part])[0])
        found.append(Sheet(part, title, file, columns))
    return tuple(found)


def sheet(part: str) -> Sheet:
    """Return the sheet of a part; KeyError where none holds it."""
    for one in sheets():
        if one.part == part:
            return one
    raise KeyError(part)


def nested() -> tuple[str, ...]:
    """Return the parts of a procedure that have a sheet of their own."""
    return tuple(part for part in heads.SHEETS if part not in ("", "fields"))


def _publication() -> tuple[Column, ...]:
    hints = get_type_hints(Publication)
    return tuple(
        Column(f"publication.{name}", head, "text" if hints[name] is str else "date")
        for name, head in heads.PUBLICATION.items()
    )


def _columns(part: str, cls: Any) -> tuple[Column, ...]:
    names = heads.MAIN if part == "" else heads.ITEMS
    found: list[Column] = []
    hints = get_type_hints(cls)
    for entry in fields(cls):
        if (part == "" and entry.name in nested()) or (cls is FormPage and entry.name == "fields"):
            continue
        if entry.name in FLATTENED:
            found += _flattened(part, entry.name, hints[entry.name])
            continue
        kind = _kind(hints[entry.name])
        key = f"{part}.{entry.name}"
        words = heads.WORDS.get(key, heads.WORDS.get(entry.name, {})) if kind in ("word", "words") else {}
        required = entry.default is MISSING and entry.default_factory is MISSING
        blank = _blank(kind, hints[entry.name]) if required else OMIT
        otherwise = heads.OTHERWISE.get(key, heads.OTHERWISE.get(entry.name, {}))
        found.append(Column(entry.name, names[entry.name], kind, blank, words, otherwise if words else {}))
    return tuple(found)


def _flattened(part: str, name: str, hint: Any) -> list[Column]:
    (cls,) = (kind for kind in get_args(hint) if is_dataclass(kind))
    found = []
    for inner in fields(cls):
        path = f"{name}.{inner.name}"
        kind: Kind = _kind(get_type_hints(cls)[inner.name])
        found.append(Column(path, heads.ITEMS[path], kind, OMIT, heads.WORDS.get(path, {})))
    return found


def _kind(hint: Any) -> Kind:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        inner = [kind for kind in arguments if kind is not type(None)]
        return _kind(inner[0]) if len(inner) == 1 else "json"
    if origin in (tuple, frozenset):
        return _listed(arguments[0])
    if origin is Literal:
        return "word"
    kinds: dict[Any, Kind] = {str: "text", int: "int", bool: "bool", date: "date", Term: "term"}
    return kinds.get(hint, "json")


def _listed(hint: Any) -> Kind:
    if get_origin(hint) is Literal:
        return "words"
    if hint is Option:
        return "options"
    return "lines" if hint is str else "json"


def _blank(kind: Kind, hint: Any) -> Any:
    """Return what an empty cell of a field without a default says: nothing, where nothing can be said."""
    if type(None) in get_args(hint):
        return None
    return {"text": "", "lines": [], "words": [], "options": [], "json": []}.get(kind, OMIT)
