"""Decisions about money: taken, remitted on a published ground, paid back; whole đồng, and sums that add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.core.phrase import Money, Phrase, marked
from motcua.core.process.decide import closing
from motcua.core.process.decide.closing import Relief
from motcua.core.process.decide.decision import Decision, Draft, after, permit
from motcua.core.process.fold import Snapshot
from motcua.core.process.states import CLOSED, State
from motcua.core.refusal import Refused

METHODS = ("cash", "transfer")
NOT_GRANTED = CLOSED - {State.RETURNED}
MISTAKE, REMITTED, NOT_HANDLED = "mistake", "remitted", "not_handled"
GROUNDS = {
    MISTAKE: marked("Thu nhầm, thu thừa"),
    REMITTED: marked("Người nộp thuộc diện miễn, giảm"),
    NOT_HANDLED: marked("Hồ sơ dừng, rút hoặc bị từ chối; phí được hoàn theo quy định"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a sum that belongs to one fee of the procedure: its code, its kind (fee, charge, price), đồng."""

    fee: str
    kind: str
    amount: int

    def payload(self) -> dict[str, Any]:
        """Return it as a payload carries it."""
        return {"fee": self.fee, "kind": self.kind, "amount": self.amount}


@dataclass(frozen=True, slots=True)
class Taken:
    """Money that came in at a counter: how, where, under which receipt, and for which fees."""

    amount: int
    method: str
    receipt: str
    unit: str
    shares: tuple[Share, ...] = ()
    online: bool = False


def shared(due: Sequence[Share], paid: int, amount: int) -> tuple[Share, ...]:
    """Divide a sum among the fees that are due, in their order, after what was paid before; the parts add up to it.

    What goes beyond all known fees (an amount that nobody published) is one part without a fee.
    """
    parts, before, left = [], paid, amount
    for share in due:
        covered = min(before, share.amount)
        before -= covered
        part = min(left, share.amount - covered)
        left -= part
        if part:
            parts.append(Share(share.fee, share.kind, part))
    if left:
        parts.append(Share("", "unknown", left))
    return tuple(parts)


def pay(before: Snapshot, at: datetime, taken: Taken) -> Decision:
    """Record money that came in; never more than is owed, and by receipt where no amount is published."""
    plain = closing.pay(
        before, at, amount=taken.amount, online=taken.online, method=taken.method, receipt=taken.receipt
    )
    draft = plain.drafts[0]
    where = {"unit": taken.unit, "lines": [share.payload() for share in taken.shares]}
    return Decision((replace(draft, payload={**draft.payload, **where}),))


def exempt(before: Snapshot, at: datetime, *, relief: Relief, reason: str = "") -> Decision:
    """Remit what a published exemption leaves out; what is still due under it stays to be paid."""
    kind = permit(before, "exempt", at)
    if before.relief:
        raise Refused("exempt_already", "Hồ sơ này đã được ghi miễn, giảm.", "Xem ở khối «Tiền» của hồ sơ.")
    if before.fee_due is not None and relief.due >= before.fee_due:
        raise Refused("nothing_to_remit", "Không còn khoản nào để miễn, giảm.")
    remitted = None if before.fee_due is None else before.fee_due - relief.due
    payload = {
        "exemption": relief.code,
        "fee_due": relief.due,
        "remitted": remitted,
        "unit": before.reception_unit,
    }
    return Decision((Draft(kind, payload, {"reason": reason.strip()} if reason.strip() else None),))


def hand_over(before: Snapshot, at: datetime, *, actor: str, way: str, to: str, relief: Relief | None) -> Decision:
    """Hand the result over to somebody who claims a published exemption only now: it is remitted first."""
    drafts = exempt(before, at, relief=relief).drafts if relief is not None else ()
    returned = closing.return_result(after(before, at, actor, drafts), at, way=way, to=to)
    return Decision((*drafts, *returned.drafts))


def refund(
    before: Snapshot,
    at: datetime,
    *,
    ground: str,
    reason: str,
    amount: int,
    method: str,
    receipt: str,
    number: str,
    unit: str,
    refundable: bool,
    shares: Iterable[Share] = (),
) -> Decision:
    """Pay money back and reverse its receipt; ``refundable`` says whether the fee comes back when a stage fails."""
    kind = permit(before, "refund", at)
    if method not in METHODS:
        raise Refused("no_such_method", "Chưa chọn cách hoàn tiền.")
    if not reason.strip():
        raise Refused("reason_missing", "Chưa ghi lý do hoàn tiền.", "Ghi rõ vì sao hoàn, theo đề nghị của ai.")
    _refundable(before, ground, amount, refundable)
    payload = {
        "amount": amount,
        "method": method,
        "receipt": receipt,
        "number": number,
        "ground": ground,
        "unit": unit,
        "lines": [share.payload() for share in shares],
    }
    return Decision((Draft(kind, payload, {"reason": reason.strip()}),))


def _refundable(before: Snapshot, ground: str, amount: int, refundable: bool) -> None:
    """Refuse to pay back more than came in, or on a ground that this dossier does not give."""
    if ground not in GROUNDS:
        raise Refused("no_such_ground", "Chưa chọn căn cứ hoàn tiền.")
    if amount <= 0 or amount > before.fee_paid:
        raise Refused(
            "wrong_amount",
            Phrase("Không hoàn được {given}: hồ sơ đã nộp {paid}.", given=Money(amount), paid=Money(before.fee_paid)),
            "Hoàn nhiều nhất bằng số đã nộp.",
        )
    if ground == NOT_HANDLED and not refundable:
        raise Refused(
            "not_refundable",
            "Phí, lệ phí của thủ tục này không hoàn khi hồ sơ không được giải quyết.",
            "Chỉ hoàn khi thu nhầm, thu thừa hoặc người nộp thuộc diện miễn, giảm.",
        )
    if ground == NOT_HANDLED and before.state not in NOT_GRANTED and before.outcome != "rejected":
        raise Refused(
            "handled",
            "Hồ sơ này không dừng, rút hay bị từ chối.",
            "Chọn đúng căn cứ hoàn; hồ sơ đang giải quyết thì chờ kết quả.",
        )
    over = before.fee_paid - (before.fee_due or 0)
    if ground == REMITTED and (not before.relief or amount > over):
        raise Refused(
            "not_remitted",
            "Hồ sơ chưa được ghi miễn, giảm, hoặc số hoàn lớn hơn phần được miễn.",
            "Ghi miễn, giảm trước rồi hoàn phần thừa.",
        )
