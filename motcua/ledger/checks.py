"""System check of the database: the append-only triggers are there."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from motcua.ledger import triggers


def append_only(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Report triggers that are missing or were changed (runs with ``check --database default`` and at start-up)."""
    if not databases or "default" not in databases:
        return []
    return [
        checks.Error(
            f"The append-only trigger {name} is missing or was changed.",
            hint="Run `motcua migrate`, which puts it back, then `motcua ledger verify`, and find out who removed it.",
            id="ledger.E001",
        )
        for name in triggers.missing()
    ]
