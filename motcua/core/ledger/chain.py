"""The chain of one stream: each entry's hash covers all its columns and the hash before it (ADR 0001)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

VERSION = b"\x01"
START = bytes(32)
SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of one entry that its hash covers, as they are stored."""

    stream: str
    seq: int
    type: str
    type_version: int
    at: datetime
    recorded_at: datetime
    actor: str
    content_digest: bytes | None
    leaf_salt: bytes
    payload: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which a stream's chain does not hold: the sequence number expected there, and why."""

    seq: int
    reason: str


def content_digest(salt: bytes, content: str) -> bytes:
    """Return SHA-256(salt ‖ canonical content): a commitment that says nothing once the salt is erased."""
    if len(salt) != SALT_BYTES:
        raise ValueError("a content salt has 32 bytes")
    return sha256(salt + content.encode()).digest()


def entry_hash(previous: bytes, form: Form) -> bytes:
    """Return SHA-256(version byte ‖ previous hash ‖ length-prefixed columns ‖ payload bytes).

    A column is its bytes after their length as four bytes, big-endian, in the order of :class:`Form`; numbers are
    decimal digits, times ``2026-04-29T08:30:00.000000Z``, a missing content digest is empty.
    """
    if len(previous) != len(START):
        raise ValueError("a previous hash has 32 bytes")
    columns = (
        form.stream.encode(),
        b"%d" % form.seq,
        form.type.encode(),
        b"%d" % form.type_version,
        _moment(form.at),
        _moment(form.recorded_at),
        form.actor.encode(),
        form.content_digest or b"",
        form.leaf_salt,
    )
    prefixed = [len(column).to_bytes(4, "big") + column for column in columns]
    return sha256(b"".join((VERSION, previous, *prefixed, form.payload.encode()))).digest()


def first_break(entries: Iterable[tuple[Form, bytes]]) -> Break | None:
    """Return where a whole stream, in order from its first entry, stops being a chain; None when it holds."""
    previous = START
    for expected, (form, stored) in enumerate(entries, start=1):
        if form.seq != expected:
            return Break(expected, "missing")
        if entry_hash(previous, form) != stored:
            return Break(expected, "changed")
        previous = stored
    return None


def _moment(moment: datetime) -> bytes:
    if moment.tzinfo is None:
        raise ValueError("a time in the ledger carries its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[: -len("+00:00")].encode() + b"Z"
