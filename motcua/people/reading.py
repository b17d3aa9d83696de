"""Reads YAML definitions field by field and remembers, for every problem, the file and the line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a definitions file, said so that the person who wrote it can mend it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return _("%(file)s, dòng %(line)s: %(message)s") % {
            "file": self.file,
            "line": self.line,
            "message": self.message,
        }


@dataclass(slots=True)
class Source:
    """One file being read, with the problems found so far."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, message: str) -> None:
        """Note a problem and read on."""
        self.problems.append(Problem(self.file, line, message))


class Node:
    """One mapping of a file; each field is asked for once, and what nobody asked for is a problem."""

    def __init__(self, source: Source, data: Mapping[str, Any], line: int) -> None:
        self.source = source
        self.data = data
        self.line = line
        self._asked: set[str] = set()

    def text(self, key: str, *, default: str = "", required: bool = False) -> str:
        """Return a text, trimmed; a number or a date there is a problem (write it in quotes)."""
        value = self._take(key, required)
        if value is None:
            return default
        if not isinstance(value, str):
            self.problem(key, _("“%(key)s” phải là chữ; hãy đặt trong dấu ngoặc kép") % {"key": key})
            return default
        return " ".join(value.split())

    def flag(self, key: str) -> bool:
        """Return a yes or no; no when absent."""
        value = self._take(key, required=False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.problem(key, _("“%(key)s” phải là true hoặc false") % {"key": key})
        return False

    def day(self, key: str, *, required: bool = False) -> date | None:
        """Return a calendar day written year-month-day."""
        value = self._take(key, required)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.problem(key, _("“%(key)s” phải là ngày dạng 2025-07-01") % {"key": key})
        return None

    def number(self, key: str, *, at_least: int) -> int:
        """Return a whole number, which must be there."""
        value = self._take(key, required=True)
        if isinstance(value, int) and not isinstance(value, bool) and value >= at_least:
            return int(value)
        if value is not None:
            facts = {"key": key, "least": at_least}
            self.problem(key, _("“%(key)s” phải là số nguyên từ %(least)s trở lên") % facts)
        return at_least

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...] | None:
        """Return a list of texts, or None when absent."""
        value = self._take(key, required)
        if value is None:
            return None
        if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value):
            return tuple(str(v) for v in value)
        self.problem(key, _("“%(key)s” phải là danh sách chữ; hãy đặt từng mã trong dấu ngoặc kép") % {"key": key})
        return None

    def nodes(self, key: str, *, required: bool = False) -> Iterator["Node"]:
        """Walk a list of mappings."""
        value = self._take(key, required)
        if value is None:
            return
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.problem(key, _("“%(key)s” phải là một danh sách") % {"key": key})
            return
        for index, item in enumerate(value):
            line = _item_line(value, index, self.line)
            if isinstance(item, Mapping):
                yield Node(self.source, item, line)
            else:
                self.source.problem(line, _("Mỗi mục của “%(key)s” phải có các trường tên: giá trị") % {"key": key})

    def node(self, key: str) -> "Node":
        """Return a mapping inside this one; empty when absent."""
        value = self._take(key, required=False)
        if value is None:
            return Node(self.source, {}, self.line)
        if isinstance(value, Mapping):
            return Node(self.source, value, self.at(key))
        self.problem(key, _("“%(key)s” phải có các trường tên: giá trị") % {"key": key})
        return Node(self.source, {}, self.line)

    def has(self, key: str) -> bool:
        """Say whether the field is written, even when it is written as nothing."""
        return key in self.data

    def at(self, key: str) -> int:
        """Return the line of a field."""
        position = getattr(self.data, "lc", None)
        marks: Mapping[str, Any] = getattr(position, "data", None) or {}
        return int(marks[key][0]) + 1 if key in marks else self.line

    def problem(self, key: str, message: str) -> None:
        """Note a problem at a field."""
        self.source.problem(self.at(key), message)

    def close(self) -> None:
        """Complain about fields that nobody asked for: most of them are misspelt."""
        for key in self.data:
            if key not in self._asked:
                self.problem(str(key), _("Không có trường “%(key)s” ở đây") % {"key": key})

    def _take(self, key: str, required: bool) -> Any:
        self._asked.add(key)
        value = self.data.get(key)
        if value is None and required:
            self.source.problem(self.line, _("Thiếu “%(key)s”") % {"key": key})
        return value


def read(path: Path) -> tuple[Node, Source]:
    """Read one file; a file that is no YAML mapping gives an empty node and a problem with the line."""
    source = Source(path.name)
    try:
        data = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        source.problem(line, _("Không đọc được YAML: %(error)s") % {"error": error.problem})
        data = None
    except UnicodeDecodeError:
        source.problem(1, _("Tệp không phải UTF-8"))
        data = None
    if data is not None and not isinstance(data, Mapping):
        source.problem(1, _("Tệp phải bắt đầu bằng các trường tên: giá trị"))
        data = None
    return Node(source, data or {}, 1), source


def _item_line(items: Any, index: int, fallback: int) -> int:
    position = getattr(items, "lc", None)
    marks: Mapping[int, Any] = getattr(position, "data", None) or {}
    return int(marks[index][0]) + 1 if index in marks else fallback
