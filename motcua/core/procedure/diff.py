"""What changed between two versions, as steps that name items by their code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from motcua.core.procedure.build import as_data
from motcua.core.procedure.definition import ProcedureDefinition

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One changed part; ``before`` and ``after`` are plain data, None where the part did not exist.

    ``steps`` lead to the part: names of fields and, in lists, codes of items ("cases", "house", "term").
    """

    steps: tuple[str, ...]
    kind: Kind
    before: Any
    after: Any

    @property
    def path(self) -> str:
        """Return the steps in one text: ``cases.house.term``."""
        return ".".join(self.steps)


def diff(before: ProcedureDefinition, after: ProcedureDefinition) -> tuple[Change, ...]:
    """Return every change from one version to the next; items with a code are compared by code, not by position."""
    return tuple(_compare((), as_data(before), as_data(after)))


def _compare(steps: tuple[str, ...], before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _parts(steps, before, after)
    elif _keyed(before) and _keyed(after) and (before or after):
        old, new = _by_key(before), _by_key(after)
        yield from _parts(steps, old, new)
        shared = [code for code in old if code in new]
        if shared != [code for code in new if code in old]:
            yield Change(steps, "moved", list(old), list(new))
    else:
        yield Change(steps, "changed", before, after)


def _parts(steps: tuple[str, ...], before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name in [*before, *(name for name in after if name not in before)]:
        where = (*steps, name)
        if name not in after:
            yield Change(where, "removed", before[name], None)
        elif name not in before:
            yield Change(where, "added", None, after[name])
        else:
            yield from _compare(where, before[name], after[name])


def _key(item: dict[str, Any]) -> str:
    """Return what an item is known by: its code, or an act's number with the article."""
    return str(item["code"]) if "code" in item else " ".join((item["act"], item.get("article", ""))).strip()


def _by_key(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return items by what they are known by; an act named only once is known by its number alone."""
    acts = [item.get("act") for item in items]
    return {
        str(item["act"]) if "code" not in item and acts.count(item["act"]) == 1 else _key(item): item for item in items
    }


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and ("code" in item or "act" in item) for item in value
    )
