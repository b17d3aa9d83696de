"""Which duties a person holds at a moment: asked on every page, so as one text that is compiled once."""

from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.db import connection

from motcua.ledger import driver
from motcua.people.actor import Duty
from motcua.people.models import Delegation, OrgUnit, Post


def held(user: UUID, day: date, at: datetime) -> frozenset[Duty]:
    """Return own posts of that day, and roles lent by delegations whose giver still holds the post."""
    ops = connection.ops
    who = Post._meta.get_field("user").target_field.get_db_prep_value(user, connection)
    on, moment = ops.adapt_datefield_value(day), ops.adapt_datetimefield_value(at)
    rows = driver.run(_text(), [who, on, on, who, moment, on, on, on, on]).fetchall()
    return frozenset(Duty(unit, role, str(UUID(str(lent_by))) if lent_by else None) for unit, role, lent_by in rows)


@cache
def _text() -> str:
    post, lent, unit = Post._meta.db_table, Delegation._meta.db_table, OrgUnit._meta.db_table
    return f"""
        SELECT u.code, p.role, NULL FROM {post} p JOIN {unit} u ON u.id = p.unit_id
        WHERE p.user_id = %s AND {_valid("p")}
        UNION ALL
        SELECT u.code, d.role, CAST(d.id AS text) FROM {lent} d JOIN {unit} u ON u.id = d.unit_id
        WHERE d.receiver_id = %s AND (d.revoked_at IS NULL OR d.revoked_at > %s)
          AND d.valid_from <= %s AND d.valid_to >= %s
          AND EXISTS (
            SELECT 1 FROM {post} o
            WHERE o.user_id = d.giver_id AND o.unit_id = d.unit_id AND o.role = d.role AND {_valid("o")})
    """  # noqa: S608 - names of our own tables


def _valid(row: str) -> str:
    """Return the condition that a row is valid on a day, given twice; no date means without limit."""
    first, last = f"{row}.valid_from", f"{row}.valid_to"
    return f"({first} IS NULL OR {first} <= %s) AND ({last} IS NULL OR {last} >= %s)"
