"""What `motcua ledger verify` asks of dossiers: columns and rows are what follows from the entries, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import models

from motcua.core.process.events import Event
from motcua.core.process.fold import NAMES, Snapshot, apply
from motcua.core.text import search_key
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import corrections, custody_check, mandates, rows, sign_checks, till_check
from motcua.dossiers.models import (
    Applicant,
    Consultation,
    Dossier,
    DueDate,
    Folder,
    LateEntry,
    Paper,
    PaperFile,
    Payment,
    Slip,
    SupplementRequest,
)
from motcua.dossiers.sealing import slip_digest
from motcua.ledger.children import Insert, Update, Write
from motcua.ledger.verification.folds import Damage, Streams, Told, compare
from motcua.worklist.models import WorkItem

COLUMNS: Final = tuple(name for name in NAMES if name != "seq")
REPLAYED: Final = (WorkItem, SupplementRequest, Consultation, Payment, LateEntry)
SLIPS: Final = {
    "dossier.received": "receipt",
    "dossier.supplement_asked": "supplement-request",
    "dossier.refused": "refusal",
    "dossier.extended": "apology",
    "dossier.stopped": "stop",
}
MONEY_SLIPS: Final = {"dossier.paid": "fee-receipt", "dossier.refunded": "refund"}
WORDS: Final = {"reasons": {}, "question": "", "answer": "", "reason": "", "photo": ""}
Row = Mapping[str, Any]


@dataclass(slots=True)
class Expected:
    """What must be stored of one dossier, worked out from its entries alone."""

    end: Snapshot
    position: int | None
    tables: dict[type[models.Model], list[dict[str, Any]]] = field(default_factory=dict)
    due_dates: dict[int, dict[str, Any]] = field(default_factory=dict)
    slips: dict[int, tuple[str, str | None, str | None]] = field(default_factory=dict)
    papers: dict[tuple[int, str], dict[str, Any]] = field(default_factory=dict)
    applicant: dict[str, Any] | None = None
    erased: frozenset[int] = frozenset()


def expected(entries: Sequence[Told], dossier_id: UUID) -> Expected:
    """Replay a dossier's entries through the same fold and rows that its actions use."""
    state, found = Snapshot(), Expected(Snapshot(), entries[-1].position)
    for told in entries:
        event = Event(told.type, told.seq, told.at, told.actor, told.payload, told.content)
        after = apply(state, event)
        for child in rows.rows(dossier_id, state, event, after, None):
            _replay(found, child)
        _other_rows(found, told, after)
        state = after
    found.end = state
    found.erased = frozenset(told.seq for told in entries if told.erased)
    return found


def _replay(found: Expected, child: Write) -> None:
    """Do to rows in memory what the commit did to those of the database."""
    table = found.tables.setdefault(child.model, [])
    if isinstance(child, Insert):
        table.append(dict(child.values))
    elif isinstance(child, Update):
        for row in table:
            if all(row.get(name) == value for name, value in child.where.items() if name in row):
                row.update(child.values)


def _other_rows(found: Expected, told: Told, after: Snapshot) -> None:
    if told.type in rows.MOVES_DUE and "due" in told.payload:
        cause = told.type.removeprefix("dossier.")
        found.due_dates[told.seq] = {"due_at": after.due_at, "cause": cause, "basis": after.basis}
    content = told.content or {}
    if told.type == "dossier.corrected" and "copy" in told.payload:
        found.slips[told.seq] = ("receipt", told.payload["number"], content.get("slip"))
    elif (kind := SLIPS.get(told.type)) and not told.payload.get("express"):
        found.slips[told.seq] = (kind, told.payload.get("number"), content.get("slip"))
    elif (kind := MONEY_SLIPS.get(told.type)) and told.payload.get("unit"):
        number = told.payload.get("number") or told.payload["receipt"]
        found.slips[told.seq] = (kind, number, content.get("slip"))
    for paper in content.get("papers", ()):
        found.papers[told.seq, paper["component"]] = paper
    if told.type == "dossier.corrected":
        _correct(found, content)
    if "applicant" in content:
        person = content["applicant"]
        found.applicant = {
            **person,
            "answers": content["answers"],
            "helped": told.payload.get("helped", (found.applicant or {}).get("helped", False)),
            "reception_unit": after.reception_unit,
            "search_key": search_key(" ".join((person["name"], person["phone"], person["national_id"]))),
        }


