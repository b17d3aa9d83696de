"""Decisions that end a dossier or follow it: refuse, return, stop on request; payment and the citizen's rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.core.phrase import Money, Phrase
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused


@dataclass(frozen=True, slots=True)
class Relief:
    """A published exemption that the applicant claims: its code, and what of the fee is still due under it (đồng)."""

    code: str
    due: int


def refuse(before: Snapshot, at: datetime, *, ground: str, reason: str, number: str) -> Decision:
    """Refuse to handle a dossier, in writing and on a listed ground (form 03)."""
    kind = permit(before, "refuse", at)
    if not reason.strip():
        raise Refused("reason_missing", "Chưa ghi lý do từ chối.", "Từ chối phải bằng văn bản, nêu rõ lý do và căn cứ.")
    return Decision((Draft(kind, {"ground": ground, "number": number}, {"reason": reason.strip()}),))


def return_result(before: Snapshot, at: datetime, *, way: str, to: str) -> Decision:
    """Hand the result over: at the counter, by post or electronically; the fee must have been paid or remitted.

    The entry says how the money ended: ``none`` due, ``paid``, ``exempt``, and where no amount is published ``taken``
    (by receipt) or ``unknown`` (nothing taken).
    """
    kind = permit(before, "return", at)
    if before.step_kind != "return":
        raise Refused(
            "result_not_ready",
            "Kết quả chưa về tới bộ phận một cửa.",
            Phrase("Hồ sơ còn ở bước {step}; chờ bước đó xong.", step=before.step),
        )
    owed = (before.fee_due or 0) - before.fee_paid
    if owed > 0:
        said = Phrase("Còn {money} chưa nộp.", money=Money(owed))
        raise Refused("fee_owed", said, "Thu và ghi nhận tiền trước khi trả.")
    payload: dict[str, Any] = {"way": way, "fee": _fee(before)}
    if before.relief:
        payload["exemption"] = before.relief
    return Decision((Draft(kind, payload, {"to": to.strip()} if to.strip() else None),))


def _fee(before: Snapshot) -> str:
    if before.relief:
        return "exempt"
    if before.fee_due is None:
        return "taken" if before.fee_paid else "unknown"
    return "paid" if before.fee_due else "none"


def stop(before: Snapshot, at: datetime, *, way: str, reason: str, number: str) -> Decision:
    """Stop on the applicant's request while nothing is decided (form 05; NĐ 118/2025 Đ21)."""
    kind = permit(before, "stop", at)
    if before.before_reception:
        raise Refused("not_received_yet", "Hồ sơ chưa được tiếp nhận nên chưa có gì để dừng.", "Dùng «Rút hồ sơ».")
    return Decision((Draft(kind, {"ground": "applicant", "way": way, "number": number}, {"reason": reason.strip()}),))


def pay(before: Snapshot, at: datetime, *, amount: int, online: bool, method: str, receipt: str) -> Decision:
    """Record money that came in, in đồng; never more than is owed, and by receipt where no amount is published."""
    kind = permit(before, "pay", at)
    owed = (before.fee_due or 0) - before.fee_paid
    if amount <= 0 or (amount > owed and before.fee_due is not None):
        raise Refused(
            "wrong_amount",
            Phrase("Số tiền {given} không khớp: hồ sơ còn phải nộp {owed}.", given=Money(amount), owed=Money(owed)),
            "Kiểm tra lại số tiền; phần đã nộp xem ở khối «Tiền».",
        )
    if before.fee_due is None and not receipt.strip():
        raise Refused(
            "receipt_missing",
            "Chưa có mức thu được công bố nên khoản thu phải có số biên lai.",
            "Ghi số biên lai đã lập theo văn bản quy định mức thu.",
        )
    return Decision((Draft(kind, {"amount": amount, "online": online, "method": method, "receipt": receipt}),))


@dataclass(frozen=True, slots=True)
class Answers:
    """What the citizen tells besides the score; None is a question left open, which is not the same as "no"."""

    visits: int | None = None
    extra_papers: bool | None = None
    extra_money: bool | None = None
    remark: str = ""


MOST_VISITS: Final = 20
NOTHING_MORE: Final = Answers()


def rate(before: Snapshot, at: datetime, *, score: int, answers: Answers = NOTHING_MORE) -> Decision:
    """Keep the citizen's satisfaction, 1 to 5, and what they tell besides; once, so that nobody is asked to mend it."""
    kind = permit(before, "rate", at)
    if before.rating is not None:
        raise Refused("rated_before", "Bạn đã đánh giá hồ sơ này rồi. Cảm ơn bạn.")
    if score not in range(1, 6):
        raise Refused("wrong_score", "Hãy chọn mức từ 1 đến 5.")
    if answers.visits is not None and answers.visits not in range(MOST_VISITS + 1):
        raise Refused("wrong_visits", "Số lần đến phải từ 0 đến 20.", "Đến nhiều hơn thì chọn mức lớn nhất.")
    told = {"visits": answers.visits, "extra_papers": answers.extra_papers, "extra_money": answers.extra_money}
    payload = {"score": score, **{name: value for name, value in told.items() if value is not None}}
    remark = answers.remark.strip()
    return Decision((Draft(kind, payload, {"remark": remark} if remark else None),))
