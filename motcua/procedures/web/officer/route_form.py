"""The editor's form: reading a posted table cell by cell, and the acts of its buttons."""

import re
from dataclasses import dataclass, replace
from uuid import uuid4

from django.http import QueryDict

from motcua.core.process import rows
from motcua.core.process.table import Asked, Row, Table, Way
from motcua.core.text import nfc

KEY = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII)
CODE = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII)
SHORT, LONG = 120, 600
MOST_RECORDS = 30


def read_table(posted: QueryDict, code: str) -> Table:
    """Return the table that a form holds; whatever was typed is kept, right or wrong, cut to a sensible length."""
    keys = list(dict.fromkeys(key for key in posted.getlist("row") if KEY.fullmatch(key)))[: rows.MOST_ROWS]
    records = (_text(line, SHORT * 2) for line in posted.get("records", "").splitlines())
    return Table(
        code=code,
        name=_of(posted, "name", LONG),
        source=_of(posted, "source", LONG),
        rows=tuple(_row(posted, key, n) for n, key in enumerate(keys, start=1)),
        symbol=_of(posted, "symbol", SHORT),
        records=tuple([record for record in records if record][:MOST_RECORDS]),
        kept_for=_of(posted, "kept_for", SHORT),
        unverified=posted.get("unverified") == "yes",
    )


def _text(text: str, most: int) -> str:
    return " ".join(nfc(text).split())[:most]


def _of(posted: QueryDict, name: str, most: int) -> str:
    return _text(posted.get(name, ""), most)


def _row(posted: QueryDict, key: str, n: int) -> Row:
    code = posted.get(f"code.{key}", "")
    row = Row(
        key=key,
        code=code if CODE.fullmatch(code) else f"B{n}",
        name=_of(posted, f"name.{key}", LONG),
        role=_of(posted, f"role.{key}", 40),
        unit=_of(posted, f"unit.{key}", 80),
        kind=_of(posted, f"kind.{key}", 20),
        time=_of(posted, f"time.{key}", 60),
        result=_of(posted, f"result.{key}", LONG),
        ways=_ways(posted, key),
        decides=posted.get("decides") == key,
        asked=_asked(posted, key),
        pauses=_of(posted, f"pauses.{key}", 40),
    )
    if not row.decides or f"rejects.{key}" not in posted:
        return row
    chosen = (int(number) for number in posted.getlist(f"reject.{key}") if number.isdecimal() and len(number) < 3)
    return rows.rejects(row, chosen)


def _codes(posted: QueryDict, name: str, most: int) -> list[str]:
    return [code for code in posted.getlist(name) if CODE.fullmatch(code)][:most]


def _ways(posted: QueryDict, key: str) -> tuple[Way, ...]:
    return tuple(
        Way(code, _of(posted, f"label.{key}.{n}", SHORT), _of(posted, f"to.{key}.{n}", 40))
        for n, code in enumerate(_codes(posted, f"way.{key}", rows.MOST_WAYS))
    )


def _asked(posted: QueryDict, key: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            code,
            _of(posted, f"ask-name.{key}.{n}", SHORT),
            _of(posted, f"ask-unit.{key}.{n}", 80),
            _of(posted, f"ask-term.{key}.{n}", 60),
            _of(posted, f"ask-silence.{key}.{n}", 10),
        )
        for n, code in enumerate(_codes(posted, f"ask.{key}", rows.MOST_ASKED))
    )


@dataclass(frozen=True, slots=True)
class Done:
    """What a button did: the table afterwards, and the id of the field that has the focus next."""

    table: Table
    focus: str = ""


def act(table: Table, wanted: str) -> Done:
    """Do what a button of the table says ("up:s3", "drop-way:s3:1"); an unknown one changes nothing."""
    verb, _colon, rest = wanted.partition(":")
    key, _colon, number = rest.partition(":")
    if verb == "insert":
        return _insert(table, key)
    if verb in {"up", "down"}:
        return Done(rows.move(table, key, -1 if verb == "up" else 1), f"{verb}-{key}")
    if verb == "delete":
        return _delete(table, key)
    if verb == "add-way":
        after = rows.add_way(table, key)
        row = after.row(key)
        return Done(after, f"label-{key}-{len(row.ways) - 1}" if row else "")
    if verb == "add-asked":
        after = rows.add_asked(table, key)
        row = after.row(key)
        return Done(after, f"ask-name-{key}-{len(row.asked) - 1}" if row else "")
    return _drop(table, verb, key, number)


def _drop(table: Table, verb: str, key: str, number: str) -> Done:
    place = int(number) if number.isdecimal() and len(number) < 3 else -1
    if verb == "drop-way":
        return Done(rows.drop_way(table, key, place), f"add-way-{key}")
    if verb == "drop-asked":
        return Done(rows.drop_asked(table, key, place), f"add-asked-{key}")
    return Done(table)


def _insert(table: Table, after: str) -> Done:
    key = uuid4().hex[:8]
    place = 0 if table.row(after) is None else table.place(after) + 1
    return Done(rows.insert(table, place, key), f"name-{key}")


def _delete(table: Table, key: str) -> Done:
    if table.row(key) is None:
        return Done(table)
    place = table.place(key)
    left = rows.delete(table, key)
    near = left.rows[min(place, len(left.rows) - 1)].key if left.rows else ""
    return Done(left, f"name-{near}" if near else "insert-first")


def with_code(table: Table, code: str) -> Table:
    """Return the table under another code."""
    return replace(table, code=code)
