"""The entry types of the register: what was published or repealed, when decided, in force and public."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

PUBLISHED: Final = EntryType(
    "procedure.published",
    required=frozenset(
        {
            "code", "number", "digest", "decision", "decision_date", "effective_date", "public_date", "parts",
            "level", "field", "online_level", "routes", "unverified",
        }
    ),
    optional=frozenset({"valid_to"}),
    sentence=_("Công bố thủ tục {code}, bản {number}, theo {decision}, hiệu lực từ {effective_date}"),
)  # fmt: skip
REPEALED: Final = EntryType(
    "procedure.repealed",
    required=frozenset({"code", "decision", "decision_date", "effective_date", "public_date"}),
    sentence=_("Bãi bỏ thủ tục {code} theo {decision}, từ {effective_date}"),
)
ROUTE_PUBLISHED: Final = EntryType(
    "route.published",
    required=frozenset(
        {
            "code", "number", "digest", "decision", "decision_date", "effective_date", "public_date", "steps",
            "unverified",
        }
    ),
    optional=frozenset({"valid_to"}),
    sentence=_("Ban hành quy trình nội bộ {code}, bản {number}, theo {decision}"),
)  # fmt: skip
