"""The entry types of reviews and of their yearly plans; what people write is erasable content."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

STARTED: Final = EntryType(
    "review.started",
    required=frozenset(
        {
            "subject_kind", "subject", "subject_version", "cause", "act", "plan_item", "unit", "role", "term",
            "rule_set", "due",
        }
    ),
    optional=frozenset({"last_day"}),
    personal=("request",),
    sentence=_("Giao rà soát {subject} cho {unit}, hạn {due}"),
)  # fmt: skip
FINDINGS_WRITTEN: Final = EntryType(
    "review.findings_written",
    required=frozenset({"verdicts"}),
    personal=("notes",),
    sentence=_("Ghi kết quả rà soát theo từng tiêu chí"),
)
EXTENDED: Final = EntryType(
    "review.extended",
    required=frozenset({"term", "due", "number"}),
    personal=("reason",),
    sentence=_("Gia hạn rà soát thêm {term}, hạn mới {due}"),
)
DUE_CHANGED: Final = EntryType(
    "review.due_changed",
    required=frozenset({"due"}),
    sentence=_("Lịch làm việc đổi, hạn rà soát là {due}"),
)
WARNED: Final = EntryType(
    "review.warned",
    required=frozenset({"stage", "unit"}),
    sentence=_("Nhắc hạn rà soát"),
)
CONCLUDED: Final = EntryType(
    "review.concluded",
    required=frozenset({"outcome"}),
    personal=("conclusion",),
    sentence=_("Kết luận rà soát"),
)
CANCELLED: Final = EntryType("review.cancelled", personal=("reason",), sentence=_("Hủy việc rà soát"))

PLAN_WRITTEN: Final = EntryType(
    "review_plan.written",
    required=frozenset({"year", "items"}),
    personal=("texts",),
    sentence=_("Soạn kế hoạch rà soát năm {year}"),
)
PLAN_APPROVED: Final = EntryType(
    "review_plan.approved",
    required=frozenset({"year", "decision", "decision_date"}),
    sentence=_("Duyệt kế hoạch rà soát năm {year} theo {decision}"),
)
TYPES: Final = (
    STARTED, FINDINGS_WRITTEN, EXTENDED, DUE_CHANGED, WARNED, CONCLUDED, CANCELLED, PLAN_WRITTEN, PLAN_APPROVED,
)  # fmt: skip
