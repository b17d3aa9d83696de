"""System checks: the append-only triggers are there, and no other row's deletion can reach a streamed row."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.db import models

from motcua.ledger import triggers
from motcua.ledger.streams import LedgerWritten, StreamedModel

_HARMLESS = {models.PROTECT, models.RESTRICT, models.DO_NOTHING}


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


def written_by_ledger_only(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """Report streamed models that share a prefix, and foreign keys that would delete or change a row on the side."""
    found: list[checks.CheckMessage] = []
    prefixes: dict[str, type[StreamedModel]] = {}
    for model in apps.get_models():
        if issubclass(model, StreamedModel) and prefixes.setdefault(model.stream_prefix, model) is not model:
            found.append(
                checks.Error(f"the stream prefix {model.stream_prefix!r} is used twice", obj=model, id="ledger.E003")
            )
        if issubclass(model, LedgerWritten):
            found += [_reached(model, field) for field in model._meta.concrete_fields if _reaches(field)]
    return found


def _reaches(field: Any) -> bool:
    remote = field.remote_field
    if remote is None or issubclass(remote.model, LedgerWritten):
        return False
    return remote.on_delete not in _HARMLESS


def _reached(model: type[models.Model], field: Any) -> checks.CheckMessage:
    return checks.Error(
        f"deleting a {field.remote_field.model.__name__} would write {model.__name__} around the ledger",
        hint="Use on_delete=PROTECT.",
        obj=field,
        id="ledger.E002",
    )
