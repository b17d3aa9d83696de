"""Two people wrote the same draft: both changes in one, and where they contradict each other, whose is to stay.

Works on plain data. Items of a list are told apart by their code (an act by its number and article); lines of text and
other lists are compared as sequences. A condition, a validity and the like are one value: half of each means nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from motcua.core.procedure.diff import Change
from motcua.core.process.merge import woven

Plain = dict[str, Any]
Side = Literal["theirs", "mine", "both"]
GONE: Final = None
ORDER: Final = "#order"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that both changed in different ways; ``theirs`` or ``mine`` is None where that side took it out.

    ``steps`` lead to the place: names, codes of items, and positions in lists without codes. ``both`` tells that both
    can stay, one after the other (lines added at one place).
    """

    steps: tuple[str, ...]
    base: Any
    theirs: Any
    mine: Any
    both: bool = False

    @property
    def id(self) -> str:
        """Return the name by which a choice answers this conflict."""
        return "/".join(self.steps)


@dataclass(frozen=True, slots=True)
class Merged:
    """Both changes in one; a conflict that nobody decided holds mine."""

    value: Any
    conflicts: tuple[Conflict, ...]

    def undecided(self, choices: Mapping[str, Side]) -> tuple[Conflict, ...]:
        """Return the conflicts for which there is no choice yet."""
        return tuple(conflict for conflict in self.conflicts if conflict.id not in choices)


def merge(base: Any, theirs: Any, mine: Any, choices: Mapping[str, Side] | None = None) -> Merged:
    """Return what both changed since ``base``; ``choices`` (by the conflict's id) decide where they contradict."""
    made = _Merge(choices or {})
    return Merged(made.value((), base, theirs, mine), tuple(made.conflicts))


def changes(before: Any, after: Any) -> tuple[Change, ...]:
    """Return every change from one state of a draft to another, in the order of the second."""
    return tuple(_changes((), before, after))


def _changes(steps: tuple[str, ...], before: Any, after: Any, *, inside: bool = False) -> Iterator[Change]:
    if _same(before, after):
        return
    if not inside and isinstance(before, dict) and isinstance(after, dict):
        yield from _by_name(steps, before, after, inside=False)
    elif inside and _is_item(before) and _is_item(after):
        yield from _by_name(steps, before, after, inside=True)
    elif isinstance(before, list) and isinstance(after, list) and (key := _key(before, after)):
        old, new = {key(item): item for item in before}, {key(item): item for item in after}
        for code in [*(c for c in old if c not in new), *new]:
            if code not in new:
                yield Change((*steps, code), "removed", old[code], None)
            elif code not in old:
                yield Change((*steps, code), "added", None, new[code])
            else:
                yield from _changes((*steps, code), old[code], new[code], inside=True)
        if [c for c in old if c in new] != [c for c in new if c in old]:
            yield Change(steps, "moved", list(old), list(new))
    else:
        yield Change(steps, "changed", before, after)


def _by_name(steps: tuple[str, ...], before: Plain, after: Plain, *, inside: bool) -> Iterator[Change]:
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if inside and isinstance(old, dict) and isinstance(new, dict):
            if not _same(old, new):
                yield Change((*steps, name), "changed", old, new)
        else:
            yield from _changes((*steps, name), old, new, inside=inside)


