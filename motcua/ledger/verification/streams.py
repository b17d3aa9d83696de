"""Every stream by its chain: numbers without gaps, hashes, positions in order, contents that match or were erased."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from motcua.core.ledger.chain import START, Form, content_digest, entry_hash
from motcua.ledger.erase import ERASED
from motcua.ledger.registry import current_form
from motcua.ledger.verification.findings import Findings
from motcua.ledger.verification.folds import Folds, Told
from motcua.ledger.verification.snapshot import moment, rows

_QUERY = (
    "SELECT e.stream, e.seq, e.type, e.type_version, e.at, e.recorded_at, e.actor, e.payload, e.content_digest, "
    "e.hash, e.leaf_salt, p.position, c.salt, c.body FROM ledger_entry e "
    "LEFT JOIN ledger_position p ON p.entry_id = e.id "
    "LEFT JOIN ledger_content c ON c.stream = e.stream AND c.seq = e.seq ORDER BY e.stream, e.seq"
)


_UNKNOWN: Final = object()


class End(NamedTuple):
    """The last entry of a stream."""

    stream: str
    seq: int
    hash: bytes | None
    position: int | None


class _Row(NamedTuple):
    stream: str
    seq: int
    type: str
    type_version: int
    at: Any
    recorded_at: Any
    actor: str
    payload: str
    content_digest: Any
    hash: Any
    leaf_salt: Any
    position: int | None
    salt: Any
    body: str | None


@dataclass(slots=True)
class _Stream:
    """What must be remembered of a stream while its entries go by."""

    name: str
    seq: int = 0
    hash: bytes | None = START
    position: int | None = 0
    missing: dict[int, int | None] = field(default_factory=dict)


def verify_streams(found: Findings, ended: Callable[[End], None], folds: Folds) -> None:
    """Check all streams, hand over the end of each, and the entries of those that somebody compares with rows."""
    stream: _Stream | None = None
    for raw in rows(_QUERY):
        row = _Row(*raw)
        if stream is None or stream.name != row.stream:
            _close(stream, found, ended)
            stream = _Stream(row.stream)
            found.streams += 1
        found.entries += 1
        try:
            _check(stream, row, found)
            if folds.wants(row.stream):
                folds.entry(row.stream, _told(row))
        except (TypeError, ValueError, AttributeError):
            found.damage(f"{place(*row[:2], row.position)} đã bị sửa: không còn đọc được.", row.position)
            stream.seq, stream.hash = stream.seq + 1, None
    _close(stream, found, ended)


def _check(stream: _Stream, row: _Row, found: Findings) -> None:
    _check_order(stream, row, found)
    _check_hash(stream, row, found)
    _check_content(stream, row, found)
    stream.seq, stream.hash, stream.position = row.seq, bytes(row.hash), row.position


def _told(row: _Row) -> Told:
    payload = current_form(row.type, row.type_version, json.loads(row.payload))
    content = None if row.body is None else json.loads(row.body)
    committed = row.content_digest is not None
    return Told(row.seq, row.type, moment(row.at), row.actor, payload, content, row.position, committed)


def place(stream: str, seq: int, position: int | None) -> str:
    """Name an entry for people."""
    where = f"vị trí {position}" if position is not None else "chưa có vị trí"
    return f"Bản ghi số {seq} của chuỗi {stream} ({where})"


def _close(stream: _Stream | None, found: Findings, ended: Callable[[End], None]) -> None:
    if stream is None:
        return
    for seq, position in stream.missing.items():
        found.damage(f"{place(stream.name, seq, position)}: nội dung cá nhân bị mất mà không có bản ghi xóa.", position)
    ended(End(stream.name, stream.seq, stream.hash, stream.position))


def _check_order(stream: _Stream, row: _Row, found: Findings) -> None:
    if row.seq != stream.seq + 1:
        lost = f"thiếu bản ghi từ số {stream.seq + 1} đến số {row.seq - 1}"
        found.damage(f"Chuỗi {stream.name} {lost}: đã bị xóa.", row.position)
    if row.position is None:
        return
    if stream.position is None or row.position <= stream.position:
        found.damage(f"{place(*row[:2], row.position)}: vị trí không theo thứ tự của chuỗi.", row.position)


def _check_hash(stream: _Stream, row: _Row, found: Findings) -> None:
    digest = None if row.content_digest is None else bytes(row.content_digest)
    times = moment(row.at), moment(row.recorded_at)
    form = Form(*row[:4], *times, row.actor, digest, bytes(row.leaf_salt), row.payload)
    unknown = stream.hash is None or row.seq != stream.seq + 1
    if not unknown and entry_hash(stream.hash or START, form) != bytes(row.hash):
        found.damage(
            f"{place(*row[:2], row.position)} đã bị sửa hoặc tráo: mã băm không khớp với nội dung đang lưu.",
            row.position,
        )


def _check_content(stream: _Stream, row: _Row, found: Findings) -> None:
    if row.type == ERASED.name:
        for seq in _erased(row.payload):
            found.erased += stream.missing.pop(seq, _UNKNOWN) is not _UNKNOWN
    if row.body is None:
        if row.content_digest is not None:
            stream.missing[row.seq] = row.position
        return
    found.contents += 1
    if row.content_digest is None or content_digest(bytes(row.salt), row.body) != bytes(row.content_digest):
        found.damage(f"{place(*row[:2], row.position)}: nội dung cá nhân không khớp với sổ cái.", row.position)


def _erased(payload: str) -> list[int]:
    try:
        return [int(seq) for seq in json.loads(payload)["seqs"]]
    except (KeyError, TypeError, ValueError):
        return []
