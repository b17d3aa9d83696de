"""Reading a form of the editor back into plain data; what cannot be read stays as it was typed."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict

from motcua.core.rules import whole
from motcua.core.text import nfc, search_key
from motcua.procedures.web.officer.editor import conditions
from motcua.procedures.web.officer.editor.shapes import READS, Shape, shapes
from motcua.procedures.web.officer.editor.surroundings import Surroundings
from motcua.ui.forms import DAY_FORMATS

MOST_ROWS = 200
_SLUG = re.compile(r"[^a-z0-9]+")


class Reading:
    """Reads the fields of one draft from a form."""

    def __init__(self, post: QueryDict, around: Surroundings) -> None:
        self.post, self.around = post, around

    def record(self, cls: Any, old: Any, name: str, only: Iterable[str] | None = None) -> dict[str, Any]:
        """Return a record with what the form says; fields that the form does not show keep their old value."""
        data = dict(old) if isinstance(old, Mapping) else {}
        wanted = None if only is None else set(only)
        for shape in shapes(cls):
            if shape.kind in ("list", "marks") or (wanted is not None and shape.name not in wanted):
                continue
            data[shape.name] = self.value(shape, f"{name}.{shape.name}", data)
        return data

    def value(self, shape: Shape, name: str, owner: Mapping[str, Any]) -> Any:
        """Return the value of one field."""
        match shape.kind:
            case "condition":
                asked = self.around.asked(READS.get(shape.cls.__name__, "questions"), self._before(shape, owner))
                made = conditions.posted(self.post, name, asked)
                return owner[shape.name] if conditions.same(made, owner.get(shape.name)) else made
            case "several":
                return [value for value in self.post.getlist(name) if value]
            case "rows":
                return self.rows(shape, name, owner.get(shape.name))
            case "record":
                made = self.record(shape.of, None, name)  # a small value: nothing of it is kept unseen
                return None if is_blank(shape.of, made) else made
            case _:
                return typed(shape, self.post.get(name, ""))

    def rows(self, shape: Shape, name: str, old: Any) -> list[dict[str, Any]]:
        """Return the items of a list, in the order of the form; an item with the code of an old one is that one."""
        items = [item for item in old if isinstance(item, Mapping)] if isinstance(old, list) else []
        known = {str(item["code"]): item for item in items if item.get("code")}
        count = whole(self.post.get(f"{name}.#", "0")) or 0
        return [
            self.record(shape.of, known.get(self.post.get(f"{name}.{n}.code", "")), f"{name}.{n}")
            for n in range(min(count, MOST_ROWS))
        ]

    def _before(self, shape: Shape, owner: Mapping[str, Any]) -> int | None:
        if shape.cls.__name__ != "Question":
            return None
        codes = [item["code"] for item in self.around.items("questions")]
        return codes.index(owner["code"]) if owner.get("code") in codes else None


def typed(shape: Shape, text: str) -> Any:
    """Return what was typed into one box as plain data."""
    said = nfc(text).replace("\x00", "").replace("\r\n", "\n").strip()
    match shape.kind:
        case "flag":
            return said == "yes"
        case "lines":
            return [line.strip() for line in said.split("\n") if line.strip()]
        case "pairs":
            return _pairs(shape.of, said)
        case "number":
            return _number(said, none=shape.none)
        case "day":
            return _day(said)
        case "term":
            return (said or None) if shape.none else said
        case _:
            return said.replace("\n", " ") if shape.kind == "text" else said


def _number(said: str, *, none: bool) -> Any:
    if not said:
        return None if none else 0
    found = whole(said.removesuffix("đ").strip())
    return said if found is None else found


def _day(said: str) -> str | None:
    if not said:
        return None
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(said, pattern).date().isoformat()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return said


def _pairs(cls: Any, said: str) -> list[dict[str, Any]]:
    first, second = shapes(cls)
    made: list[dict[str, Any]] = []
    for line in (line.strip() for line in said.split("\n")):
        if not line:
            continue
        left, bar, right = (part.strip() for part in line.partition("|"))
        if first.kind == "number":
            made.append({first.name: _number(left, none=False), second.name: _number(right, none=False)})
        elif bar:
            made.append({first.name: left or slug(right, {str(one[first.name]) for one in made}), second.name: right})
        else:
            made.append({first.name: slug(line, {str(one[first.name]) for one in made}), second.name: line})
    return made


def slug(words: str, taken: Iterable[str]) -> str:
    """Return a code made of words, one that is not taken yet."""
    base = _SLUG.sub("_", search_key(words)).strip("_")[:40].strip("_") or "muc"
    known, n = set(taken), 1
    code = base
    while code in known:
        n += 1
        code = f"{base}_{n}"
    return code


def finished(cls: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as it is saved: lines in which nothing was typed are left out, what has no code gets one."""
    made = dict(data)
    for shape in shapes(cls):
        items = made.get(shape.name)
        if shape.kind == "rows" and isinstance(items, list):
            kept = [finished(shape.of, item) for item in items if not is_blank(shape.of, item)]
            made[shape.name] = with_codes(shape.of, kept)
    return made


def is_blank(cls: Any, item: Any) -> bool:
    """Tell whether nothing was typed into a line, and nothing chosen but what is chosen anyway."""
    if not isinstance(item, Mapping):
        return False
    return all(
        item.get(shape.name) in ("", None, []) or item.get(shape.name) == shape.default or _nothing(shape, item)
        for shape in shapes(cls)
    )


def _nothing(shape: Shape, item: Mapping[str, Any]) -> bool:
    return shape.kind in ("number", "flag") and not item.get(shape.name)


def with_codes(cls: Any, items: list[Any]) -> list[Any]:
    """Give a code to every item of a list that has none: made of its name."""
    if not any(shape.name == "code" and shape.kind == "text" for shape in shapes(cls)):
        return items
    taken = {str(item.get("code")) for item in items if isinstance(item, Mapping) and item.get("code")}
    made = []
    for item in items:
        if isinstance(item, Mapping) and not item.get("code"):
            words = next((str(item[key]) for key in ("name", "title", "text", "label", "words") if item.get(key)), "")
            code = slug(words, taken)
            taken.add(code)
            made.append({**item, "code": code})
        else:
            made.append(item)
    return made
