"""Which parts of a draft nobody has compared with an act or a published sheet yet: ticked part by part."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from motcua.procedures import wording
from motcua.procedures.web.officer.editor.controls import Choice


def of(document: Mapping[str, Any]) -> list[str]:
    """Return the marks of a draft."""
    marks = document.get("unverified")
    return [str(mark) for mark in marks] if isinstance(marks, list) else []


def choices(document: Mapping[str, Any], parts: Iterable[str]) -> tuple[Choice, ...]:
    """Return what can be marked among some parts: each part, its items that are marked, and what lies deeper."""
    marked = of(document)
    found: list[Choice] = []
    for part in parts:
        if part in ("unverified", "change"):
            continue
        found.append(Choice(part, wording.mark(part, document), part in marked))
        found += [
            Choice(mark, wording.mark(mark, document), True)
            for mark in marked
            if mark.startswith(f"{part}.") and mark != part
        ]
    return tuple(found)


def item_choice(document: Mapping[str, Any], part: str, code: str) -> tuple[Choice, ...]:
    """Return the mark of one item and those that lie deeper in it."""
    own = f"{part}.{code}"
    marked = of(document)
    deeper = [mark for mark in marked if mark.startswith(f"{own}.")]
    return tuple(Choice(mark, wording.mark(mark, document), mark in marked) for mark in (own, *deeper))


def posted(document: Mapping[str, Any], post: QueryDict) -> list[str]:
    """Return the marks after a form: those it did not show, and those ticked in it."""
    shown, ticked = set(post.getlist("marks-shown")), post.getlist("marks")
    return sorted({mark for mark in of(document) if mark not in shown} | {mark for mark in ticked if mark in shown})
