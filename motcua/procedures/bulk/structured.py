"""The JSON form: an object with a list of procedures, each whole; every object known by the line where it begins."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from motcua.core.procedure.bulk.gathering import Gathered, Row, read_code
from motcua.core.procedure.bulk.storable import storable
from motcua.core.procedure.bulk.tables import Item, plain

FORMAT: Final = "motcua-procedures"
VERSION: Final = 1
_LIST: Final = re.compile(r'"procedures"\s*:\s*\[')
_GAP: Final = re.compile(r"[\s,]*")


class BadJson(ValueError):
    """Text that is no list of procedures in JSON; the message is Vietnamese."""


def read(text: str) -> Gathered:
    """Return the procedures of a text; raises :class:`BadJson` with the line where it goes wrong."""
    rows = [_row(line, data) for line, data in _objects(text)]
    if not rows:
        raise BadJson("Tệp JSON không có thủ tục nào.")
    return Gathered(rows, [])


def _objects(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the items of the list with their lines, decoded one after the other."""
    begun = text.lstrip()
    at = len(text) - len(begun)
    if begun.startswith("["):
        at += 1
    elif (found := _LIST.search(text)) is not None:
        at = found.end()
    else:
        raise BadJson("Tệp JSON phải là một danh sách, hoặc có mục «procedures» là danh sách.")
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while True:
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        line += text.count("\n", counted, at)
        counted = at
        if text.startswith("]", at):
            return
        try:
            data, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as wrong:
            raise BadJson(f"Tệp JSON hỏng hoặc thiếu ở dòng {wrong.lineno}, cột {wrong.colno}.") from wrong
        except (ValueError, RecursionError) as wrong:  # a number of thousands of digits, thousands of brackets
            raise BadJson(f"Tệp JSON có số quá dài hoặc lồng quá sâu ở thủ tục từ dòng {line}.") from wrong
        yield line, data


def _row(line: int, data: Any) -> Row:
    row = Row("", line, whole=True)
    if not isinstance(data, dict):
        row.say("wrong", "", "Mỗi thủ tục phải là một đối tượng {…}.")
        return row
    if not storable(data):
        row.say("wrong", "", "Thủ tục này có ký tự không lưu được, số quá lớn hoặc lồng quá sâu.")
        return row
    publication = data.get("publication")
    row.publication = dict(publication) if isinstance(publication, dict) else {}
    row.given = {str(name): value for name, value in data.items() if name != "publication"}
    code = row.given.get("code")
    read_code(row, code if isinstance(code, str | int | float) else None)
    return row


def written(items: Iterable[Item]) -> bytes:
    """Return versions as JSON, one a line, so that two exports can be compared line by line."""
    lines = (json.dumps(plain(item), ensure_ascii=False, separators=(",", ":")) for item in items)
    head = f'{{"format":"{FORMAT}","version":{VERSION},"procedures":[\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode()


__all__ = ["BadJson", "read", "written"]
