"""Pay money back: its receipt is reversed, the slip has a number, the till has less."""

from __future__ import annotations

from dataclasses import asdict, dataclass
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
from motcua.people.actor import Actor

LONGEST = 40


@dataclass(frozen=True)
class _Asked:
    """How much comes back, how, on which listed ground, and the reason in words."""

    ground: str
    reason: str
    amount: int
    method: str


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
    asked = _Asked(ground, reason, amount, method)
    return change(
        dossier_id,
        action="dossier.refund",
        actor=actor,
        at=at,
        key=key,
        request=asdict(asked),
        attempt=lambda found: _plan(found, asked, actor, at),
        numbered=True,
    )


def _plan(found: Found, asked: _Asked, actor: Actor, at: datetime) -> Plan:
    """Decide on a refund of this dossier, take its number and write its slip."""
    policies.can_refund(actor, found).enforce()
    now, unit = found.now, found.now.reception_unit
    tills.guard(unit, actor.id, at)
    paid = list(Payment.objects.filter(dossier_id=found.id, kind="paid").order_by("seq"))
    receipts = list(dict.fromkeys(row.receipt for row in paid if row.receipt))
    before = sum(row.amount for row in paid) - now.fee_paid
    decision = decide.refund(
        now,
        at,
        ground=asked.ground,
        reason=asked.reason,
        amount=asked.amount,
        method=asked.method,
        receipt=_reversed(receipts),
        number="",
        unit=unit,
        refundable=all(fee.refundable for fee in definition_of(now).fees),
        shares=decide.shared(_paid_for(paid), before, asked.amount),
    )
    number = slips.take_number(unit, forms.RefundSlip.series, at, found, actor)
    slip = money_slips.refund(
        found,
        number=number,
        receipts=", ".join(receipts),
        amount=asked.amount,
        method=asked.method,
        ground=asked.ground,
        reason=asked.reason,
        actor=actor,
        at=at,
    )
    return Plan(with_number(decision, number), lambda seq: [slips.row(found.id, seq, slip, actor)], {"slip": number})


def _reversed(receipts: list[str]) -> str:
    """Return the receipts as an entry names them: all, or the last alone where the row has no room for more."""
    told = ", ".join(receipts)
    return told if len(told) <= LONGEST else receipts[-1]


def _paid_for(paid: list[Payment]) -> list[Share]:
    """Return for which fees money came in, newest last."""
    return [Share(line["fee"], line["kind"], line["amount"]) for row in paid for line in row.lines]
