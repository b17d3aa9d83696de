"""Signs and reports of a dossier on its page: all for who audits or answers, a lodging again for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.dossiers import report_list, sign_list, sign_policies
from motcua.dossiers.models import Dossier
from motcua.dossiers.sign_words import explain, name_of
from motcua.ui import slots


def register() -> None:
    """Show them on the officer's page of a dossier."""
    slots.register("dossier.panel", "signs", order=6, template="dossiers/desk/_dossier_signs.html", data=_panel)


def _panel(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    dossier, request = context.get("dossier"), context.get("request")
    if dossier is None or request is None or not request.actor.is_official:
        return None
    actor = request.actor
    looks = sign_policies.may_look(actor)
    found = [
        {
            "sign": sign,
            "name": name_of(sign.code),
            "details": explain(sign.code, sign.facts),
            "open": looks and sign_policies.sees(actor, sign.unit),
            "other": sign.facts.get("other") or sign.facts.get("again", ""),
        }
        for sign in sign_list.of_dossier(dossier.pk)
    ]
    told = [row for row in found if row["open"] or row["sign"].code == "relodged"]
    reports = list(report_list.seen_by(actor).filter(dossier_id=dossier.pk)) if looks else []
    codes = _codes({row["other"] for row in told if row["other"]})
    for row in told:
        row["other_code"] = codes.get(str(row["other"]), "")
    return {"signs": told, "reports": reports} if told or reports else None


def _codes(ids: set[str]) -> dict[str, str]:
    return {str(pk): code for pk, code in Dossier.objects.filter(pk__in=ids).values_list("pk", "code")} if ids else {}
