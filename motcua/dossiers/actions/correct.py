"""Correct what was written down wrongly about the applicant or in the declaration, after reception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.core.process.decide import correcting as decide
from motcua.core.text import search_key
from motcua.documents import slips as forms
from motcua.dossiers import corrections, policies, slips
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.models import Applicant, DueDate, Slip
from motcua.dossiers.reading import Found
from motcua.ledger.commit import Update, Write
from motcua.people.actor import Actor
from motcua.ui.formatting import moment as spoken
from motcua.worktime import explaining

Value = str | int | None


def correct(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    values: Mapping[str, Value],
    ground: str,
    reason: str = "",
) -> Done:
    """Replace values by field code ("applicant.name", "answers.child"); a changed person gets the receipt anew.

    No answer that decides case, papers or fee is changed here, and no clock: both are as at the reception.
    """

    def attempt(found: Found) -> Plan:
        policies.can_correct(actor, found).enforce()
        decide.open_to_correction(found.now, at)
        held = Applicant.objects.get(dossier_id=found.id)
        was = corrections.values_of(held)
        wanted = corrections.mirrored(values, was)
        corrections.check(found.now, wanted, was)
        old = _receipt(found) if corrections.printed(wanted, was) else None
        copy = Slip.objects.filter(dossier_id=found.id, kind="receipt").count() if old else 0
        number = old.number if old else ""
        decision = decide.correct(
            found.now, at, was=was, now=wanted, ground=ground, reason=reason, copy=copy, number=number
        )
        person, answers = corrections.applied(held, decision.drafts[0].content or {})

        def more(seq: int) -> list[Write]:
            rows: list[Write] = [Update(Applicant, {"dossier_id": found.id}, _columns(person, answers))]
            if old is not None:
                anew = _anew(found, old, person, copy, actor, at)
                rows.append(slips.row(found.id, seq, anew, actor))
            return rows

        return Plan(decision, more, {"slip": number, "copy": copy})

    return change(
        dossier_id,
        action="dossier.correct",
        actor=actor,
        at=at,
        key=key,
        request={"values": dict(values), "ground": ground, "reason": reason},
        attempt=attempt,
    )


def _columns(person: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, Any]:
    words = " ".join((person["name"], person["phone"], person["national_id"]))
    return {**person, "answers": dict(answers), "search_key": search_key(words)}


def _receipt(found: Found) -> Slip | None:
    """Return the receipt that the person holds; a dossier of the express lane has none."""
    return Slip.objects.filter(dossier_id=found.id, kind="receipt").order_by("-seq").first()


def _authorised(old: forms.Authorised | None, name: str) -> forms.Authorised | None:
    """Return who handed in, under the corrected name; by which paper stays."""
    if not name:
        return None
    return replace(old, name=name) if old else forms.Authorised(name=name)


def _anew(
    found: Found, old: Slip, person: Mapping[str, str], copy: int, actor: Actor, at: datetime
) -> forms.ReceiptSlip:
    """Return form 01 under its number, with the person corrected and the date as it stands now."""
    shown = forms.from_data(old.data)
    assert isinstance(shown, forms.ReceiptSlip)
    trace = DueDate.objects.filter(dossier_id=found.id).order_by("-seq").values_list("trace", flat=True).first()
    return replace(
        shown,
        applicant=slips.party(person),
        authorised=_authorised(shown.authorised, person["lodged_by"]),
        issued_at=at,
        due_at=found.now.due_at,
        due_reason=explaining.stored_why(trace or {}),
        receiver=slips.signer(actor),
        remark=f"Cấp lại lần {copy}, thay giấy cấp lúc {spoken(old.issued_at)}",
    )
