"""What was found of each paper of a dossier, as its entries tell it: the last mark of each counts."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.ledger.read import Entry

CHECKED = "dossier.checked"
ANSWERED = "dossier.supplement_answered"


def marks(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the finding by component; papers that were supplied anew are to be looked at again."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.type == CHECKED:
            found |= entry.payload["found"]
        elif entry.type == ANSWERED:
            found = {code: finding for code, finding in found.items() if finding != "fails"}
    return found
