"""Pay money back: its receipt is reversed, the slip has a number, the till has less."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import money as decide
from motcua.core.process.decide.money import Share
from motcua.documents import slips as forms
from motcua.dossiers import money_slips, policies, slips, tills
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of
from motcua.dossiers.models import Payment
from motcua.dossiers.reading import Found
from motcua.ledger.commit import Insert
from motcua.people.actor import Actor


def refund(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    ground: str,
    reason: str,
    amount: int,
    method: str,
) -> Done:
    """Pay ``amount`` back on a listed ground; a fee that is not refundable comes back only where it was not due."""

    def attempt(found: Found) -> Plan:
        policies.can_refund(actor, found).enforce()
        now, unit = found.now, found.now.reception_unit
        tills.guard(unit, actor.id, at)
        paid = list(Payment.objects.filter(dossier_id=found.id, kind="paid").order_by("seq"))
        receipts = ", ".join(dict.fromkeys(row.receipt for row in paid if row.receipt))[:40]
        decision = decide.refund(
            now,
            at,
            ground=ground,
            reason=reason,
            amount=amount,
            method=method,
            receipt=receipts,
            number="",
            unit=unit,
            refundable=all(fee.refundable for fee in definition_of(now).fees),
            shares=decide.shared(_paid_for(paid), 0, amount),
        )
        number = slips.take_number(unit, forms.RefundSlip.series, at, found, actor)
        slip = _slip(found, number, receipts, amount, method, ground, reason, actor, at)

        def more(seq: int) -> list[Insert]:
            return [slips.row(found.id, seq, slip, actor)]

        return Plan(with_number(decision, number), more, {"slip": number})

    return change(
        dossier_id,
        action="dossier.refund",
        actor=actor,
        at=at,
        key=key,
        request={"ground": ground, "reason": reason, "amount": amount, "method": method},
        attempt=attempt,
        numbered=True,
    )


def _slip(
    found: Found,
    number: str,
    receipts: str,
    amount: int,
    method: str,
    ground: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> forms.RefundSlip:
    return money_slips.refund(
        unit=found.now.reception_unit,
        code=found.now.code,
        number=number,
        person=slips.person_of(found.id),
        procedure=definition_of(found.now).title,
        receipts=receipts,
        amount=amount,
        method=method,
        ground=ground,
        reason=reason.strip(),
        actor=actor,
        at=at,
    )


def _paid_for(paid: list[Payment]) -> list[Share]:
    """Return for which fees money came in, newest last."""
    return [Share(line["fee"], line["kind"], line["amount"]) for row in paid for line in row.lines]
