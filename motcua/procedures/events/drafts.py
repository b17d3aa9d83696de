"""The entry types of drafts: begun, saved, sent, answered, remarked, approved, published, dropped, warned.

What was written stands in the revisions, remarks are erasable contents: the payloads hold ids, numbers and digests.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

STARTED: Final = EntryType(
    "draft.started",
    required=frozenset({"code", "change", "begun_from", "base", "revision", "digest"}),
    sentence=_("Bắt đầu bản nháp thủ tục {code}"),
)
SAVED: Final = EntryType(
    "draft.saved",
    required=frozenset({"code", "change", "revision", "digest", "merged", "state", "sections"}),
    sentence=_("Lưu bản nháp thủ tục {code}, lần sửa {revision}"),
)
ASKED: Final = EntryType(
    "draft.asked",
    required=frozenset({"kind", "unit", "role", "revision", "answer_by"}),
    sentence=_("Gửi bản nháp (lần sửa {revision}) tới {unit}, trả lời trước {answer_by}"),
)
ANSWERED: Final = EntryType(
    "draft.answered",
    required=frozenset({"asked", "kind", "unit", "role", "answer", "revision", "state"}),
    optional=frozenset({"delegation"}),
    sentence=_("{unit} trả lời về bản nháp, lần sửa {revision}"),
)
COMMENTED: Final = EntryType(
    "draft.commented",
    required=frozenset({"number", "path", "revision"}),
    personal=("text",),
    sentence=_("Góp ý số {number} về bản nháp, lần sửa {revision}"),
)
RESOLVED: Final = EntryType(
    "draft.comment_resolved",
    required=frozenset({"number", "revision"}),
    sentence=_("Góp ý số {number} đã được xử lý ở lần sửa {revision}"),
)
RECALLED: Final = EntryType(
    "draft.recalled",
    required=frozenset({"revision", "ground"}),
    sentence=_("Rút bản nháp về để sửa, lần sửa {revision}"),
)
APPROVED: Final = EntryType(
    "draft.approved",
    required=frozenset({"asked", "unit", "role", "revision"}),
    optional=frozenset({"delegation"}),
    sentence=_("Duyệt bản nháp, lần sửa {revision}"),
)
PUBLISHED: Final = EntryType(
    "draft.published",
    required=frozenset({"code", "change", "revision", "number", "result", "replaced", "acknowledged"}),
    sentence=_("Bản nháp thủ tục {code} được công bố thành bản {number}"),
)
DROPPED: Final = EntryType(
    "draft.dropped",
    required=frozenset({"code", "revision", "ground"}),
    sentence=_("Bỏ bản nháp thủ tục {code} sau {revision} lần sửa"),
)
WARNED: Final = EntryType(
    "draft.warned",
    required=frozenset({"code", "clock", "due", "days"}),
    sentence=_("Cảnh báo đồng hồ công bố của thủ tục {code}: hạn {due}"),
)
TYPES: Final = (
    STARTED, SAVED, ASKED, ANSWERED, COMMENTED, RESOLVED, RECALLED, APPROVED, PUBLISHED, DROPPED, WARNED,
)  # fmt: skip
