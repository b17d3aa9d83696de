"""A province's whole list taken in: 2,000 procedures with all their parts read, checked and written, on each database.

Seconds from the bytes of an XLSX file to the committed register, over plain statements that write the same versions in
one transaction on the same database. Also: reading and checking alone, the same file again, and the export.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import cycle
from typing import Any

from bench import province
from bench.processes import clients, together
from bench.server import database

KINDS = ("sqlite", "postgresql")
PARTS = ("import", "check", "again", "export")
ROWS = tuple(f"procedures_{name}_{kind}" for kind in KINDS for name in PARTS)
SIZE = 2000
AT = datetime.fromisoformat("2026-07-15T09:00:00+07:00")
DAY = date(2026, 7, 1)


def run() -> list[dict[str, Any]]:
    """Return the seconds that an import, its check, a second import and an export take."""
    return [row for kind in KINDS for row in _measured(kind)]


def _measured(kind: str) -> list[dict[str, Any]]:
    with database(kind) as url, clients(url, 1, __name__) as every:
        (size,) = together(every, "prepare")
        (taken,) = together(every, "measure")
    rows: list[dict[str, Any]] = [
        {"name": f"procedures_{name}_{kind}", "value": taken[name], "unit": "s", "floor": None, "ratio": None}
        for name in PARTS
    ]
    rows[0] |= {"floor": taken["floor"], "ratio": taken["import"] / taken["floor"], "procedures": SIZE, "bytes": size}
    return rows


class Client:
    """One process at one database."""

    def __init__(self, _: str) -> None:
        self.data = b""

    def prepare(self) -> int:
        """Load the province and make the file of a list that the register does not have; return its size."""
        province.load()
        from motcua.core.procedure.bulk.tables import Item
        from motcua.core.procedure.publication import Publication
        from motcua.procedures.bulk import exporting

        known = exporting.items(AT.date())
        made = []
        for n, item in zip(range(SIZE), cycle(known), strict=False):
            code = f"1.{200000 + n:06}"
            cases = tuple(replace(case, national_code="") for case in item.definition.cases)
            components = tuple(c for c in item.definition.components if c.kind != "earlier_result")
            cases = tuple(replace(case, components=()) for case in cases)
            definition = replace(item.definition, code=code, cases=cases, components=components)
            made.append(Item(definition, Publication(f"QĐ {n}/QĐ-UBND", DAY, DAY, DAY)))
        self.data = exporting.written(made, "xlsx")
        return len(self.data)

    def measure(self) -> dict[str, float]:
        """Return the seconds of every part, and of the floor."""
        from motcua.people.actor import system
        from motcua.procedures.actions.apply_import import import_at_once
        from motcua.procedures.actions.check_import import report_on
        from motcua.procedures.bulk import exporting

        check, report = _timed(lambda: report_on("list.xlsx", self.data, {}, _silent))
        counts = report.counts()
        if counts["new"] != SIZE:
            raise AssertionError(f"{counts} {[line.told() for line in report.lines if line.status != 'new'][:3]}")
        actor = system("bench")
        write, _ = _timed(lambda: import_at_once("list.xlsx", self.data, report, doubtful=True, actor=actor, at=AT))
        again, second = _timed(lambda: report_on("list.xlsx", self.data, {}, _silent))
        if second.counts()["unchanged"] != SIZE:
            raise AssertionError(f"the same file changes the register: {second.counts()}")
        export, _ = _timed(lambda: exporting.written(exporting.items(AT.date()), "xlsx"))
        floor, _ = _timed(_plain)
        return {"import": check + write, "check": check, "again": again, "export": export, "floor": floor}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _silent(_done: int, _total: int) -> None:
    """Hear nothing."""


def _plain() -> None:
    """Write as many versions by plain statements, each with its procedure, in one transaction."""
    from django.db import connection, transaction

    from motcua.procedures.models import Procedure, ProcedureVersion

    both = (Procedure, ProcedureVersion)
    names = {model: [str(field.column) for field in model._meta.concrete_fields] for model in both}
    with transaction.atomic(), connection.cursor() as cursor:
        for model, columns in names.items():
            table = model._meta.db_table
            cursor.execute(f"CREATE TEMPORARY TABLE bench_{table} AS SELECT * FROM {table} LIMIT 0")
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
            rows = cursor.fetchall()[-SIZE:]
            marks = ", ".join(["%s"] * len(columns))
            for row in rows:
                cursor.execute(f"INSERT INTO bench_{table} ({', '.join(columns)}) VALUES ({marks})", row)
