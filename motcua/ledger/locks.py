"""Locks by name that live as long as the transaction: PostgreSQL's advisory locks; SQLite has one writer anyway."""

from hashlib import sha256

from django.db import connection


def hold(name: str) -> None:
    """Wait for the lock of that name and hold it until the surrounding transaction ends."""
    if connection.vendor == "postgresql":
        number = int.from_bytes(sha256(b"motcua.ledger:" + name.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
