"""The entry types of the register, one module for each kind of stream."""

from motcua.ledger.registry import register
from motcua.procedures.events import drafts, route_drafts
from motcua.procedures.events.publishing import PUBLISHED, REPEALED, ROUTE_PUBLISHED

__all__ = ["PUBLISHED", "REPEALED", "ROUTE_PUBLISHED", "register_types"]


def register_types() -> None:
    """Make the entry types known."""
    register(PUBLISHED, REPEALED, ROUTE_PUBLISHED, *route_drafts.TYPES, *drafts.TYPES)
