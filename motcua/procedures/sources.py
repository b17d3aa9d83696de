"""Definition files: YAML read with the line of every part, one kind of plain data out."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from motcua.core.procedure.source import Problem, Source

LARGEST = 512 * 1024


class Unreadable(Exception):
    """A file that is not YAML at all; carries the one problem that stops the reading."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read(path: Path) -> Source:
    """Return the data of a YAML file with the line of each part; raises :class:`Unreadable`."""
    if path.stat().st_size > LARGEST:
        raise Unreadable(Problem(1, "", f"Tệp lớn hơn {LARGEST // 1024} kB."))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(Problem(1, "", "Tệp không phải UTF-8: lưu lại với mã UTF-8.")) from None
    return read_text(text)


def read_text(text: str) -> Source:
    """Return the data of YAML text with the line of each part; raises :class:`Unreadable`."""
    try:
        loaded = YAML(typ="rt").load(text)
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise Unreadable(Problem(mark.line + 1 if mark else 1, "", _explain(wrong))) from None
    except (YAMLError, ValueError, RecursionError) as wrong:
        raise Unreadable(Problem(1, "", f"Không đọc được YAML: {wrong}")) from None
    lines = dict(_lines(loaded, "", 1, set()))
    return Source(_plain(loaded), lines)


def _explain(wrong: MarkedYAMLError) -> str:
    if "duplicate key" in str(wrong.problem):
        return "Một mục được viết hai lần trong cùng một phần: bỏ bớt một."
    return f"Sai cú pháp YAML ({wrong.problem}); thường do thiếu ngoặc kép, thụt lề lệch hoặc dùng phím Tab."


def _plain(node: Any) -> Any:
    if isinstance(node, CommentedMap):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(item) for item in node]
    if node is None or isinstance(node, bool) or type(node) is date:
        return node
    if isinstance(node, int):
        return int(node)
    if isinstance(node, datetime):
        return node.isoformat()
    return float(node) if isinstance(node, float) else str(node)


def _lines(node: Any, path: str, above: int, seen: set[int]) -> Iterator[tuple[str, int]]:
    """Yield each path with its line; parts with a tag know no line of their own and take that of what holds them."""
    if not isinstance(node, CommentedMap | CommentedSeq):
        return
    if id(node) in seen:
        raise Unreadable(Problem(above, path, "Tệp không được dùng bí danh (&tên, *tên): viết đầy đủ từng phần."))
    seen.add(id(node))
    places = node.lc.data or {}
    if isinstance(node, CommentedMap):
        parts = [(f"{path}.{key}" if path else str(key), key, value) for key, value in node.items()]
    else:
        parts = [(f"{path}[{n}]", n, item) for n, item in enumerate(node)]
    for where, key, value in parts:
        line = places[key][0] + 1 if key in places else above
        yield where, line
        yield from _lines(value, where, line, seen)
