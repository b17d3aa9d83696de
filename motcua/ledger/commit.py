"""The one writer: a subject as decided, its entries, child rows and idempotency key, all or nothing."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from motcua.core.ledger.chain import START
from motcua.core.refusal import Refused
from motcua.ledger import clock, locks, origin
from motcua.ledger.children import Delete, Insert, Prepared, Update, Write, independent, written
from motcua.ledger.models import Entry, IdempotencyKey
from motcua.ledger.shapes import Arm, table
from motcua.ledger.streams import StreamedModel
from motcua.ledger.writing import NewEntry, Plan, entry_rows, execute, key_write, utc

__all__ = [
    "Change",
    "Committed",
    "Delete",
    "Insert",
    "Key",
    "LostRace",
    "NewEntry",
    "Subject",
    "Update",
    "Write",
    "commit",
    "commit_many",
    "once",
    "repeated",
    "retrying",
]

T = TypeVar("T")
Json = Any
ATTEMPTS: Final = 3
_json = json.JSONEncoder(ensure_ascii=False).encode
_ACTOR: Final = re.compile(r"[a-z][a-z-]*(:[\w.+-]+)?", re.ASCII)


class LostRace(Exception):
    """Somebody else wrote the stream since it was read: read, decide and commit again (see :func:`retrying`)."""

    def __init__(self, stream: str) -> None:
        super().__init__(f"{stream} was written meanwhile")
        self.stream = stream


@dataclass(frozen=True, slots=True)
class Subject:
    """The row of a stream: version and head as read (0 and nothing for a new one), columns as decided.

    ``name`` is the value of the model's ``stream_key`` where that is not the id. ``last_at``, when given, is the
    legal time of the stream's last entry: a commit with an earlier ``at`` is refused.
    """

    model: type[StreamedModel]
    pk: UUID
    version: int = 0
    head: bytes = START
    columns: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    last_at: datetime | None = None

    @classmethod
    def of(cls, row: StreamedModel, **columns: Any) -> "Subject":
        """Return the subject of a row as read, with the columns as decided."""
        name = "" if row.stream_key == "id" else str(getattr(row, row.stream_key))
        return cls(type(row), row.id, row.version, bytes(row.head), columns, name)

    @property
    def stream(self) -> str:
        """The name of the stream."""
        if (self.model.stream_key == "id") == bool(self.name):
            raise TypeError(f"{self.model.__name__}: Subject.name is the row's {self.model.stream_key}, only if not id")
        return f"{self.model.stream_prefix}:{self.name or self.pk}"


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key: ``digest`` is the SHA-256 of the canonical request, ``action`` what it asks for."""

    value: str
    action: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit left: the stream's new version and head, and the result that a repeat returns."""

    stream: str
    version: int
    head: bytes
    result: Json
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One subject of :func:`commit_many`."""

    subject: Subject
    entries: Sequence[NewEntry]
    children: Sequence[Write] = ()
    key: Key | None = None
    result: Json = None


def commit(
    subject: Subject,
    entries: Sequence[NewEntry],
    *,
    actor: str,
    at: datetime,
    key: Key | None = None,
    children: Sequence[Write] = (),
    result: Json = None,
) -> Committed:
    """Write the subject, its entries, children and key in one step and return the new version and head.

    Raises :class:`LostRace` when the subject is no longer as read. In autocommit a repeat of ``key`` returns the
    first result; inside the caller's ``atomic()`` it raises LostRace too, so that what the block took (a number)
    is given back. Children are written in their order; those that build on each other cost round trips.
    """
    origin.require()
    at, recorded_at, stream = utc(at), clock.now(), subject.stream
    _check(subject, entries, actor, at)
    version = subject.version + len(entries)
    rows, contents, head = entry_rows(
        stream, subject.version, subject.head, entries, actor=actor, at=at, recorded_at=recorded_at
    )
    if key and result is None:
        result = {"id": str(subject.pk), "version": version}
    contents += [written(child) for child in children]
    own = _subject_write(subject, version, head, bare=key is None)
    plan = Plan(None, None, own, rows, contents, independent(children))
    if key:
        text = _json(result)
        plan.key_pair = (actor, key.value)
        plan.key = key_write(
            key.value,
            key.action,
            key.digest,
            actor=actor,
            stream=stream,
            version=version,
            result=text,
            recorded_at=recorded_at,
        )
    if _won(plan, stream):
        return Committed(stream, version, head, result)
    return _lost(stream, key, actor)


def commit_many(changes: Iterable[Change], *, actor: str, at: datetime) -> list[Committed]:
    """Write many subjects in one transaction (imports): all of them or, when one loses, none."""
    with transaction.atomic():
        return [
            commit(
                change.subject,
                change.entries,
                actor=actor,
                at=at,
                key=change.key,
                children=change.children,
                result=change.result,
            )
            for change in changes
        ]


def retrying(attempt: Callable[[], T]) -> T:
    """Run an attempt (read, decide, commit) again when it lost a race, at most three times in all.

    From the second time on the attempts on one stream queue up behind a lock, so that fifty officers on one
    dossier are all heard. Put ``atomic()`` inside the attempt, never around this.
    """
    try:
        return attempt()
    except LostRace as lost:
        race = lost
    for _ in range(ATTEMPTS - 1):
        try:
            with transaction.atomic():
                locks.hold(race.stream)
                return attempt()
        except LostRace as lost:
            race = lost
    if race.__cause__ is not None:
        raise race.__cause__
    raise Refused(
        "busy",
        "Nhiều người đang cùng xử lý việc này nên thao tác chưa được ghi nhận.",
        "Tải lại trang, xem tình trạng mới nhất rồi làm lại.",
    ) from race


def repeated(key: Key, actor: str) -> Json | None:
    """Return the result of the actor's earlier request with this key, None when there was none.

    The same key with other content or for another action is refused with the code ``key_reused``.
    """
    earlier = _earlier(key, actor)
    return None if earlier is None else json.loads(earlier.result)


def answered(key: str, actor: str) -> bool:
    """Say whether a form with this key has been carried out already, so that sending it again is no new wish."""
    return IdempotencyKey.objects.filter(actor=actor, key=key).exists()


def once(
    key: Key | None, actor: str, attempt: Callable[[], T], again: Callable[[Json], T], *, look_first: bool = True
) -> T:
    """Run a request through :func:`retrying` once per key: a repeat gets ``again(first result)``.

    Also when both arrive together: the second may then find its decision refused by what the first did, or lose
    every race to it; it still gets the first one's answer. An attempt that does nothing but read, decide and commit
    in autocommit needs no ``look_first``: its commit meets the key by itself, which spares every first request a
    question.
    """
    if key is None:
        return retrying(attempt)
    earlier = repeated(key, actor) if look_first else None
    if earlier is not None:
        return again(earlier)
    try:
        return retrying(attempt)
    except Refused:
        earlier = repeated(key, actor)
        if earlier is None:
            raise
        return again(earlier)


def _earlier(key: Key, actor: str) -> IdempotencyKey | None:
    earlier = IdempotencyKey.objects.filter(actor=actor, key=key.value).first()
    if earlier is not None and (bytes(earlier.digest) != key.digest or earlier.action != key.action):
        raise Refused(
            "key_reused",
            "Biểu mẫu này đã được gửi trước đó với nội dung khác.",
            "Mở lại trang để lấy biểu mẫu mới rồi gửi lại.",
        )
    return earlier


def _lost(stream: str, key: Key | None, actor: str) -> Committed:
    earlier = _earlier(key, actor) if key else None
    if earlier is None or connection.in_atomic_block:
        raise LostRace(stream)
    entry = Entry.objects.get(stream=earlier.stream, seq=earlier.version)
    return Committed(earlier.stream, earlier.version, bytes(entry.hash), json.loads(earlier.result), repeated=True)


def _won(plan: Plan, stream: str) -> bool:
    try:
        return execute(plan)
    except IntegrityError as error:
        if _is_unique(error):
            raise LostRace(stream) from error
        raise


def _is_unique(error: IntegrityError) -> bool:
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) == "23505":
        return True
    return str(getattr(cause, "sqlite_errorname", "")) in {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def _check(subject: Subject, entries: Sequence[NewEntry], actor: str, at: datetime) -> None:
    if not entries:
        raise TypeError(f"{subject.stream}: every commit tells what happened; there is no entry")
    if not _ACTOR.fullmatch(actor):
        raise TypeError(f"an actor is an opaque id such as 'user:<uuid>' or 'system:import', not {actor!r}")
    if subject.last_at is not None and at < subject.last_at:
        raise Refused(
            "earlier_than_last",
            "Thời điểm này sớm hơn lần xử lý gần nhất đã ghi nhận.",
            "Kiểm tra lại đồng hồ của máy hoặc thời gian nhập rồi làm lại.",
        )


def _subject_write(subject: Subject, version: int, head: bytes, *, bare: bool) -> Prepared:
    its = table(subject.model)
    decided = {**subject.columns, "version": version, "head": head}
    if subject.version == 0:
        columns, values = its.prepared(its.complete({"id": subject.pk, **decided}))
        return Prepared(Arm("insert", its.name, columns, ignore=bare), values)
    columns, values = its.prepared(decided)
    guard, guarded = its.prepared({"id": subject.pk, "version": subject.version})
    return Prepared(Arm("update", its.name, columns, tuple((column, False) for column in guard)), [*values, *guarded])
