"""Fills the receipt of money taken and the slip of money paid back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.requirements import FeeLine as Reckoned
from motcua.core.process.decide.money import GROUNDS, Share
from motcua.documents import slips as forms
from motcua.dossiers import fees, slips
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor

UNKNOWN_FEE = "Phí, lệ phí theo văn bản quy định mức thu"


def receipt_lines(
    definition: ProcedureDefinition, shares: Sequence[Share], reckoned: Mapping[str, str]
) -> tuple[forms.FeeLine, ...]:
    """Return the lines of a receipt: each fee by its name, with how its amount came about."""
    names = {fee.code: fee.name for fee in definition.fees}
    return tuple(
        forms.FeeLine(
            name=names.get(share.fee, UNKNOWN_FEE),
            reckoned=reckoned.get(share.fee, ""),
            amount=share.amount,
        )
        for share in shares
    )


def receipt(
    *,
    unit: str,
    code: str,
    number: str,
    person: Mapping[str, Any],
    procedure: str,
    lines: Sequence[forms.FeeLine],
    method: str,
    actor: Actor,
    at: datetime,
) -> forms.FeeReceiptSlip:
    """Return the receipt of what was taken at once, for one dossier or for several of one person."""
    return forms.FeeReceiptSlip(
        **slips.head(unit, code, number, at),
        applicant=slips.party(person),
        procedure=procedure,
        lines=tuple(lines),
        total=sum(line.amount for line in lines),
        method=method,
        paid_at=at,
        cashier=slips.signer(actor),
    )


def refund(
    found: Found,
    *,
    number: str,
    receipts: str,
    amount: int,
    method: str,
    ground: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> forms.RefundSlip:
    """Return the slip by which money is paid back."""
    now = found.now
    return forms.RefundSlip(
        **slips.head(now.reception_unit, now.code, number, at),
        applicant=slips.party(slips.person_of(found.id)),
        procedure=definition_of(now).title,
        receipt=receipts,
        amount=amount,
        method=method,
        ground=GROUNDS[ground],
        reason=reason.strip(),
        paid_at=at,
        cashier=slips.signer(actor),
    )


def reckoned(lines: Sequence[Reckoned], answers: Mapping[str, Any]) -> dict[str, str]:
    """Return for each fee how its amount came about."""
    return {line.fee.code: fees.reckoned(line, answers) for line in lines}
