"""One cell: a value of a definition written for people, and read back, as forgiving as it can be without guessing."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from rapidfuzz import fuzz, process

from motcua.core.procedure.bulk.columns import OMIT, Column
from motcua.core.procedure.bulk.heads import NO, YES
from motcua.core.procedure.bulk.storable import storable
from motcua.core.refusal import Refused
from motcua.core.text import nfc, search_key
from motcua.core.worktime import Term

Cell = str | int | date | None
_DAY: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:[.,\s]\d{3})+|-?\d+")
_MARKED: Final = re.compile(r"'*[=+\-@\t\r]")
_TYPED_TERM: Final = re.compile(r"(\d+(?:[.,]\d+)?|\d+/\d+)\s*([a-z ]*)$")
_UNITS: Final = {"ngay lam viec": "ngày làm việc", "ngay": "ngày", "gio lam viec": "giờ làm việc", "gio": "giờ"}
_YES: Final = frozenset({"co", "x", "yes", "true", "1", "dung", "v"})
_NO: Final = frozenset({"khong", "no", "false", "0", "sai"})
NEAR: Final = 72


class BadCell(ValueError):
    """A cell that does not hold what its column is for; the message is Vietnamese, ``near`` what may be meant."""

    def __init__(self, message: str, near: str = "") -> None:
        super().__init__(message)
        self.near = near


def written(column: Column, value: Any) -> Cell:
    """Return a value of plain data as the cell that :func:`read` reads back to the same."""
    if value is None:
        return None
    match column.kind:
        case "bool":
            return YES if value else NO
        case "date":
            return date.fromisoformat(str(value))
        case "term":
            return _term(value)
        case "word":
            return column.words.get(value, str(value))
        case "int":
            return int(value)
        case "text":
            return str(value)
    return _several(column, value)


def _several(column: Column, value: Any) -> Cell:
    if column.kind == "words":
        return "\n".join(column.words.get(one, one) for one in value)
    if column.kind == "lines":
        return _lines(value)
    if column.kind == "options":
        return _options(value)
    return _json(value) if value else None


def _term(text: str) -> str:
    said = Term.parse(text).vi()
    return said if str(Term.parse(said)) == text else text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def _lines(items: list[str]) -> str:
    plain = "\n".join(items)
    return plain if _unlined(plain) == items and not plain.startswith("[") else _json(items)


def _options(items: list[dict[str, str]]) -> str:
    plain = "\n".join(f"{item['code']} = {item['label']}" for item in items)
    return plain if not plain.startswith("[") and _chosen(plain) == items else _json(items)


def read(column: Column, cell: Any) -> Any:
    """Return the plain data of a cell, ``OMIT`` where an empty one says nothing; raises :class:`BadCell`."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return column.blank
    if column.kind == "date":
        return _day(cell)
    text = plain(cell)
    if column.kind == "word":
        return word(text, column.words, column.otherwise)
    if column.kind == "words":
        return [word(one, column.words, column.otherwise) for one in re.split(r"[\n;,]+", text) if one.strip()]
    return _READERS.get(column.kind, str)(text)


def plain(cell: Any) -> str:
    """Return what a cell says as text: a whole number without a point, a day as Vietnamese people write it."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return nfc(str(cell)).replace("\r\n", "\n").replace("\r", "\n").strip()


def _unlined(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _chosen(text: str) -> list[dict[str, str]]:
    found = []
    for line in _unlined(text):
        code, sign, label = line.partition("=")
        if not sign:
            raise BadCell(f"«{line[:60]}»: mỗi dòng ghi «mã = lời», ví dụ «house = Nhà ở».")
        found.append({"code": code.strip(), "label": label.strip()})
    return found


def _lines_or_json(text: str) -> Any:
    return _loaded(text) if text.startswith("[") else _unlined(text)


def _options_or_json(text: str) -> Any:
    return _loaded(text) if text.startswith("[") else _chosen(text)


def _loaded(text: str) -> Any:
    message = "Ô này là dữ liệu JSON: chép lại từ tệp xuất, hoặc sửa phần này ở bản nháp."
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadCell(message) from None
    if not storable(value):
        raise BadCell(message)
    return value


def _number(text: str) -> int:
    bare = re.sub(r"(?i)\s*(đồng|đ|vnđ|vnd|bản|bộ|\(bộ\))\.?$", "", text).strip()
    if not _GROUPED.fullmatch(bare):
        raise BadCell(f"«{text[:40]}» không phải số nguyên.")
    return int(re.sub(r"[.,\s]", "", bare))


def _yes(text: str) -> bool:
    key = search_key(text)
    if key not in _YES | _NO:
        raise BadCell(f"«{text[:40]}»: ghi «{YES}» hoặc «{NO}».")
    return key in _YES


def _day(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = plain(cell)
    try:
        if found := _DAY.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year, month, day).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise BadCell(f"«{text[:40]}» không phải ngày; ghi ngày/tháng/năm, ví dụ 01/07/2026.") from None


def _readable_term(text: str) -> str:
    try:
        return str(Term.parse(text))
    except Refused:
        message = f"«{text[:60]}» không phải thời hạn; ghi ví dụ «15 ngày làm việc», «trong ngày»."
        raise BadCell(message, near_term(text)) from None


def near_term(text: str) -> str:
    """Return the term that a mistyped one may mean, in Vietnamese; empty where nothing is near."""
    found = _TYPED_TERM.match(search_key(text))
    if found is None:
        return ""
    unit = process.extractOne(found[2] or "ngay lam viec", _UNITS.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    try:
        return Term.parse(f"{found[1]} {_UNITS[unit[0]]}").vi() if unit else ""
    except Refused:
        return ""


@cache
def _spelt(words: tuple[tuple[str, str], ...], otherwise: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the values by every way to write them: the word itself, without accents, the code, another word."""
    own = {spelt: value for value, said in words for spelt in (search_key(value), search_key(said), said)}
    return own | dict(otherwise)


def word(text: str, words: Mapping[str, str], otherwise: Mapping[str, str]) -> str:
    """Return the value that a word stands for: its own word, its code, or another way to say it, without accents."""
    known = _spelt(tuple(words.items()), tuple(otherwise.items()))
    if text in known:
        return known[text]
    key = search_key(text.strip(" .;,-+"))
    if key in known:
        return known[key]
    choices = {search_key(said): said for said in words.values() if said}
    near = process.extractOne(key, choices.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    listed = ", ".join(said for said in words.values() if said)
    raise BadCell(f"«{text[:40]}» không có; chọn một trong: {listed}.", choices[near[0]] if near else "")


_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "int": _number,
    "bool": _yes,
    "term": _readable_term,
    "lines": _lines_or_json,
    "options": _options_or_json,
    "json": _loaded,
}


def marked(text: str) -> str:
    """Return a text as a cell of a CSV that no program takes for a formula."""
    return f"'{text}" if _MARKED.match(text) else text


def unmarked(text: str) -> str:
    """Return the text that :func:`marked` was given."""
    return text[1:] if text.startswith("'") and _MARKED.match(text) else text


__all__ = ["OMIT", "BadCell", "Cell", "marked", "plain", "read", "unmarked", "word", "written"]
