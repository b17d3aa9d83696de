"""The differences between two versions in words that a person can read aloud, side by side where words changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from motcua.core.procedure.build import as_data
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.diff import Change, Kind, diff
from motcua.core.process.route import in_days
from motcua.core.rules import Words
from motcua.core.worktime import Term
from motcua.procedures import wording

LONG: Final = 80
SIZES: Final = frozenset({"amount", "cap", "sets", "originals", "copies", "certified_copies", "photos"})
_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came."""

    text: str
    kind: Literal["same", "removed", "added"] = "same"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the section it belongs to, one sentence, and both sides with what changed in them marked."""

    section: str
    title: str
    kind: Kind
    sentence: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()
    path: str = ""


def differences(before: ProcedureDefinition, after: ProcedureDefinition) -> tuple[Difference, ...]:
    """Return the differences in the order of the sheet."""
    told = _Told(before, after)
    found = [difference for change in diff(before, after) for difference in told.of(change)]
    order = {entry.name: place for place, entry in enumerate(fields(ProcedureDefinition))}
    return tuple(sorted(found, key=lambda one: order[one.section]))


def sections(found: Sequence[Difference]) -> list[tuple[str, list[Difference]]]:
    """Return the differences under the titles of their sections."""
    grouped: dict[str, list[Difference]] = {}
    for one in found:
        grouped.setdefault(one.title, []).append(one)
    return list(grouped.items())


class _Told:
    """Knows both versions, to call their parts by name."""

    def __init__(self, before: ProcedureDefinition, after: ProcedureDefinition) -> None:
        self.before, self.after = as_data(before), as_data(after)
        old, new = before.words(), after.words()
        self.words = Words({**old.questions, **new.questions}, {**old.options, **new.options})

    def of(self, change: Change) -> Iterator[Difference]:
        """Yield the differences that one change of the data is, in words."""
        section, name = change.steps[0], change.steps[-1]
        place = self._place(change.steps[1:-1], section)
        if change.kind == "moved":
            sentence = _("Đổi thứ tự: %(what)s") % {"what": wording.label(name).lower()}
            yield self._made(change, sentence, self._order(change, 0), self._order(change, 1))
        elif change.kind in ("added", "removed"):
            yield self._item(change, place)
        elif isinstance(change.before, list) and all(isinstance(x, str) for x in [*change.before, *change.after]):
            yield from self._lines(change, place)
        else:
            yield self._value(change, place)

    def _made(self, change: Change, sentence: str, before: str = "", after: str = "") -> Difference:
        section = change.steps[0]
        left, right = side_by_side(before, after)
        return Difference(section, wording.label(section), change.kind, sentence, left, right, change.path)

    def _place(self, steps: tuple[str, ...], parent: str) -> str:
        """Return the items on the way to a part, "trường hợp «Nhà ở riêng lẻ»"; empty at the top."""
        said = []
        data: Any = (self.after.get(parent), self.before.get(parent))
        for step in steps:
            items = [_item(side, step) for side in data]
            if isinstance(data[0] or data[1], list):
                item: dict[str, Any] = next((item for item in items if item is not None), {})
                said.append(f"{wording.noun(parent)} «{wording.called(item)}»")
            data, parent = tuple(items), step
        return ", ".join(said)

    def _item(self, change: Change, place: str) -> Difference:
        data = change.after if change.kind == "added" else change.before
        parent = change.steps[-2] if len(change.steps) > 1 else change.steps[0]
        what = (
            f"{wording.noun(parent)} «{wording.called(data)}»" if isinstance(data, dict) else self._text(change, data)
        )
        pattern = _("Thêm %(what)s") if change.kind == "added" else _("Bỏ %(what)s")
        sentence = pattern % {"what": what} + (_(" ở %(place)s") % {"place": place} if place else "")
        details = self._details(data) if isinstance(data, dict) else ""
        return self._made(change, sentence, *(("", details) if change.kind == "added" else (details, "")))

    def _details(self, data: dict[str, Any]) -> str:
        shown = {key: part for key, part in data.items() if key != "code" and part not in ("", None, [], False, 0)}
        parts = (
            f"{wording.label(key)}: {wording.value(key, part, self.words, self._name)}" for key, part in shown.items()
        )
        return "\n".join(parts)

    def _lines(self, change: Change, place: str) -> Iterator[Difference]:
        before = [wording.value(change.steps[-1], line, self.words, self._name) for line in change.before]
        after = [wording.value(change.steps[-1], line, self.words, self._name) for line in change.after]
        what = _at(place, wording.label(change.steps[-1]))
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            pairs = min(b - a, d - c)
            for old, new in zip(before[a : a + pairs], after[c : c + pairs], strict=True):
                yield self._made(change, _("%(what)s: sửa") % {"what": what}, old, new)
            for old in before[a + pairs : b]:
                yield self._made(change, _("%(what)s: bỏ «%(line)s»") % {"what": what, "line": _short(old)}, old, "")
            for new in after[c + pairs : d]:
                yield self._made(change, _("%(what)s: thêm «%(line)s»") % {"what": what, "line": _short(new)}, "", new)

    def _value(self, change: Change, place: str) -> Difference:
        name = change.steps[-1]
        old, new = self._text(change, change.before), self._text(change, change.after)
        said = {"what": _at(place, wording.label(name)), "old": old, "new": new}
        if len(old) > LONG or len(new) > LONG:
            sentence = _("%(what)s: sửa lời") % said
        elif (way := _way(name, change.before, change.after)) > 0:
            sentence = _("%(what)s tăng từ %(old)s lên %(new)s") % said
        elif way < 0:
            sentence = _("%(what)s giảm từ %(old)s xuống %(new)s") % said
        else:
            sentence = _("%(what)s: từ «%(old)s» thành «%(new)s»") % said
        return self._made(change, sentence, old, new)

    def _text(self, change: Change, data: Any) -> str:
        return wording.value(change.steps[-1], data, self.words, self._name)

    def _name(self, section: str, code: str) -> str:
        items = (_item(side.get(section), code) for side in (self.after, self.before))
        return next((wording.called(item) for item in items if item), code)

    def _order(self, change: Change, side: int) -> str:
        codes = (change.before, change.after)[side]
        data = (self.before, self.after)[side]
        for step in change.steps:
            data = data.get(step) if isinstance(data, dict) else _item(data, step)
        return "\n".join(
            f"{place}. {wording.called(_item(data, code) or {'code': code})}" for place, code in enumerate(codes, 1)
        )


def side_by_side(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, so that the words that went and came can be marked."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            left.append(Piece("".join(old[a:b]), "same" if tag == "equal" else "removed"))
        if d > c:
            right.append(Piece("".join(new[c:d]), "same" if tag == "equal" else "added"))
    return tuple(left), tuple(right)


def _item(data: Any, key: str) -> Any:
    if isinstance(data, dict):
        return data.get(key)
    if isinstance(data, list):
        found = [item for item in data if isinstance(item, dict)]
        exact = next((item for item in found if item.get("code") == key), None)
        if exact is not None:
            return exact
        return next((i for i in found if key in (i.get("act"), f"{i.get('act')} {i.get('article', '')}".strip())), None)
    return None


def _at(place: str, what: str) -> str:
    return _("%(what)s của %(place)s") % {"what": what, "place": place} if place else what


def _short(text: str) -> str:
    return text if len(text) <= LONG else text[: LONG - 1].rsplit(" ", 1)[0] + "…"


def _way(name: str, before: Any, after: Any) -> int:
    """Return 1 where a size grew, -1 where it shrank, 0 where the two cannot be compared."""
    if name in SIZES and isinstance(before, int) and isinstance(after, int):
        return (after > before) - (after < before)
    if name == "term" and before and after:
        old, new = Term.parse(str(before)), Term.parse(str(after))
        if {part.unit for part in old.parts} == {part.unit for part in new.parts}:
            return (in_days(new) > in_days(old)) - (in_days(new) < in_days(old))
    return 0
