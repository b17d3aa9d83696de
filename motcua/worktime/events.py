"""What can happen to calendars and rule sets, as the ledger knows it; open dossiers are recomputed upon these."""

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType, register

CALENDAR_PUBLISHED = EntryType(
    "calendar.published",
    required=frozenset({"code", "kind", "version", "digest"}),
    optional=frozenset({"days_from", "is_default", "changed_from", "unverified"}),
    sentence=_("{actor} công bố lịch làm việc {code}, bản {version}."),
)
RULES_PUBLISHED = EntryType(
    "rules.published",
    required=frozenset({"code", "version", "digest", "valid_from"}),
    optional=frozenset({"valid_to", "unverified"}),
    sentence=_("{actor} công bố bộ quy tắc tính thời hạn {code}, bản {version}, áp dụng từ {valid_from}."),
)


def register_types() -> None:
    """Make the entry types known to the ledger."""
    register(CALENDAR_PUBLISHED, RULES_PUBLISHED)
