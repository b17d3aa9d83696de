"""Conditions as officials tick them: under each question which answers count, all questions together.

What cannot be ticked (one of several conditions, a condition within a condition) is shown and written as text.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from motcua.core import rules
from motcua.core.rules import AllOf, Between, Condition, Is, Not
from motcua.procedures.sources import Unreadable, read_text
from motcua.procedures.web.officer.editor.surroundings import Asked


@dataclass(frozen=True, slots=True)
class Tick:
    """One question of a condition: the answers that count, or that do not (``negated``), or bounds of a number."""

    asked: Asked
    chosen: frozenset[str] = frozenset()
    negated: bool = False
    low: str = ""
    high: str = ""

    @property
    def used(self) -> bool:
        """Tell whether the condition reads this question."""
        return bool(self.chosen or self.low or self.high)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A condition as the form shows it; ``written`` is the text of one that cannot be ticked."""

    ticks: tuple[Tick, ...]
    written: str = ""

    @property
    def used(self) -> bool:
        """Tell whether there is a condition at all."""
        return bool(self.written) or any(tick.used for tick in self.ticks)


def ticked(data: Any, asked: Sequence[Asked]) -> Ticked:
    """Return a condition of plain data as ticks, or as text where it cannot be ticked."""
    plain = tuple(Tick(one) for one in asked)
    if data is None:
        return Ticked(plain)
    try:
        found = _ticks(rules.parse(data), {one.code: one for one in asked})
    except rules.Malformed:
        found = None
    if found is None:
        return Ticked(plain, data if isinstance(data, str) else json.dumps(data, ensure_ascii=False))
    return Ticked(tuple(found.get(tick.asked.code, tick) for tick in plain))


def _ticks(condition: Condition, known: Mapping[str, Asked]) -> dict[str, Tick] | None:
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    found: dict[str, Tick] = {}
    for part in parts:
        tick = _tick(part, known)
        if tick is None or tick.asked.code in found:
            return None
        found[tick.asked.code] = tick
    return found


def _tick(part: Condition, known: Mapping[str, Asked]) -> Tick | None:
    negated = isinstance(part, Not)
    leaf = part.part if isinstance(part, Not) else part
    if isinstance(leaf, Is) and (asked := known.get(leaf.question)):
        answers = {code for code, _label in asked.options}
        return Tick(asked, frozenset(leaf.values), negated) if set(leaf.values) <= answers else None
    if isinstance(leaf, Between) and not negated and (asked := known.get(leaf.question)) and asked.number:
        low, high = ("" if bound is None else str(bound) for bound in (leaf.at_least, leaf.at_most))
        return Tick(asked, low=low, high=high)
    return None


def posted(post: QueryDict, name: str, asked: Sequence[Asked]) -> Any:
    """Return the condition of a form as plain data: what is written as text before what is ticked, None for nothing."""
    written = post.get(f"{name}.written", "").strip()
    if written:
        try:
            return read_text(written).data
        except Unreadable:
            return written
    parts = [part for one in asked if (part := _part(post, name, one)) is not None]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"all": parts}


def same(one: Any, other: Any) -> bool:
    """Tell whether two conditions mean the same: the answers that count may stand in any order."""
    return bool(one) and _sorted(one) == _sorted(other)


def _sorted(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {
            key: sorted(map(str, value)) if key == "is" and isinstance(value, list) else _sorted(value)
            for key, value in data.items()
        }
    return [_sorted(item) for item in data] if isinstance(data, list) else data


def _part(post: QueryDict, name: str, asked: Asked) -> dict[str, Any] | None:
    if asked.number:
        bounds = {
            key: _whole(post.get(f"{name}.{end}.{asked.code}", ""))
            for key, end in (("at_least", "low"), ("at_most", "high"))
        }
        given = {key: value for key, value in bounds.items() if value != ""}
        return {"question": asked.code, **given} if given else None
    values = [code for code, _label in asked.options if code in post.getlist(f"{name}.is.{asked.code}")]
    if not values:
        return None
    leaf = {"question": asked.code, "is": values[0] if len(values) == 1 else values}
    return {"not": leaf} if post.get(f"{name}.not.{asked.code}") == "yes" else leaf


def _whole(text: str) -> int | str:
    found = rules.whole(text) if text.strip() else None
    return text.strip() if found is None else found
