"""What can happen to the words of letters, as the ledger knows it."""

from django.utils.translation import gettext_lazy as _

from motcua.ledger.registry import EntryType, register

LETTER_REWORDED = EntryType(
    "letter.reworded",
    required=frozenset({"code", "version", "digest", "decision", "ours"}),
    sentence=_("{actor} sửa lời của tin {code}, bản {version} ({decision})."),
)


def register_types() -> None:
    """Make the entry types known to the ledger."""
    register(LETTER_REWORDED)
