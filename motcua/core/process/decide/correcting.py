"""Correcting what was written down wrongly at the counter: who asks and what the declaration says, after reception."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from motcua.core.phrase import Phrase, marked
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.fold import Snapshot
from motcua.core.process.states import State
from motcua.core.refusal import Refused

Values = Mapping[str, str | int | None]
APPLICANT: Final = "applicant."
ANSWER: Final = "answers."
CONTACT: Final = frozenset({"applicant.phone", "applicant.email", "applicant.address"})
GROUNDS: Final = {
    "typing": marked("Gõ nhầm khi tiếp nhận"),
    "misread": marked("Đọc nhầm giấy tờ"),
    "declared": marked("Người nộp khai nhầm, đề nghị sửa"),
    "changed": marked("Số điện thoại, địa chỉ đã thay đổi"),
}
NAMED_BY_ITSELF: Final = "typing"  # the ground that needs no words: old and new value say it all


def open_to_correction(before: Snapshot, at: datetime) -> str:
    """Return the event type; refuse where nothing was received, or nothing runs any more."""
    kind = permit(before, "correct", at)
    if before.before_reception:
        raise Refused(
            "not_received_yet",
            "Hồ sơ chưa được tiếp nhận nên chưa có gì để sửa ở quầy.",
            "Chờ người nộp bổ sung, hoặc yêu cầu bổ sung chỗ sai.",
        )
    return kind


def correct(
    before: Snapshot,
    at: datetime,
    *,
    was: Values,
    now: Values,
    ground: str,
    reason: str,
    copy: int = 0,
    number: str = "",
) -> Decision:
    """Replace values by field code; ``copy`` counts the receipt issued anew under its ``number`` (0: none is needed).

    Which fields changed stands in the payload, what they said and say only in the erasable content.
    """
    kind = open_to_correction(before, at)
    changed = sorted(code for code in now if now[code] != was.get(code))
    if not changed:
        raise Refused("nothing_changed", "Chưa sửa ô nào.", "Sửa ô bị sai rồi gửi, hoặc quay lại trang hồ sơ.")
    if ground not in GROUNDS:
        raise Refused("no_such_ground", "Chưa chọn lý do sửa.", "Chọn một lý do trong danh mục.")
    if ground != NAMED_BY_ITSELF and not reason.strip():
        raise Refused("reason_missing", "Chưa ghi rõ vì sao sửa.", "Ghi ngắn gọn: ai đề nghị, theo giấy tờ nào.")
    if before.state is State.DECIDED and not CONTACT.issuperset(changed):
        raise Refused(
            "decided_already",
            Phrase(
                "Hồ sơ {code} đã có quyết định nên chỉ sửa được điện thoại, thư điện tử, địa chỉ.", code=before.code
            ),
            "Kết quả đã ký mang thông tin cũ: làm thủ tục đính chính kết quả.",
        )
    payload: dict[str, Any] = {"fields": changed, "ground": ground}
    if copy:
        payload |= {"number": number, "copy": copy}
    content = {
        "was": {code: was.get(code) for code in changed},
        "now": {code: now[code] for code in changed},
        "reason": reason.strip(),
    }
    return Decision((Draft(kind, payload, content),))
