"""The administrators' file of signs and guards, read once a process; with a mistake in it everything else goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.core import checks

from motcua.core.refusal import Refused
from motcua.core.signs.rules import BadRules, More, Rules, parse
from motcua.core.worktime.term import Term
from motcua.procedures.sources import Unreadable, read

MISTAKES: Final = (BadRules, Unreadable, Refused, OSError, KeyError, TypeError, ValueError)
NO_RULES: Final = Rules(0, True, {}, {}, Term.parse("10 working days"), 3)  # while the file is wrong: no sign is seen


@cache
def rules() -> Rules:
    """Return the thresholds of the signs, and what the guards allow; guards stay shut while the file is wrong."""
    try:
        return _read()
    except MISTAKES:
        return NO_RULES


def more_supplements(procedure: str) -> More:
    """Return how often papers may be asked for in a procedure, and by which law more than once."""
    return rules().more_supplements.get(procedure, More(1, ""))


def mistakes(app_configs: Any = None, **_kwargs: Any) -> Sequence[checks.CheckMessage]:
    """Tell what is wrong in the file: `motcua doctor` shows it."""
    try:
        _read()
    except MISTAKES as wrong:
        hint = "Sửa definitions/signs/rules.yaml; tới lúc đó không dấu hiệu nào được tính thêm."
        return [checks.Error(f"definitions/signs/rules.yaml: {wrong!r}", hint=hint, id="dossiers.E001")]
    return []


def _read() -> Rules:
    data: Any = read(settings.DEFINITIONS / "signs" / "rules.yaml").data
    return parse(data)


def register() -> None:
    """Let the doctor look at the file."""
    checks.register(mistakes)
