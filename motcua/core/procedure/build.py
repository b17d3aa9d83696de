"""Building frozen dataclasses from plain data by their annotations, with every problem reported at once, and back."""

import unicodedata
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import Field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from motcua.core import rules
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

T = TypeVar("T")
Report = Callable[[str, str], None]
MISSING = object()
CONDITION = frozenset(get_args(rules.Condition))


@cache
def _shape(cls: Any) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(cls)
    return tuple((entry, hints[entry.name]) for entry in fields(cls) if entry.init)


def build(cls: type[T], data: object, path: str, report: Report) -> T | None:
    """Return ``cls`` built from a mapping; None where a part is wrong, each such part reported once with its path."""
    if not isinstance(data, Mapping):
        report(path, "Phần này phải gồm các dòng «tên: giá trị».")
        return None
    shape = _shape(cast(Hashable, cls))
    known = [entry.name for entry, _ in shape]
    sound = _refuse_unknown(data, known, path, report)
    values: dict[str, Any] = {}
    for entry, hint in shape:
        where = f"{path}.{entry.name}" if path else entry.name
        if entry.name not in data:
            if _required(entry):
                report(where, f"Thiếu «{entry.name}».")
                sound = False
            continue
        value = _value(hint, data[entry.name], where, report)
        if value is MISSING:
            sound = False
        values[entry.name] = value
    return cls(**values) if sound else None


def _refuse_unknown(data: Mapping[Any, Any], known: list[str], path: str, report: Report) -> bool:
    unknown = [key for key in data if key not in known]
    for key in unknown:
        near = get_close_matches(str(key), known, n=1)
        hint = f" Có phải «{near[0]}»?" if near else ""
        report(f"{path}.{key}" if path else str(key), f"Không có mục «{key}».{hint}")
    return not unknown


def _required(entry: Field[Any]) -> bool:
    return entry.default is NO_DEFAULT and entry.default_factory is NO_DEFAULT


def _value(hint: Any, data: object, path: str, report: Report) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _optional(hint, data, path, report)
    if origin is Literal:
        return _word(get_args(hint), data, path, report)
    if origin in (tuple, frozenset):
        items = _items(get_args(hint)[0], data, path, report)
        return items if items is MISSING or origin is tuple else frozenset(items)
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Term:
        built: object = build(hint, data, path, report)
        return MISSING if built is None else built
    return _scalar(hint, data, path, report)


def _optional(hint: Any, data: object, path: str, report: Report) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if data is None and len(kinds) < len(get_args(hint)):
        return None
    if frozenset(kinds) == CONDITION:
        return _condition(data, path, report)
    return _value(kinds[0], data, path, report)


def _condition(data: object, path: str, report: Report) -> Any:
    try:
        return rules.parse(data)
    except rules.Malformed as wrong:
        report(path, str(wrong))
        return MISSING


def _word(words: tuple[Any, ...], data: object, path: str, report: Report) -> Any:
    if data in words:
        return data
    near = get_close_matches(str(data), [str(word) for word in words], n=1)
    hint = f" Có phải «{near[0]}»?" if near else ""
    report(path, f"«{data}» không hợp lệ; chọn một trong: {', '.join(str(word) or '(trống)' for word in words)}.{hint}")
    return MISSING


def _items(kind: Any, data: object, path: str, report: Report) -> Any:
    if not isinstance(data, list | tuple):
        report(path, "Phần này phải là một danh sách (mỗi mục một dòng bắt đầu bằng «-»).")
        return MISSING
    built = [_value(kind, item, f"{path}[{n}]", report) for n, item in enumerate(data)]
    return MISSING if any(item is MISSING for item in built) else tuple(built)


def _scalar(kind: Any, data: object, path: str, report: Report) -> Any:
    if kind is str:
        return _text(data, path, report)
    if kind is Term:
        return _term(data, path, report)
    if kind is date:
        return _day(data, path, report)
    if isinstance(data, kind) and (kind is bool or not isinstance(data, bool)):
        return data
    wanted = {int: "một số nguyên", bool: "true hoặc false"}[kind]
    report(path, f"«{data}» phải là {wanted}.")
    return MISSING


def _text(data: object, path: str, report: Report) -> Any:
    if isinstance(data, str):
        return unicodedata.normalize("NFC", data).strip()
    if data is None:
        report(path, "Mục này đang để trống.")
    else:
        report(path, f'«{data}» phải là chữ: đặt trong dấu ngoặc kép, ví dụ "{data}".')
    return MISSING


def _term(data: object, path: str, report: Report) -> Any:
    if isinstance(data, Term):
        return data
    try:
        return Term.parse(str(data))
    except Refused as wrong:
        report(path, f"{wrong.message} {wrong.hint}")
        return MISSING


def _day(data: object, path: str, report: Report) -> Any:
    if type(data) is date:
        return data
    try:
        return date.fromisoformat(str(data))
    except ValueError:
        report(path, f"«{data}» không phải ngày; viết năm-tháng-ngày, ví dụ 2026-07-01.")
        return MISSING


def as_data(value: Any, *, whole: bool = True) -> Any:
    """Return plain data (text, whole numbers, lists, mappings) that builds the same value.

    Every field is written, defaults too: a default that changes later must not change what was published. ``whole``
    False leaves out the fields marked ``LATER`` that have their default, as the canonical text does.
    """
    if isinstance(value, Term):
        return str(value)
    if type(value) in CONDITION:
        return rules.as_data(value)
    if is_dataclass(value) and not isinstance(value, type):
        given = ((entry, getattr(value, entry.name)) for entry, _ in _shape(type(value)))
        return {
            entry.name: as_data(own, whole=whole)
            for entry, own in given
            if whole or own != entry.default or not entry.metadata.get("later")
        }
    if isinstance(value, tuple):
        return [as_data(item, whole=whole) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value
