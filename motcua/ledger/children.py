"""Child rows of a commit: what is inserted, updated and deleted beside the subject, and whether order matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from motcua.ledger.shapes import Arm, table


@dataclass(frozen=True, slots=True)
class Insert:
    """A new child row; fields that are not given take their defaults."""

    model: type[models.Model]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """A change of the child rows that equal ``where`` (None is NULL)."""

    model: type[models.Model]
    where: Mapping[str, Any]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delete:
    """The removal of the child rows that equal ``where``."""

    model: type[models.Model]
    where: Mapping[str, Any]


Write = Insert | Update | Delete


@dataclass(slots=True)
class Prepared:
    """One arm with its values."""

    arm: Arm
    values: list[Any]


def written(child: Write) -> Prepared:
    """Return the arm and values of a child row."""
    its = table(child.model)
    if isinstance(child, Insert):
        columns, values = its.prepared(its.complete(child.values))
        return Prepared(Arm("insert", its.name, columns), values)
    if not child.where:
        raise TypeError(f"a change of {its.name} without a condition")
    present = {name: value for name, value in child.where.items() if value is not None}
    found, found_values = its.prepared(present)
    nulls = [(its.columns[name], True) for name in child.where.keys() - present.keys()]
    where = (*((column, False) for column in found), *nulls)
    if isinstance(child, Delete):
        return Prepared(Arm("delete", its.name, (), where), found_values)
    columns, values = its.prepared(child.values)
    return Prepared(Arm("update", its.name, columns, where), [*values, *found_values])


def independent(children: Sequence[Write]) -> bool:
    """Say whether no child can touch a row that an earlier one wrote, so that one statement may hold them all."""
    seen: dict[type[models.Model], list[Write]] = {}
    for child in children:
        earlier = seen.setdefault(child.model, [])
        if not isinstance(child, Insert) and not all(_apart(first, child) for first in earlier):
            return False
        earlier.append(child)
    return True


def _apart(first: Write, then: Update | Delete) -> bool:
    """Say whether two children surely mean different rows: they differ in a column that the first leaves as it is."""
    if isinstance(first, Insert):
        key = first.model._meta.pk
        if key is not None and key.attname in then.where and key.attname not in first.values:
            return True
        fixed = first.values
    else:
        changed = first.values if isinstance(first, Update) else {}
        fixed = {name: value for name, value in first.where.items() if name not in changed}
    return any(name in fixed and _differ(fixed[name], value) for name, value in then.where.items())


def _differ(one: object, other: object) -> bool:
    return one != other and (type(one) is type(other) or one is None or other is None)
