"""Reads of the parameters of procedure control: the version in force on a day."""

import json
from datetime import date
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.control import (
    COST,
    REVIEWS,
    AnyParameters,
    CostParameters,
    ReviewParameters,
    parse_parameters,
)
from motcua.core.refusal import Refused
from motcua.procedures.models import ParametersVersion

P = TypeVar("P", CostParameters, ReviewParameters)


def version(code: str, on: date) -> ParametersVersion | None:
    """Return the version of a set that applies on a day; before the first one begins, the first one."""
    rows = ParametersVersion.objects.filter(parameters__code=code)
    begun = rows.filter(valid_from__lte=on).order_by("-valid_from", "-number").first()
    return begun or rows.order_by("valid_from", "-number").first()


def versions(code: str) -> list[ParametersVersion]:
    """Return all versions of a set, the latest to begin first."""
    return list(ParametersVersion.objects.filter(parameters__code=code).order_by("-valid_from", "-number"))


@lru_cache(maxsize=256)
def by_version(pk: UUID) -> AnyParameters:
    """Return one published version, kept in memory since it never changes."""
    found, problems = parse_parameters(json.loads(ParametersVersion.objects.get(pk=pk).definition))
    if found is None:
        raise ValueError("; ".join(f"{path}: {message}" for path, message in problems))
    return found


def cost(on: date) -> CostParameters:
    """Return by what the compliance cost is reckoned on a day; raises ``Refused("no_parameters")``."""
    return _in_force(COST, on, CostParameters)


def reviews(on: date) -> ReviewParameters:
    """Return how reviews run on a day; raises ``Refused("no_parameters")``."""
    return _in_force(REVIEWS, on, ReviewParameters)


def _in_force(code: str, on: date, kind: type[P]) -> P:
    row = version(code, on)
    found = by_version(row.pk) if row is not None else None
    if not isinstance(found, kind):
        raise Refused(
            "no_parameters",
            _("Chưa công bố tham số “%(code)s” nên chưa làm được việc này.") % {"code": code},
            _("Người kiểm soát thủ tục mở trang “Tham số”, đối chiếu các số rồi công bố."),
        )
    return found
