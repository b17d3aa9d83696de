"""The administrators' file of signs and guards, read once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from motcua.core.signs.rules import More, Rules, parse
from motcua.procedures.sources import read


@cache
def rules() -> Rules:
    """Return the thresholds of the signs, and what the guards allow."""
    data: Any = read(settings.DEFINITIONS / "signs" / "rules.yaml").data
    return parse(data)


def more_supplements(procedure: str) -> More:
    """Return how often papers may be asked for in a procedure, and by which law more than once."""
    return rules().more_supplements.get(procedure, More(1, ""))