def _correct(found: Expected, content: Mapping[str, Any]) -> None:
    """Put corrected values over the person and the answers, as the action did; erased ones are not compared."""
    held = found.applicant
    if held is None or "now" not in content:
        return
    person = {name: value for name, value in held.items() if name not in ("answers", "reception_unit", "search_key")}
    person, answers = corrections.apply(person, held["answers"], content)
    key = search_key(" ".join((person["name"], person["phone"], person["national_id"])))
    found.applicant = {**held, **person, "answers": answers, "search_key": key}


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows of some dossiers as the database has them, by table and dossier."""

    dossiers: dict[str, Row]
    tables: dict[type[models.Model], dict[str, list[Row]]]

    def of(self, model: type[models.Model], key: str) -> list[Row]:
        """Return the rows of one dossier."""
        return self.tables[model].get(key, [])


def stored(keys: Iterable[str]) -> Stored:
    """Read everything about some dossiers, one query a table."""
    ids = [UUID(key) for key in keys if _is_uuid(key)]
    tables: dict[type[models.Model], dict[str, list[Row]]] = {}
    for model in (*REPLAYED, Folder, DueDate, Slip, Paper, PaperFile, Applicant):
        owner = "subject_id" if model is WorkItem else "dossier_id"
        tables[model] = _grouped(model, owner, ids)
    dossiers = {str(row["id"]): row for row in Dossier.objects.filter(pk__in=ids).values("id", *COLUMNS)}
    return Stored(dossiers, tables)


def _grouped(model: type[models.Model], owner: str, ids: list[UUID]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in model._base_manager.filter(**{f"{owner}__in": ids}).order_by("pk").values():
        grouped.setdefault(str(row[owner]), []).append(row)
    return grouped


def _is_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def comparison(streams: Streams, damage: Damage) -> None:
    """Compare some dossiers with what is stored of them; each difference is told once, by table."""
    there = stored(streams)
    for key, entries in streams.items():
        if key not in there.dossiers:
            continue
        try:
            wanted = expected(entries, UUID(key))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            damage(f"Các bản ghi của hồ sơ {key} không còn diễn giải được ({error}).", entries[-1].position)
            continue
        for what in _differences(key, wanted, there):
            damage(f"Hồ sơ {wanted.end.code or key}: {what}.", wanted.position)


def _differences(key: str, wanted: Expected, there: Stored) -> Iterable[str]:
    row = there.dossiers[key]
    changed = [name for name in COLUMNS if not _same(row[name], getattr(wanted.end, name))]
    if changed:
        yield f"cột {', '.join(changed)} không khớp với sổ cái"
    for model in REPLAYED:
        if not _same_rows(model, wanted, there.of(model, key)):
            yield f"bảng {model._meta.db_table} bị sửa, thêm hoặc bớt dòng ngoài sổ cái"
    yield from _folder(wanted.tables.get(Folder, []), there.of(Folder, key))
    yield from _due_dates(wanted, there.of(DueDate, key))
    yield from _slips(wanted, there.of(Slip, key))
    yield from _personal(wanted, key, there)


def _same_rows(model: type[models.Model], wanted: Expected, rows_there: Sequence[Row]) -> bool:
    told = sorted(wanted.tables.get(model, []), key=lambda row: (row["seq"], row.get("kind", "")))
    have = sorted(rows_there, key=lambda row: (row["seq"], row.get("kind", "")))
    if len(told) != len(have):
        return False
    hidden = set(WORDS) if wanted.erased else set()
    return all(
        _same(mine[name], value)
        for one, mine in zip(told, have, strict=True)
        for name, value in one.items()
        if name not in hidden
    )


def _folder(told: Sequence[Row], there: Sequence[Row]) -> Iterable[str]:
    """Say whether the folder's row is what the entries tell.

    Of dossiers older than custody the row may be missing where nothing is owed, or name nobody.
    """
    if not there:
        if told and (told[0]["originals"] or told[0]["sheet"]):
            yield "nơi giữ túi hồ sơ bị xóa"
        return
    free = {"holder"} if not there[0]["holder"] else set()
    if not told or any(not _same(there[0][name], value) for name, value in told[0].items() if name not in free):
        yield "nơi giữ túi hồ sơ không khớp với sổ cái"


def _due_dates(wanted: Expected, there: Sequence[Row]) -> Iterable[str]:
    """A due date is never without its trace, and no trace without its event (promise 4)."""
    have = {row["seq"]: row for row in there}
    for seq, told in wanted.due_dates.items():
        row = have.pop(seq, None)
        if row is None:
            yield f"ngày hẹn của bản ghi số {seq} không còn lời giải thích"
        elif any(not _same(row[name], value) for name, value in told.items()) or not _explains(row["trace"], told):
            yield f"ngày hẹn hoặc lời giải thích của bản ghi số {seq} bị sửa"
    if have:
        yield "có ngày hẹn không do bản ghi nào của sổ cái"


def _explains(trace: Any, told: Row) -> bool:
    due = told["due_at"]
    return bool(trace.get("trace")) and trace.get("due") == (local(due).isoformat() if due else None)


def _slips(wanted: Expected, there: Sequence[Row]) -> Iterable[str]:
    have = {row["seq"]: row for row in there}
    for seq, (kind, number, digest) in wanted.slips.items():
        row = have.pop(seq, None)
        if row is None:
            yield f"phiếu của bản ghi số {seq} bị xóa"
        elif row["kind"] != kind or (number is not None and row["number"] != number):
            yield f"loại hoặc số của phiếu {row['number']} bị sửa"
        elif digest is not None and slip_digest(row["data"]) != digest:
            yield f"nội dung phiếu {row['number']} bị sửa"
    if have:
        yield "có phiếu không do bản ghi nào của sổ cái"


def _personal(wanted: Expected, key: str, there: Stored) -> Iterable[str]:
    """Personal rows are what the entries' digests commit to, or that content was erased (promise 2)."""
    people = there.of(Applicant, key)
    if len(people) != 1 and not wanted.erased:
        yield "thiếu người nộp"
    for name, value in (wanted.applicant or {}).items():
        if people and people[0][name] != value:
            yield f"người nộp ({name}) không khớp với nội dung đã ghi sổ"
            break
    papers = {(row["seq"], row["component"]): row for row in there.of(Paper, key) if row["seq"] not in wanted.erased}
    if papers.keys() != wanted.papers.keys():
        yield "danh sách giấy tờ không khớp với sổ cái"
    elif any(not _same(papers[place][name], value) for place, p in wanted.papers.items() for name, value in p.items()):
        yield "giấy tờ bị sửa"
    files = {(row["seq"], row["sha256"]) for row in there.of(PaperFile, key) if row["seq"] not in wanted.erased}
    if files != {(seq, sha256) for (seq, _), paper in wanted.papers.items() for sha256 in paper["files"]}:
        yield "tệp đính kèm không khớp với sổ cái"


def _same(one: Any, other: Any) -> bool:
    """Compare as the database keeps values: tuples come back as lists, an enumeration as its text."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return value


def register() -> None:
    """Let `motcua ledger verify` compare dossiers."""
    compare(Dossier.stream_prefix, comparison)
    till_check.register()
    custody_check.register()
    mandates.register()
    sign_checks.register()
