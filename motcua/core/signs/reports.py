"""What a citizen may report and how it is answered: the checks alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from motcua.core.refusal import Refused

KINDS: Final = ("papers", "money", "come_again", "no_reason")
OUTCOMES: Final = ("right", "partly", "not_so")
LONGEST: Final = 1000
LONGEST_ANSWER: Final = 2000


def check_report(kind: str, text: str, waiting: Collection[str], most: int, *, refused: bool) -> str:
    """Return the words of a report as they are kept; refuse what cannot be answered or is being answered already."""
    if kind not in KINDS:
        raise Refused("no_such_report", "Chưa chọn điều cần phản ánh.", "Chọn một trong các mục.")
    if kind in waiting:
        raise Refused("reported_before", "Bạn đã phản ánh điều này và đang chờ trả lời.", "Xem hạn trả lời bên dưới.")
    if len(waiting) >= most:
        raise Refused(
            "too_many_reports", "Hồ sơ này đã có nhiều phản ánh đang chờ trả lời.", "Chờ trả lời rồi gửi tiếp."
        )
    if kind == "no_reason" and not refused:
        raise Refused(
            "not_refused",
            "Hồ sơ này chưa bị từ chối trên hệ thống.",
            "Nếu bị từ chối bằng lời nói ở quầy, chọn «Bắt đi lại nhiều lần, hẹn miệng».",
        )
    words = text.strip()
    if len(words) > LONGEST:
        raise Refused("too_long", "Nội dung quá dài.", "Viết ngắn hơn 1000 chữ cái.")
    return words


def check_answer(outcome: str, answer: str, *, answered: bool) -> str:
    """Return the words of an answer; it is given once, with a conclusion and in words."""
    if answered:
        raise Refused("answered_before", "Phản ánh này đã được trả lời.", "Không phải làm gì thêm.")
    if outcome not in OUTCOMES:
        raise Refused("no_outcome", "Chưa chọn kết luận.", "Chọn một kết luận.")
    words = answer.strip()
    if not words:
        raise Refused(
            "answer_missing", "Chưa viết trả lời.", "Viết điều đã kiểm tra và việc đã làm; người dân đọc được."
        )
    if len(words) > LONGEST_ANSWER:
        raise Refused("too_long", "Nội dung quá dài.", "Viết ngắn hơn 2000 chữ cái.")
    return words
