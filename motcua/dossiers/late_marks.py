"""Where a dossier that was entered afterwards is shown, it says so: lists, the officer's page, registers, slips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.process.decide.late import GROUNDS
from motcua.dossiers.models import Dossier, LateEntry
from motcua.people import queries as people
from motcua.ui import slots
from motcua.ui.formatting import moment as spoken
from motcua.ui.formatting import short_moment


def register() -> None:
    """Show number, both times, reason and photo on the officer's page of a dossier."""
    slots.register("dossier.panel", "late", order=3, template="dossiers/desk/_late_entry.html", data=_panel)


def known(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when those of the dossiers were entered that were received on paper before."""
    return dict(LateEntry.objects.filter(dossier_id__in=list(ids)).values_list("dossier_id", "entered_at"))


def told(dossier_id: UUID) -> str:
    """Return for people that a dossier came in on paper and was entered later, "" for any other."""
    entered = known([dossier_id]).get(dossier_id)
    return _("Tiếp nhận trên phiếu giấy, nhập vào hệ thống lúc %s.") % spoken(entered) if entered else ""


def printed(entered: datetime | None) -> str:
    """Return what registers and slips say beside the time of reception: forms speak Vietnamese."""
    return f"nhập bù {short_moment(entered)}" if entered else ""


def of(dossier_id: UUID) -> str:
    """Return what a slip of one dossier says."""
    return printed(known([dossier_id]).get(dossier_id))


def _panel(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    dossier = context.get("dossier")
    if not isinstance(dossier, Dossier):
        return None
    row = LateEntry.objects.filter(dossier_id=dossier.pk).first()
    if row is None:
        return None
    who = people.names({row.officer}).get(row.officer, "")
    return {"late": row, "ground": _(GROUNDS.get(row.ground, "")), "who": who, "dossier": dossier}
