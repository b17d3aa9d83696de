"""The register as a file: every version in force or waiting for its day, or those of a filtered list."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from motcua.core.procedure.bulk.tables import Item, one_table, tables
from motcua.core.procedure.canonical import from_json
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.publication import Publication
from motcua.procedures.bulk import delimited, structured, workbook
from motcua.procedures.models import ProcedureVersion

FORMATS: Final = ("xlsx", "zip", "csv", "json")
TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def items(on: date, codes: Iterable[str] | None = None) -> list[Item]:
    """Return the versions in force on a day and those that wait, by code and day; ``codes`` None means all."""
    wanted = None if codes is None else frozenset(codes)
    newer = ProcedureVersion.objects.filter(procedure=OuterRef("procedure")).filter(
        Q(valid_from__gt=OuterRef("valid_from"), valid_from__lte=on)
        | Q(valid_from=OuterRef("valid_from"), number__gt=OuterRef("number"))
    )
    rows = (
        ProcedureVersion.objects.filter(Q(procedure__repealed_from=None) | Q(procedure__repealed_from__gt=on))
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .filter(~Exists(newer))
        .annotate(code=F("procedure__code"))
        .order_by("code", "valid_from")
    )
    return [_item(row) for row in rows.iterator(500) if wanted is None or row.code in wanted]


def _item(row: ProcedureVersion) -> Item:
    publication = Publication(row.decision, row.decision_date, row.valid_from, row.public_date, row.valid_to, row.note)
    return Item(from_json(ProcedureDefinition, row.definition), publication)


def written(found: Sequence[Item], form: str) -> bytes:
    """Return versions as a file of a form: ``xlsx``, ``zip`` (a CSV a sheet), ``csv`` (one table) or ``json``."""
    if form == "json":
        return structured.written(found)
    if form == "csv":
        table = one_table(found)
        return delimited.written(table.head, table.lines)
    return workbook.written(tables(found)) if form == "xlsx" else _archive(found)


def _archive(found: Sequence[Item]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(found):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(found: Sequence[Item]) -> Iterator[tuple[str, bytes]]:
    for table in tables(found):
        yield f"{table.file}.csv", delimited.written(table.head, table.lines)
