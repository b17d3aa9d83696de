"""Record money that came in for a dossier, under a receipt of the counter's own series."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.phrase import Phrase
from motcua.core.process.decide import money as decide
from motcua.core.process.decide.money import Share, Taken
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents.slips import FeeReceiptSlip
from motcua.dossiers import counter_data, fees, money_slips, policies, slips, tills
from motcua.dossiers.actions.numbering import with_number
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import definition_of
from motcua.dossiers.models import Payment
from motcua.dossiers.reading import Found
from motcua.ledger.commit import Insert
from motcua.people.actor import Actor


def pay(
    dossier_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    key: str | None,
    amount: int,
    method: str,
    online: bool = False,
    receipt: str = "",
) -> Done:
    """Record a payment in đồng; never more than is owed. Without a ``receipt`` the counter's next number is taken."""

    def attempt(found: Found) -> Plan:
        policies.can_take_money(actor, found).enforce()
        now, unit = found.now, found.now.reception_unit
        _not_twice(found)
        tills.guard(unit, actor.id, at)
        parts = _parts(found, amount)
        taken = Taken(amount, method, receipt, unit, parts, online)
        decision = decide.pay(now, at, taken)
        number = receipt or counter_data.take_receipt(unit, at, subject=found.stream, note=now.code, actor=actor.id)
        slip = _slip(found, number, parts, method, actor, at)

        def more(seq: int) -> list[Insert]:
            return [slips.row(found.id, seq, slip, actor)]

        return Plan(with_number(decision, number, "receipt"), more, {"receipt": number})

    return change(
        dossier_id,
        action="dossier.pay",
        actor=actor,
        at=at,
        key=key,
        request={"amount": amount, "method": method, "online": online, "receipt": receipt},
        attempt=attempt,
        numbered=True,
    )


def _not_twice(found: Found) -> None:
    """Refuse a fee that is paid already, and say by which receipt."""
    now = found.now
    if now.fee_due is None or now.fee_paid < now.fee_due or not now.fee_paid:
        return
    last = Payment.objects.filter(dossier_id=found.id, kind="paid").order_by("-seq").first()
    if last is None:
        return
    raise Refused(
        "paid_already",
        Phrase(
            "Khoản này đã thu lúc {when}, biên lai {receipt}.",
            when=f"{local(last.paid_at):%H:%M %d/%m/%Y}",
            receipt=last.receipt or "chưa ghi số",
        ),
        "Không thu lần nữa; đưa người nộp biên lai đã lập.",
    )


def _parts(found: Found, amount: int) -> tuple[Share, ...]:
    """Divide what comes in among the fees of the dossier, under the exemption that was recorded."""
    due = fees.shares(fees.lines_of(found), found.now.relief)
    return decide.shared(due, found.now.fee_paid, amount)


def _slip(
    found: Found, number: str, parts: tuple[Share, ...], method: str, actor: Actor, at: datetime
) -> FeeReceiptSlip:
    definition, now = definition_of(found.now), found.now
    reckoned = money_slips.reckoned(fees.lines_of(found), fees.answers_of(found.id))
    return money_slips.receipt(
        unit=now.reception_unit,
        code=now.code,
        number=number,
        person=slips.person_of(found.id),
        procedure=definition.title,
        lines=money_slips.receipt_lines(definition, parts, reckoned),
        method=method,
        actor=actor,
        at=at,
    )
