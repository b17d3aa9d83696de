"""What changed between two versions, as paths that name items by their code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from motcua.core.procedure.build import as_data
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.route import Route


@dataclass(frozen=True, slots=True)
class Change:
    """One changed part; ``before`` and ``after`` are plain data, None where the part did not exist."""

    path: str
    kind: Literal["added", "removed", "changed", "moved"]
    before: Any
    after: Any


def diff(before: ProcedureDefinition | Route, after: ProcedureDefinition | Route) -> tuple[Change, ...]:
    """Return every change from one version to the next; items with a code are compared by code, not by position."""
    return tuple(_compare("", as_data(before), as_data(after)))


def _compare(path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _parts(path, before, after)
    elif _coded(before) and _coded(after) and (before or after):
        old, new = ({item["code"]: item for item in items} for items in (before, after))
        yield from _parts(path, old, new)
        shared = [code for code in old if code in new]
        if shared != [code for code in new if code in old]:
            yield Change(path, "moved", list(old), list(new))
    else:
        yield Change(path, "changed", before, after)


def _parts(path: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for name in [*before, *(name for name in after if name not in before)]:
        where = f"{path}.{name}" if path else name
        if name not in after:
            yield Change(where, "removed", before[name], None)
        elif name not in before:
            yield Change(where, "added", None, after[name])
        else:
            yield from _compare(where, before[name], after[name])


def _coded(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "code" in item for item in value)
