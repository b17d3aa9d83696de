"""Plain data of a definition that is still being written: brought to one form, made short, or completed to be checked.

Unlike :mod:`build` nothing here refuses: what cannot be read stays as it was typed, for the checks to report.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import Field, is_dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from motcua.core import rules
from motcua.core.procedure.build import CONDITION, MISSING, _shape, _value, as_data
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

PLACEHOLDERS: dict[Any, Any] = {
    str: "",
    int: 0,
    bool: False,
    date: date(2000, 1, 1),
    Term: Term.parse("1 working days"),
}


def is_record(hint: Any) -> bool:
    """Tell whether an annotation is one of our frozen dataclasses, written as a mapping."""
    return isinstance(hint, type) and is_dataclass(hint) and hint is not Term


def optional(hint: Any) -> tuple[Any, bool]:
    """Return the annotation without None, and whether None was allowed; a condition stays whole."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if frozenset(kinds) == CONDITION:
        return rules.Condition, len(kinds) < len(get_args(hint))
    return kinds[0], len(kinds) < len(get_args(hint))


def is_condition(hint: Any) -> bool:
    """Tell whether an annotation is a condition, with or without None."""
    return get_origin(hint) in (Union, UnionType) and frozenset(get_args(hint)) >= CONDITION


def default_of(entry: Field[Any]) -> Any:
    """Return the plain default of a field, MISSING where it must be given."""
    if entry.default is not NO_DEFAULT:
        return as_data(entry.default)
    return as_data(entry.default_factory()) if entry.default_factory is not NO_DEFAULT else MISSING


def normal(hint: Any, data: Any) -> Any:
    """Return data in the one form in which drafts are stored, so that equal meanings are equal.

    Defaults are written out, lists that must be given too (but not those of fields marked LATER, as in the canonical
    text), terms and days take their canonical spelling, text is NFC. Unknown parts and what cannot be read stay.
    """
    kind, _none = optional(hint)
    if data is None:
        return None
    if is_record(kind) and isinstance(data, Mapping):
        return _record(kind, data)
    if is_condition(hint):
        return _condition(data)
    if get_origin(kind) is tuple and isinstance(data, list | tuple):
        return [normal(get_args(kind)[0], item) for item in data]
    if get_origin(kind) is frozenset and isinstance(data, list | tuple | set | frozenset):
        return sorted({str(item) for item in data})
    return _scalar(kind, data)


def _record(kind: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for entry, hint in _shape(kind):
        default = default_of(entry)
        value = normal(hint, data[entry.name]) if entry.name in data else default
        if value is MISSING and get_origin(hint) is tuple:
            value = []
        if value is MISSING or (entry.metadata.get("later") and value == default):
            continue
        made[entry.name] = value
    unknown = {
        str(key): _loose(value) for key, value in data.items() if str(key) not in {e.name for e, _ in _shape(kind)}
    }
    return made | unknown


def _condition(data: Any) -> Any:
    try:
        return rules.as_data(rules.parse(data))
    except rules.Malformed:
        return _loose(data)


def _scalar(kind: Any, data: Any) -> Any:
    if isinstance(data, bool | int):
        return data
    if kind is Term and isinstance(data, str):
        try:
            return str(Term.parse(data))
        except Refused:
            return _loose(data)
    return _loose(data)


def _loose(data: Any) -> Any:
    """Return anything a file may hold as data that canonical JSON can write."""
    if isinstance(data, Mapping):
        return {str(key): _loose(value) for key, value in data.items()}
    if isinstance(data, list | tuple | set | frozenset):
        return [_loose(item) for item in data]
    if data is None or isinstance(data, bool | int):
        return data
    if isinstance(data, date | datetime):
        return data.isoformat()
    text = unicodedata.normalize("NFC", str(data)).replace("\x00", "")
    return text.strip()


def brief(hint: Any, data: Any) -> Any:
    """Return normal data without what equals its default: how a person reads and writes it."""
    kind, _none = optional(hint)
    if is_record(kind) and isinstance(data, Mapping):
        known = {entry.name: (default_of(entry), own) for entry, own in _shape(kind)}
        return {
            name: brief(known[name][1], value) if name in known else value
            for name, value in data.items()
            if name not in known or value != known[name][0]
        }
    if get_origin(kind) is tuple and isinstance(data, list):
        return [brief(get_args(kind)[0], item) for item in data]
    return data


def completed(hint: Any, data: Any) -> Any:
    """Return a value of the annotation from data however wrong: what cannot be read is replaced by a placeholder.

    For checks that need the whole when some part of it is still wrong; never to be published.
    """
    value = _value(hint, data, "", lambda path, message: None)
    if value is not MISSING:
        return value
    kind, none = optional(hint)
    if is_record(kind) and isinstance(data, Mapping):
        return _completed_record(kind, data)
    if get_origin(kind) is tuple and isinstance(data, list | tuple):
        items = (completed(get_args(kind)[0], item) for item in data)
        return tuple(item for item in items if item is not None)
    return None if none else placeholder(kind)


def _completed_record(kind: Any, data: Mapping[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for entry, hint in _shape(kind):
        if entry.name in data:
            values[entry.name] = completed(hint, data[entry.name])
        elif default_of(entry) is MISSING:
            values[entry.name] = completed(hint, None)
    return kind(**values)


def placeholder(kind: Any) -> Any:
    """Return a harmless value of an annotation."""
    origin = get_origin(kind)
    if origin is Literal:
        return get_args(kind)[0]
    if origin in (tuple, frozenset):
        return origin()
    return _completed_record(kind, {}) if is_record(kind) else PLACEHOLDERS.get(kind)
