"""The public register as open data: every published version of every public procedure, as JSON and as tables.

Names of columns are a promise to those who read them by program (docs/reference/open-data.md): they are only added to.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from django.db.models import Max, Sum, Value
from django.db.models.functions import Concat

from motcua.core.procedure.codes import ProcedureCode
from motcua.ledger.models import Entry
from motcua.people import queries as people
from motcua.procedures.models import Procedure, ProcedureVersion

BETWEEN: Final = " | "
CHUNK: Final = 200
# What every row begins with: the version that it belongs to.
KEYS: Final = ("code", "version")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "procedures": (
        *("code", "local_code", "version", "status", "title", "name", "summary", "field", "field_code", "ministry"),
        *("level", "agency", "competent_agency", "delegated_to", "coordinated_with", "decided_by", "competence"),
        *("received_at", "reception_anywhere", "channels", "online_level", "sequence", "sets", "audience"),
        *("who_may_lodge", "conditions", "refusals", "notes", "fee_note", "life_events", "keywords"),
        *("authoritative_system", "receivable", "decision", "decision_date", "public_date", "valid_from", "valid_to"),
        *("replaced_from", "repealed_from", "repealed_by", "source", "unverified", "digest"),
    ),
    "cases": (*KEYS, "case", "name", "term", "term_note", "same_day", "national_code", "results", "receivable"),
    "components": (
        *(*KEYS, "component", "name", "kind", "need", "group", "originals", "copies", "certified_copies", "photos"),
        *("channels", "form", "form_act", "replaced_by", "national_code", "help"),
    ),
    "fees": (
        *(*KEYS, "fee", "name", "kind", "amount", "per", "cap", "channels", "due_at", "refundable", "waived_for"),
        *("exemptions", "valid_from", "valid_to", "note", "source"),
    ),
    "results": (*KEYS, "result", "name", "national_code", "electronic", "copies", "valid_for"),
    "legal-bases": (*KEYS, "act", "title", "article", "valid_from", "valid_to", "link"),
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One published version with its procedure's fate; ``status`` is its standing on the day asked for."""

    row: Mapping[str, Any]
    definition: Mapping[str, Any]
    status: str
    replaced_from: date | None


@dataclass(frozen=True, slots=True)
class State:
    """What the whole of the open data depends on: when the register last changed, and a tag of it for a day."""

    changed: datetime | None
    tag: str


def state(on: date) -> State:
    """Return the state of the register on a day; one short question for two thousand procedures."""
    streams = Procedure.objects.annotate(own_stream=Concat(Value("procedure:"), "code")).values_list("own_stream")
    changed = Entry.objects.filter(stream__in=streams).aggregate(last=Max("recorded_at"))["last"]
    entries = Procedure.objects.aggregate(entries=Sum("version"))["entries"] or 0
    written = f"{province()} {entries} {changed.isoformat() if changed else '-'} {on.isoformat()}"
    return State(changed, hashlib.sha256(written.encode()).hexdigest()[:24])


def province() -> str:
    """Return the identifier of the province, which ends the long form of each code; empty where none is known."""
    row = people.units(kind="province").values_list("agency_code", flat=True).first()
    return row or ""


def versions(on: date) -> Iterator[list[Version]]:
    """Yield the versions of one public procedure after another, each list newest first, in the order of codes."""
    names = (
        *("number", "decision", "decision_date", "public_date", "valid_from", "valid_to", "note", "unverified"),
        *("digest", "definition", "receivable", "register", "procedure__code"),
        *("procedure__repealed_from", "procedure__repealed_by"),
    )
    rows = ProcedureVersion.objects.order_by("procedure__code", "-number").values(*names)
    for _code, group in groupby(rows.iterator(chunk_size=CHUNK), key=lambda row: row["procedure__code"]):
        if found := list(_standing(group, on)):
            yield found


def _standing(newest_first: Iterable[Mapping[str, Any]], on: date) -> Iterator[Version]:
    """Tell of each version whether it waits, applies or has gone, and what replaced it."""
    later: date | None = None
    for row in newest_first:
        if row["register"] == "public":
            yield Version(row, json.loads(row["definition"]), _status(row, later, on), later)
        later = min(later, row["valid_from"]) if later else row["valid_from"]


def _status(row: Mapping[str, Any], later: date | None, on: date) -> str:
    repealed = row["procedure__repealed_from"]
    if repealed is not None and repealed <= on:
        return "repealed"
    if row["valid_from"] > on:
        return "waiting"
    if later is not None and later <= on:
        return "replaced"
    return "ended" if row["valid_to"] is not None and row["valid_to"] < on else "in_force"


