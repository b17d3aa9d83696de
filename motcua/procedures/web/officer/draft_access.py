"""The door of a draft's pages: whoever may not see it gets no page, whoever may not write in it no editor."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.people.middleware import ActedRequest
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.web.officer.access import acted

STATES = {
    "drafting": (pgettext_lazy("state of a draft", "Đang soạn"), "blue"),
    "reviewing": (pgettext_lazy("state of a draft", "Đang lấy ý kiến"), "amber"),
    "submitted": (pgettext_lazy("state of a draft", "Chờ duyệt"), "purple"),
    "approved": (pgettext_lazy("state of a draft", "Đã duyệt, chờ công bố"), "teal"),
    "published": (pgettext_lazy("state of a draft", "Đã công bố"), "green"),
    "dropped": (pgettext_lazy("state of a draft", "Đã bỏ"), "grey"),
}
KINDS = {"review": gettext_lazy("Góp ý"), "approval": gettext_lazy("Duyệt")}
ANSWERS = {
    "": (gettext_lazy("Chưa trả lời"), "amber"),
    "agree": (gettext_lazy("Đồng ý"), "green"),
    "change": (gettext_lazy("Đề nghị sửa"), "red"),
    "withdrawn": (gettext_lazy("Không hỏi nữa"), "grey"),
}
RECALL_REASONS = {
    "mistake": gettext_lazy("Gửi nhầm, còn thiếu nội dung"),
    "new_facts": gettext_lazy("Có thông tin mới phải đưa vào"),
    "asked_to": gettext_lazy("Theo đề nghị của người được hỏi"),
}
DROP_REASONS = {
    "not_needed": gettext_lazy("Không cần thay đổi nữa"),
    "act_changed": gettext_lazy("Văn bản làm căn cứ đã thay đổi"),
    "duplicate": gettext_lazy("Trùng với thủ tục khác"),
    "other_draft": gettext_lazy("Dùng bản nháp khác"),
    "mistake": gettext_lazy("Bắt đầu nhầm"),
}


def reader(request: HttpRequest, pk: UUID) -> tuple[ActedRequest, Opened]:
    """Return the draft to whoever may see it; for everybody else it does not exist."""
    found = reads.opened(acted(request).actor, pk)
    if found is None:
        raise Http404
    return acted(request), found


def writer(request: HttpRequest, pk: UUID) -> tuple[ActedRequest, Opened]:
    """Return the draft to whoever may write in it; for everybody else there is no editor."""
    request_, found = reader(request, pk)
    if not draft_policies.can_write(request_.actor).allowed:
        raise Http404
    return request_, found