class _Merge:
    """One merge on its way, gathering conflicts."""

    def __init__(self, choices: Mapping[str, Side]) -> None:
        self.choices = choices
        self.conflicts: list[Conflict] = []

    def value(self, steps: tuple[str, ...], base: Any, theirs: Any, mine: Any, *, inside: bool = False) -> Any:
        """Return a value with both changes; ``inside`` an item nested mappings are one value."""
        if _same(theirs, mine) or _same(mine, base):
            return theirs
        if _same(theirs, base):
            return mine
        if isinstance(theirs, dict) and isinstance(mine, dict):
            if not inside and isinstance(base, dict | None):
                return self.fields(steps, base or {}, theirs, mine, inside=False)
            if _is_item(theirs) and _is_item(mine):
                return self.fields(steps, base if _is_item(base) else {}, theirs, mine, inside=True)
        if isinstance(theirs, list) and isinstance(mine, list) and isinstance(base, list | None):
            return self.items(steps, base or [], theirs, mine)
        return self.chosen(Conflict(steps, base, theirs, mine))

    def fields(self, steps: tuple[str, ...], base: Plain, theirs: Plain, mine: Plain, *, inside: bool) -> Plain:
        """Return a mapping merged name by name."""
        made: Plain = {}
        for name in [*theirs, *(name for name in mine if name not in theirs)]:
            sides = (base.get(name), theirs.get(name), mine.get(name))
            whole = inside and any(isinstance(side, dict) for side in sides)
            value = self.whole((*steps, name), *sides) if whole else self.value((*steps, name), *sides, inside=inside)
            if value is not GONE or (name in theirs and name in mine):
                made[name] = value
        return made

    def whole(self, steps: tuple[str, ...], base: Any, theirs: Any, mine: Any) -> Any:
        """Return one of the values, never a mixture."""
        if _same(theirs, mine) or _same(mine, base):
            return theirs
        return mine if _same(theirs, base) else self.chosen(Conflict(steps, base, theirs, mine))

    def items(self, steps: tuple[str, ...], base: list[Any], theirs: list[Any], mine: list[Any]) -> list[Any]:
        """Return a list merged item by item."""
        key = _key(base, theirs, mine)
        if key is None:
            return self.sequence(steps, base, theirs, mine)
        old, other, own = ({key(item): item for item in side} for side in (base, theirs, mine))
        made = {}
        for code in [*other, *(code for code in own if code not in other)]:
            where = (*steps, code)
            if code not in old and not (code in other and code in own):
                made[code] = other[code] if code in other else own[code]
                continue
            value = self.value(where, old.get(code), other.get(code), own.get(code), inside=True)
            if value is not GONE:
                made[code] = value
        return [made[code] for code in self.order(steps, list(old), list(other), list(own)) if code in made]

    def order(self, steps: tuple[str, ...], base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
        """Return the codes of both in one order: whoever moved some decides, newcomers stay behind whom they follow."""
        shared = set(base) & set(theirs) & set(mine)
        old, other, own = ([code for code in side if code in shared] for side in (base, theirs, mine))
        if own in (old, other):
            return woven(theirs, mine)
        if other == old:
            return woven(mine, theirs)
        chosen = self.chosen(Conflict((*steps, ORDER), base, theirs, mine))
        return woven(theirs, mine) if chosen is theirs else woven(mine, theirs)

    def sequence(self, steps: tuple[str, ...], base: list[Any], theirs: list[Any], mine: list[Any]) -> list[Any]:
        """Return lines merged like the lines of a text (diff3)."""
        made: list[Any] = []
        at = 0  # a place is told by the base, so that no choice renames the next conflict
        for same, b, t, m in _regions(base, theirs, mine):
            made += b if same else self.lines(steps, at, b, t, m)
            at += len(b)
        return made

    def lines(self, steps: tuple[str, ...], at: int, base: list[Any], theirs: list[Any], mine: list[Any]) -> list[Any]:
        """Return one region that somebody changed."""
        if _same(theirs, mine) or _same(mine, base):
            return theirs
        if _same(theirs, base):
            return mine
        if len(base) == len(theirs) == len(mine):
            rows = zip(base, theirs, mine, strict=True)
            return [self.value((*steps, str(at + n)), *row, inside=True) for n, row in enumerate(rows)]
        conflict = Conflict((*steps, f"{at}+"), base, theirs, mine, both=bool(theirs and mine and not base))
        if self.choices.get(conflict.id) == "both" and conflict.both:
            self.conflicts.append(conflict)
            return [*theirs, *mine]
        chosen = self.chosen(conflict)
        return list(chosen)

    def chosen(self, conflict: Conflict) -> Any:
        """Note a conflict and return the side that is to stay, mine while nobody has said."""
        self.conflicts.append(conflict)
        return conflict.theirs if self.choices.get(conflict.id) == "theirs" else conflict.mine


def _same(one: Any, other: Any) -> bool:
    """Compare without taking True for 1."""
    return (
        type(one) is type(other) and one == other and (not isinstance(one, dict | list) or _text(one) == _text(other))
    )


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _is_item(value: Any) -> bool:
    """Tell whether a mapping is an item of a list, known by its code or act."""
    return isinstance(value, dict) and ("code" in value or "act" in value)


def _key(*lists: Sequence[Any]) -> Callable[[Any], str] | None:
    """Return how the items of lists are told apart, None where they are not or an item has nothing to be known by."""
    for key in (_code, _act, _act_and_article):
        known = [[key(item) for item in side] for side in lists]
        if any(known) and all(all(side) and len(set(side)) == len(side) for side in known):
            return key
    return None


def _code(item: Any) -> str:
    return str(item.get("code") or "") if isinstance(item, dict) else ""


def _act(item: Any) -> str:
    return str(item.get("act") or "") if isinstance(item, dict) and "code" not in item else ""


def _act_and_article(item: Any) -> str:
    return f"{_act(item)} {item.get('article') or ''}".strip() if _act(item) else ""


def _regions(
    base: list[Any], theirs: list[Any], mine: list[Any]
) -> Iterator[tuple[bool, list[Any], list[Any], list[Any]]]:
    """Yield regions in order: those that all three share, and those in between."""
    texts = [[_text(item) for item in side] for side in (base, theirs, mine)]
    b = t = m = 0
    for length, at_b, at_t, at_m in _shared(*texts):
        yield False, base[b:at_b], theirs[t:at_t], mine[m:at_m]
        yield True, base[at_b : at_b + length], [], []
        b, t, m = at_b + length, at_t + length, at_m + length
    yield False, base[b:], theirs[t:], mine[m:]


def _shared(base: list[str], theirs: list[str], mine: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines that stand in all three: length, and where they begin in each."""
    in_theirs = SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks()
    in_mine = SequenceMatcher(None, base, mine, autojunk=False).get_matching_blocks()
    for one in in_theirs:
        for two in in_mine:
            start, end = max(one.a, two.a), min(one.a + one.size, two.a + two.size)
            if start < end:
                yield end - start, start, one.b + start - one.a, two.b + start - two.a
