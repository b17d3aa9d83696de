"""What an annex leaves to be understood: role, unit, kind, the step that decides, and the ways out of each step."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from motcua.core.process.annex_words import AnnexWords, plain
from motcua.core.process.route import END
from motcua.core.process.table import NEXT, REJECT, Row, Way

SOME_PART = "competent.?"
PROVINCE = "province"
LABELS = {
    "receive": "Chuyển xử lý",
    "assign": "Phân công",
    "work": "Trình lãnh đạo",
    "approve": "Đồng ý, trình tiếp",
    "decide": "Ký ban hành",
    "issue": "Chuyển bước sau",
    "external": "Đã xong",
    "return": "Đã trả",
}
BY_ROLE = {
    "receiver": "receive",
    "returner": "return",
    "handler": "work",
    "head": "approve",
    "leader": "approve",
    "clerk": "issue",
    "cashier": "work",
}
_WORD = re.compile(r"[a-z0-9]+")
_SHORT = 3


class Guesser:
    """Completes the rows of one annex, and says which cells it guessed."""

    def __init__(self, words: AnnexWords, parts: Mapping[str, str], province: str) -> None:
        self.words, self.province = words, province
        self.parts = {part: [one for n in name.split(" / ") if (one := plain(n))] for part, name in parts.items()}

    def complete(self, rows: Sequence[Row], holders: Sequence[str]) -> tuple[list[Row], set[tuple[str, str]]]:
        """Return the rows with everything that can be guessed, and the guessed cells as (key, column)."""
        found, last_part = [], ""
        for n, (row, holder) in enumerate(zip(rows, holders, strict=True)):
            row = self._held(row, holder, last=n == len(rows) - 1)
            if row.unit == SOME_PART:
                part = self._part(holder) or self._part(row.name) or last_part
                last_part = part or last_part
                row = replace(row, unit=f"competent.{part}" if part else "competent")
            found.append(row)
        decision = _decision(found)
        found = [replace(row, decides=n == decision) for n, row in enumerate(found)]
        if decision is not None:
            found[decision] = replace(found[decision], kind="decide")
        found = [replace(row, ways=_ways(found, n)) for n, row in enumerate(found)]
        cells = ("role", "unit", "kind", "ways", "decides")
        return found, {(row.key, cell) for row in found for cell in cells if getattr(row, cell)}

    def _held(self, row: Row, holder: str, *, last: bool) -> Row:
        named = self.words.role(holder)
        kind = self.words.kind(row.name)
        role, unit = (named.role, named.unit) if named else ("", "")
        if role == "receiver" and (kind == "return" or last):
            role, unit, kind = "returner", "return", "return"
        unit = unit.replace(PROVINCE, f"{PROVINCE}.{self.province}", 1) if unit.startswith(PROVINCE) else unit
        if role == "leader" and kind == "issue":
            kind = None
        guess = kind or BY_ROLE.get(role, "work")
        return replace(row, role=role, unit=unit, kind="return" if last and role == "returner" else guess)

    def _part(self, holder: str) -> str:
        """Return the ending of the division that a text names: by its whole name, or by its short code."""
        text = plain(holder)
        named = ((part, name) for part, names in self.parts.items() for name in names)
        for part, name in sorted(named, key=lambda pair: -len(pair[1])):
            if f" {name} " in f" {text} ":
                return part
        words = set(_WORD.findall(text))
        return next((part for part in self.parts if len(part) >= _SHORT and part.lower() in words), "")


def _decision(rows: Sequence[Row]) -> int | None:
    """Return the row that decides: the last that is called so, else the last leader's before what follows."""
    leaders = [n for n, row in enumerate(rows) if row.role == "leader" and row.kind != "return"]
    called = [n for n in leaders if rows[n].kind == "decide"]
    heads = [n for n, row in enumerate(rows) if row.role == "head" and row.kind in {"approve", "decide"}]
    for candidates in (called, leaders, heads):
        if candidates:
            return candidates[-1]
    return None


def _ways(rows: Sequence[Row], n: int) -> tuple[Way, ...]:
    row = rows[n]
    if n == len(rows) - 1:
        return (Way("returned", LABELS["return"], END),)
    if row.decides:
        first = [Way("approve", "Ký chấp thuận"), Way(REJECT, "Ký văn bản từ chối")]
    else:
        first = [Way("forward", LABELS.get(row.kind, "Chuyển bước sau"), NEXT)]
    maker = next((other for other in reversed(rows[:n]) if other.kind == "work"), None)
    if row.kind in {"approve", "decide"} and maker is not None:
        first.append(Way("back", "Trả lại để làm lại", maker.key))
    return tuple(first)
