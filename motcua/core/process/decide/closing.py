"""Decisions that end a dossier or follow it: refuse, return, stop on request; payment and the citizen's rating."""

from __future__ import annotations

from datetime import datetime

from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused

WAYS = {"counter": "tại quầy", "post": "qua bưu chính", "online": "bản điện tử"}


def refuse(before: Snapshot, at: datetime, *, ground: str, reason: str, number: str) -> Decision:
    """Refuse to handle a dossier, in writing and on a listed ground (form 03)."""
    kind = permit(before, "refuse", at)
    if not reason.strip():
        raise Refused("reason_missing", "Chưa ghi lý do từ chối.", "Từ chối phải bằng văn bản, nêu rõ lý do và căn cứ.")
    return Decision((Draft(kind, {"ground": ground, "number": number}, {"reason": reason.strip()}),))


def return_result(before: Snapshot, at: datetime, *, way: str, to: str) -> Decision:
    """Hand the result over: at the counter, by post or electronically; the fee must have been paid."""
    kind = permit(before, "return", at)
    if before.step_kind != "return":
        raise Refused(
            "result_not_ready",
            "Kết quả chưa về tới bộ phận một cửa.",
            f"Hồ sơ còn ở bước {before.step}; chờ bước đó xong.",
        )
    owed = (before.fee_due or 0) - before.fee_paid
    if owed > 0:
        raise Refused("fee_owed", f"Còn {owed:,} đ chưa nộp.".replace(",", "."), "Thu và ghi nhận tiền trước khi trả.")
    return Decision((Draft(kind, {"way": way}, {"to": to.strip()} if to.strip() else None),))


def stop(before: Snapshot, at: datetime, *, way: str, reason: str, number: str) -> Decision:
    """Stop on the applicant's request while nothing is decided (form 05; NĐ 118/2025 Đ21)."""
    kind = permit(before, "stop", at)
    if before.before_reception:
        raise Refused("not_received_yet", "Hồ sơ chưa được tiếp nhận nên chưa có gì để dừng.", "Dùng «Rút hồ sơ».")
    return Decision((Draft(kind, {"ground": "applicant", "way": way, "number": number}, {"reason": reason.strip()}),))


def pay(before: Snapshot, at: datetime, *, amount: int, online: bool, method: str, receipt: str) -> Decision:
    """Record money that came in, in đồng; never more than is owed, where what is owed is known."""
    kind = permit(before, "pay", at)
    owed = (before.fee_due or 0) - before.fee_paid
    if amount <= 0 or (amount > owed and before.fee_due is not None):
        raise Refused(
            "wrong_amount",
            f"Số tiền {amount:,} đ không khớp: hồ sơ còn phải nộp {owed:,} đ.".replace(",", "."),
            "Kiểm tra lại số tiền; phần đã nộp xem ở khối «Tiền».",
        )
    return Decision((Draft(kind, {"amount": amount, "online": online, "method": method, "receipt": receipt}),))


def rate(before: Snapshot, at: datetime, *, score: int) -> Decision:
    """Keep the citizen's satisfaction, 1 to 5, once."""
    kind = permit(before, "rate", at)
    if before.rating is not None:
        raise Refused("rated_before", "Bạn đã đánh giá hồ sơ này rồi. Cảm ơn bạn.")
    if score not in range(1, 6):
        raise Refused("wrong_score", "Hãy chọn mức từ 1 đến 5.")
    return Decision((Draft(kind, {"score": score}),))
