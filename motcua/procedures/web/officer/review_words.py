"""Words for the codes of acts, reviews, plans and proposals."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.core.refusal import Refused
from motcua.core.worktime import remaining
from motcua.procedures.models import Review
from motcua.procedures.models.reviews import OPEN
from motcua.ui.formatting import amount, short_moment
from motcua.worktime import queries as worktime

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ACT_KINDS: "Final[dict[str, StrPromise]]" = {
    "law": gettext_lazy("Luật, bộ luật"),
    "ordinance": gettext_lazy("Pháp lệnh"),
    "resolution": gettext_lazy("Nghị quyết"),
    "decree": gettext_lazy("Nghị định"),
    "decision": gettext_lazy("Quyết định"),
    "directive": gettext_lazy("Chỉ thị"),
    "joint_circular": gettext_lazy("Thông tư liên tịch"),
    "circular": gettext_lazy("Thông tư"),
    "other": gettext_lazy("Văn bản khác"),
}
EFFECTS: "Final[dict[str, StrPromise]]" = {
    "amends": gettext_lazy("Sửa đổi, bổ sung"),
    "replaces": gettext_lazy("Thay thế"),
    "repeals": gettext_lazy("Bãi bỏ"),
}
DONE_TO: "Final[dict[str, StrPromise]]" = {
    "amends": gettext_lazy("được sửa đổi bởi"),
    "replaces": gettext_lazy("được thay thế bởi"),
    "repeals": gettext_lazy("bị bãi bỏ bởi"),
}
ACT_STATES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "in_force": (gettext_lazy("Còn hiệu lực"), "green"),
    "waiting": (gettext_lazy("Chưa có hiệu lực"), "blue"),
    "ended": (gettext_lazy("Hết hiệu lực"), "grey"),
}
PLACES: "Final[dict[str, StrPromise]]" = {
    "legal_basis": gettext_lazy("Căn cứ pháp lý"),
    "form": gettext_lazy("Mẫu đơn, tờ khai"),
    "lookup": gettext_lazy("Dữ liệu thay giấy tờ"),
    "component": gettext_lazy("Thành phần hồ sơ"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "clock": gettext_lazy("Lý do dừng, kéo dài thời hạn"),
    "text": gettext_lazy("Trình tự, điều kiện, lưu ý"),
    "source": gettext_lazy("Nguồn công bố"),
    "route": gettext_lazy("Căn cứ của quy trình"),
    "step": gettext_lazy("Bước của quy trình"),
    "rule": gettext_lazy("Quy tắc tính thời hạn"),
}
SUBJECTS: "Final[dict[str, StrPromise]]" = {
    "procedure": pgettext_lazy("subject of a review", "Thủ tục"),
    "route": gettext_lazy("Quy trình nội bộ"),
    "rules": gettext_lazy("Quy tắc tính thời hạn"),
}
CAUSES: "Final[dict[str, StrPromise]]" = {
    "act": gettext_lazy("Văn bản thay đổi"),
    "plan": gettext_lazy("Theo kế hoạch năm"),
    "age": gettext_lazy("Lâu chưa rà soát"),
    "own": gettext_lazy("Theo yêu cầu"),
}
CRITERIA: "Final[dict[str, StrPromise]]" = {
    "necessity": gettext_lazy("Sự cần thiết"),
    "reasonableness": gettext_lazy("Tính hợp lý"),
    "legality": gettext_lazy("Tính hợp pháp"),
    "cost": gettext_lazy("Chi phí tuân thủ"),
}
CRITERIA_HINTS: "Final[dict[str, StrPromise]]" = {
    "necessity": gettext_lazy("Có mục tiêu quản lý rõ không? Có cách khác không cần thủ tục không?"),
    "reasonableness": gettext_lazy("Từng giấy tờ, điều kiện, thời hạn có cần và vừa đủ không?"),
    "legality": gettext_lazy("Đúng thẩm quyền, đúng văn bản còn hiệu lực, không trái văn bản cấp trên?"),
    "cost": gettext_lazy("Thời gian và tiền mà người dân, doanh nghiệp phải bỏ ra có giảm được không?"),
}
VERDICTS: "Final[dict[str, StrPromise]]" = {
    "": gettext_lazy("Chưa đánh giá"),
    "met": pgettext_lazy("verdict", "Đạt"),
    "partly": pgettext_lazy("verdict", "Đạt một phần"),
    "not_met": pgettext_lazy("verdict", "Không đạt"),
}
OUTCOMES: "Final[dict[str, StrPromise]]" = {
    "keep": gettext_lazy("Giữ nguyên"),
    "simplify": gettext_lazy("Kiến nghị đơn giản hóa"),
    "amend": gettext_lazy("Kiến nghị sửa đổi, bổ sung"),
    "repeal": gettext_lazy("Kiến nghị bãi bỏ"),
}
REVIEW_STATES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "open": (gettext_lazy("Đang rà soát"), "teal"),
    "late": (gettext_lazy("Quá hạn"), "red"),
    "concluded": (gettext_lazy("Đã kết luận"), "green"),
    "cancelled": (gettext_lazy("Đã hủy"), "grey"),
}
PLAN_STATES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "draft": (gettext_lazy("Dự thảo"), "amber"),
    "approved": (gettext_lazy("Đã duyệt"), "green"),
}
LINE_STATES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "waiting": (gettext_lazy("Chưa bắt đầu"), "grey"),
    "running": (gettext_lazy("Đang rà soát"), "teal"),
    "done": (gettext_lazy("Đã xong"), "green"),
    "late": (gettext_lazy("Quá hạn"), "red"),
}
MEASURES: "Final[dict[str, StrPromise]]" = {
    "simplify": gettext_lazy("Đơn giản hóa (bớt giấy tờ, bước, thời gian)"),
    "amend": gettext_lazy("Sửa đổi, bổ sung thủ tục"),
    "replace": gettext_lazy("Thay thế bằng thủ tục khác"),
    "repeal": gettext_lazy("Bãi bỏ thủ tục"),
}
PROPOSAL_STATES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "draft": (gettext_lazy("Đang đề xuất"), "blue"),
    "adopted": (gettext_lazy("Được thông qua"), "green"),
    "rejected": (gettext_lazy("Không được thông qua"), "red"),
    "done": (gettext_lazy("Đã thực hiện xong"), "teal"),
    "withdrawn": (gettext_lazy("Đã rút"), "grey"),
}
STEPS: "Final[dict[str, StrPromise]]" = {
    "sent": gettext_lazy("Đã gửi kiến nghị"),
    "answered": gettext_lazy("Đã có trả lời"),
    "act_changed": gettext_lazy("Văn bản đã sửa"),
    "published": gettext_lazy("Bản mới của thủ tục đã công bố"),
}
TASK_KINDS: "Final[dict[str, StrPromise]]" = {
    "prepare": gettext_lazy("Chuẩn bị giấy tờ"),
    "travel": gettext_lazy("Đi lại, nộp hồ sơ"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "inspection": gettext_lazy("Phối hợp kiểm tra, xác minh"),
    "receive": gettext_lazy("Nhận kết quả"),
    "other": gettext_lazy("Chi phí khác"),
}
DUE_CAUSES: "Final[dict[str, StrPromise]]" = {
    "started": gettext_lazy("Khi giao rà soát"),
    "extended": gettext_lazy("Sau khi gia hạn"),
    "due_changed": gettext_lazy("Sau khi lịch làm việc đổi"),
}


def choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return codes and words as the choices of a form."""
    return list(words.items())


def is_late(review: Review, now: datetime) -> bool:
    """Tell whether an open review has passed its due date."""
    return review.state == OPEN and review.due_at < now


def state_of(review: Review, now: datetime) -> tuple[Any, str]:
    """Return the words and colour of a review's state; an open one that is late says so."""
    return REVIEW_STATES["late" if is_late(review, now) else review.state]


def due_words(review: Review, now: datetime) -> str:
    """Say when a review is due and how much office time is left; for an ended one, when it ended."""
    if review.state != OPEN and review.closed_at is not None:
        return _("Kết thúc %(at)s, hạn %(due)s") % {
            "at": short_moment(review.closed_at), "due": short_moment(review.due_at),
        }  # fmt: skip
    try:
        left = remaining(worktime.calendar_for(review.unit), now, review.due_at)
    except Refused:
        return short_moment(review.due_at)
    told = {"due": short_moment(review.due_at), "left": amount(left.days, left.hours, left.minutes)}
    return (_("Hạn %(due)s, quá %(left)s làm việc") if left.late else _("Hạn %(due)s, còn %(left)s làm việc")) % told
