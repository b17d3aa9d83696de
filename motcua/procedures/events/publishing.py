"""The entry types of the register: what was published or repealed, when decided, in force and public."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType

COUNTED: Final = ("fees", "fees_online", "for_people", "results")


def _uncounted(_old: int, payload: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not say what statistics ask of a procedure: it stays unknown."""
    return {**payload, **dict.fromkeys(COUNTED)}


PUBLISHED: Final = EntryType(
    "procedure.published",
    version=2,
    required=frozenset(
        {
            "code", "number", "digest", "decision", "decision_date", "effective_date", "public_date", "parts",
            "level", "field", "online_level", "routes", "unverified", *COUNTED,
        }
    ),
    optional=frozenset({"valid_to", "draft", "imported"}),
    sentence=_("Công bố thủ tục {code}, bản {number}, theo {decision}, hiệu lực từ {effective_date}"),
    upcast=_uncounted,
)  # fmt: skip
REPEALED: Final = EntryType(
    "procedure.repealed",
    required=frozenset({"code", "decision", "decision_date", "effective_date", "public_date"}),
    optional=frozenset({"open_dossiers", "treatment", "replaced_by"}),
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