def as_json(on: date, here: str) -> Iterator[str]:
    """Yield one JSON document piece by piece: ``{"procedures": [{"code", "local_code", "versions": […]}]}``."""
    head = {"province": province(), "day": on.isoformat(), "documentation": f"{here}/open-data/"}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "procedures": ['
    suffix = head["province"]
    for place, found in enumerate(versions(on)):
        code = found[0].row["procedure__code"]
        one = {"code": code, "local_code": _local(code, suffix), "versions": [_whole(version) for version in found]}
        yield (",\n" if place else "\n") + json.dumps(one, ensure_ascii=False)
    yield "\n]}\n"


def _whole(version: Version) -> Row:
    row = version.row
    told = ("decision", "decision_date", "public_date", "valid_from", "valid_to", "note", "unverified", "receivable")
    days = {"replaced_from": version.replaced_from, "repealed_from": row["procedure__repealed_from"]}
    return {
        "version": row["number"],
        "status": version.status,
        **{name: _plain(value) for name, value in {**{name: row[name] for name in told}, **days}.items()},
        "repealed_by": row["procedure__repealed_by"],
        "digest": bytes(row["digest"]).hex(),
        "definition": version.definition,
    }


def as_csv(table: str, on: date) -> Iterator[str]:
    """Yield a table line by line, as RFC 4180 with a mark of UTF-8 so that spreadsheets read the letters right."""
    columns = COLUMNS[table]
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(columns)
    make = TABLES[table]
    suffix = province()
    for found in versions(on):
        lines = [[_cell(line.get(name)) for name in columns] for version in found for line in make(version, suffix)]
        yield "".join(writer.writerow(line) for line in lines)


class _Echo:
    """A file for the csv writer that hands back what is written."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def _procedures(version: Version, suffix: str) -> Iterator[Row]:
    row, definition = version.row, version.definition
    code = row["procedure__code"]
    columns = ("receivable", "decision", "decision_date", "public_date", "valid_from", "valid_to")
    yield {
        **{name: definition.get(name) for name in COLUMNS["procedures"]},
        **{name: row[name] for name in columns},
        "code": code,
        "local_code": _local(code, suffix),
        "version": row["number"],
        "status": version.status,
        "replaced_from": version.replaced_from,
        "repealed_from": row["procedure__repealed_from"],
        "repealed_by": row["procedure__repealed_by"],
        "channels": [channel["code"] for channel in definition["channels"]],
        "online_level": next((c["level"] for c in definition["channels"] if c["code"] == "online"), "none"),
        "digest": bytes(row["digest"]).hex(),
    }


def _local(code: str, suffix: str) -> str:
    return ProcedureCode(code).local(suffix) if suffix else code


def _items(name: str, own: str, change: Callable[[Mapping[str, Any]], Row] | None = None) -> Callable[..., Any]:
    """Return what makes a table of one list of the definition; ``own`` names the column of an item's code."""

    def make(version: Version, _suffix: str) -> Iterator[Row]:
        key = {"code": version.row["procedure__code"], "version": version.row["number"]}
        for item in version.definition[name]:
            yield {**item, **({own: item["code"]} if own else {}), **(change(item) if change else {}), **key}

    return make


def _component(item: Mapping[str, Any]) -> Row:
    replaced = item["replaced_by"]
    return {
        "replaced_by": replaced["database"] if replaced else "",
        "certified_copies": item.get("certified_copies", 0),
        "photos": item.get("photos", 0),
    }


def _fee(item: Mapping[str, Any]) -> Row:
    tiers = [f"{tier['from_unit']}+: {tier['amount']}" for tier in item["tiers"]]
    return {
        "amount": tiers or item["amount"],
        "exemptions": [one["words"] for one in item.get("exemptions", ())],
    }


TABLES: Final[Mapping[str, Callable[[Version, str], Iterator[Row]]]] = {
    "procedures": _procedures,
    "cases": _items("cases", "case", lambda item: {"receivable": bool(item["route"])}),
    "components": _items("components", "component", _component),
    "fees": _items("fees", "fee", _fee),
    "results": _items("results", "result"),
    "legal-bases": _items("legal_bases", ""),
}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> Any:
    """Write a value of a table: lists with « | » in between, yes and no as true and false, days as ISO 8601."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return BETWEEN.join(str(item) for item in value)
    return "" if value is None else _plain(value)
