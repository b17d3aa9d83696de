"""Turns a decided commit into rows and writes them: one statement on PostgreSQL, one short transaction on SQLite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import urandom
from typing import Any

from django.db import connection

from motcua.core.ledger import canonical_text
from motcua.core.ledger.chain import SALT_BYTES, Form, content_digest, entry_hash
from motcua.ledger import driver
from motcua.ledger.children import Insert, Prepared, written
from motcua.ledger.models import Content, Entry, IdempotencyKey
from motcua.ledger.registry import lookup
from motcua.ledger.shapes import ENTRY_COLUMNS, Arm, Shape, plain, quote, single_statement, table


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Something that happened: its payload goes into the ledger, its content (personal) beside it."""

    type: str
    payload: Mapping[str, Any]
    content: Mapping[str, Any] | None = None


@dataclass(slots=True)
class Plan:
    """Everything one commit writes."""

    key: Prepared | None
    key_pair: tuple[str, str] | None
    subject: Prepared
    entries: list[tuple[Any, ...]]
    children: list[Prepared]
    one_statement: bool


def entry_rows(
    stream: str,
    version: int,
    head: bytes,
    entries: Sequence[NewEntry],
    *,
    actor: str,
    at: datetime,
    recorded_at: datetime,
) -> tuple[list[tuple[Any, ...]], list[Prepared], bytes]:
    """Return the rows of new entries after ``version``, the writes of their contents, and the new head."""
    rows, contents = [], []
    for seq, new in enumerate(entries, start=version + 1):
        registered = lookup(new.type)
        registered.check(new.payload, new.content)
        digest = None
        if new.content:
            salt, body = urandom(SALT_BYTES), canonical_text(new.content)
            digest = content_digest(salt, body)
            contents.append(written(Insert(Content, {"stream": stream, "seq": seq, "salt": salt, "body": body})))
        payload, leaf_salt = canonical_text(new.payload), urandom(SALT_BYTES)
        form = Form(stream, seq, new.type, registered.version, at, recorded_at, actor, digest, leaf_salt, payload)
        head = entry_hash(head, form)
        times = stored_time(at), stored_time(recorded_at)
        rows.append((stream, seq, new.type, registered.version, *times, actor, payload, digest, head, leaf_salt))
    return rows, contents, head


def stored_time(moment: datetime) -> Any:
    """Return a moment as the database stores it."""
    return table(Entry).quick["at"][datetime](moment)


def execute(plan: Plan) -> bool:
    """Write the plan; False, and nothing written, when its guard lost.

    All arms of one statement see the rows as they were before it. Where a child builds on an earlier one, the commit
    is plain statements in one transaction, on PostgreSQL too.
    """
    if connection.vendor == "postgresql" and plan.one_statement:
        return _in_one_statement(plan)
    return _in_one_transaction(plan)


def _in_one_statement(plan: Plan) -> bool:
    shape = Shape(
        plan.key.arm if plan.key else None,
        plan.subject.arm,
        len(plan.entries),
        tuple(child.arm for child in plan.children),
    )
    key = plan.key.values if plan.key else []
    unused = list(plan.key_pair or ()) if not shape.creates else []
    begin = [*key, *plan.subject.values] if shape.creates else [*plan.subject.values, *unused, *key]
    values = [
        *begin,
        *(v for row in plan.entries for v in row),
        *(v for child in reversed(plan.children) for v in child.values),
    ]
    return driver.run(single_statement(shape), values).fetchone() is not None


_INSERT_ENTRY = plain(Arm("insert", "ledger_entry", tuple(map(quote, ENTRY_COLUMNS))))


def insert_entries(rows: list[tuple[Any, ...]]) -> None:
    """Write entries that have no subject (the log's own first entry)."""
    for row in rows:
        driver.run(_INSERT_ENTRY, row)


class _Lost(Exception):
    """The guard lost inside the transaction, which must roll back."""


def _in_one_transaction(plan: Plan) -> bool:
    try:
        with driver.transaction():
            for guard in (plan.key, plan.subject):
                if guard and driver.run(plain(guard.arm), guard.values).rowcount != 1:
                    raise _Lost
            insert_entries(plan.entries)
            for child in plan.children:
                driver.run(plain(child.arm), child.values)
    except _Lost:
        return False
    return True


def key_write(
    value: str, action: str, digest: bytes, *, actor: str, stream: str, version: int, result: str, recorded_at: datetime
) -> Prepared:
    """Return the write of an idempotency key; a key that exists already is left alone, and the commit loses."""
    its = table(IdempotencyKey)
    columns, values = its.prepared(
        {
            "actor": actor,
            "key": value,
            "action": action,
            "digest": digest,
            "stream": stream,
            "version": version,
            "result": result,
            "recorded_at": recorded_at,
        }
    )
    return Prepared(Arm("insert", its.name, columns, ignore=True), values)


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC."""
    if moment.tzinfo is None:
        raise TypeError("`at` carries its time zone")
    return moment.astimezone(UTC)
