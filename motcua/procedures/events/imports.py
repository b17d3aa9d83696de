"""The entry types of imports: a list of procedures received, checked, confirmed and written into the register."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

COUNTS: Final = ("new", "changed", "drafts", "unchanged", "refused", "doubtful")
DAYS: Final = ("decision_date", "effective_date", "public_date")

RECEIVED: Final = EntryType(
    "import.received",
    required=frozenset({"format", "size", "digest"}),
    optional=frozenset({"decision", *DAYS}),
    personal=("name",),
    sentence=_("Nhận tệp danh sách thủ tục dạng {format}, {size} byte"),
)
CHECKED: Final = EntryType(
    "import.checked",
    required=frozenset({*COUNTS, "report", "overtaken"}),
    sentence=_(
        "Kiểm tra danh sách: {new} mới, {changed} thay đổi, {drafts} thành bản nháp, {unchanged} không đổi, "
        "{refused} bị từ chối"
    ),
)
UNREADABLE: Final = EntryType(
    "import.unreadable", required=frozenset({"code"}), personal=("reason",), sentence=_("Không đọc được tệp danh sách")
)
CONFIRMED: Final = EntryType(
    "import.confirmed", required=frozenset({"doubtful"}), sentence=_("Xác nhận ghi danh sách vào sổ thủ tục")
)
APPLIED: Final = EntryType(
    "import.applied",
    required=frozenset({"published", "drafts"}),
    sentence=_("Ghi danh sách vào sổ thủ tục: {published} bản công bố, {drafts} bản nháp"),
)
DROPPED: Final = EntryType("import.dropped", sentence=_("Bỏ tệp danh sách thủ tục, không ghi gì"))
TYPES: Final = (RECEIVED, CHECKED, UNREADABLE, CONFIRMED, APPLIED, DROPPED)
