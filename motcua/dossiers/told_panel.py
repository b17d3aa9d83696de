"""What the applicant was told of a dossier: each letter and channel with its state, without addresses and texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.dossiers.models import Dossier
from motcua.notices import policies
from motcua.notices.queries import told
from motcua.ui import slots


def register() -> None:
    """Show it on the officer's page of a dossier."""
    slots.register("dossier.panel", "told", order=20, template="dossiers/desk/_told.html", data=_panel)


def _panel(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    dossier, request = context.get("dossier"), context.get("request")
    if dossier is None or request is None or not request.actor.is_official:
        return None
    rows = told(f"{Dossier.stream_prefix}:{dossier.pk}")
    return {"rows": rows, "may_retry": policies.can_retry(request.actor, dossier.reception_unit).allowed}
