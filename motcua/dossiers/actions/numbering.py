"""Puts a slip's number into a decision that was already made: a refused decision takes no number."""

from __future__ import annotations

from dataclasses import replace

from motcua.core.process.decide.decision import Decision


def with_number(decision: Decision, number: str, field: str = "number") -> Decision:
    """Return the decision with ``number`` in a field of its first event's payload."""
    first = decision.drafts[0]
    numbered = replace(first, payload={**first.payload, field: number})
    return replace(decision, drafts=(numbered, *decision.drafts[1:]))
