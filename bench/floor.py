"""The floor of a transition: BEGIN; SELECT … FOR UPDATE; one UPDATE; one INSERT per entry and step row; COMMIT.

It replays what the real actions wrote for one dossier, value by value, into tables with the same columns and
indexes, through a plain driver: nothing is decided, checked, hashed, folded or keyed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from unittest import mock
from uuid import UUID, uuid4

from django.db import connection

TABLES = {"dossiers_dossier": "floor_dossier", "ledger_entry": "floor_entry", "worklist_workitem": "floor_work"}


@dataclass(frozen=True)
class Step:
    """One transition as SQL: the update's columns, the entries and the step rows, with their values."""

    update: str
    values: list[Any]
    inserts: list[tuple[str, list[Any], int]]  # text, values, and which value names the dossier


def record(dossier_id: UUID) -> list[Step]:
    """Let the real actions run on one dossier and return what they wrote."""
    from bench import province
    from motcua.ledger import commit, writing

    plans: list[Any] = []

    def keep(plan: Any) -> bool:
        plans.append(plan)
        return writing.execute(plan)

    with mock.patch.object(commit, "execute", keep):
        province.tell(dossier_id)
    return [_step(plan) for plan in plans]


def _step(plan: Any) -> Step:
    from motcua.ledger.shapes import ENTRY_COLUMNS

    columns = plan.subject.arm.columns
    update = f"UPDATE floor_dossier SET {', '.join(f'{c} = %s' for c in columns)} WHERE id = %s"
    names = [f'"{name}"' for name in ENTRY_COLUMNS]
    inserts = [(_insert("floor_entry", names), _sent(row), 0) for row in plan.entries]
    for child in plan.children:
        if child.arm.verb == "insert" and child.arm.table == "worklist_workitem":
            where = child.arm.columns.index('"subject_id"')
            inserts.append((_insert("floor_work", child.arm.columns), _sent(child.values), where))
    return Step(update, _sent(plan.subject.values[: len(columns)]), inserts)


def _sent(values: Iterable[Any]) -> list[Any]:
    """Return values that can go to another process."""
    return [bytes(value) if isinstance(value, memoryview) else value for value in values]


def _insert(table: str, columns: Iterable[str]) -> str:
    names = list(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})"


def make_tables() -> None:
    """Create the floor's tables with the columns and indexes of the real ones."""
    with connection.cursor() as cursor:
        for real, floor in TABLES.items():
            if connection.vendor == "postgresql":
                cursor.execute(f"CREATE TABLE {floor} (LIKE {real} INCLUDING ALL)")
                continue
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('table', 'index')", [real])
            for (text,) in cursor.fetchall():
                if text:
                    cursor.execute(_renamed(text, real, floor))


def _renamed(text: str, real: str, floor: str) -> str:
    words = text.replace(real, floor)
    for kind in ("CREATE UNIQUE INDEX ", "CREATE INDEX "):
        words = words.replace(f'{kind}"', f'{kind}"floor_')
    return words


def copies(dossier_id: UUID, number: int) -> list[UUID]:
    """Put copies of a real dossier's row into the floor's table and return their ids."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_dossier WHERE id = %s", [_key(dossier_id)])
        row = dict(zip([c[0] for c in cursor.description], cursor.fetchone() or (), strict=True))
        names = [f'"{name}"' for name in row if name not in {"id", "code"}]
        ids = [uuid4() for _ in range(number)]
        cursor.executemany(
            f"INSERT INTO floor_dossier (id, code, {', '.join(names)}) "
            f"SELECT %s, %s, {', '.join(names)} FROM dossiers_dossier WHERE id = %s",
            [(_key(new), str(new), _key(dossier_id)) for new in ids],
        )
    return ids


def _key(value: UUID) -> Any:
    return value if connection.vendor == "postgresql" else value.hex


class Floor:
    """A plain driver's connection that replays the recorded steps."""

    def __init__(self, url: str, steps: list[Step], select: str) -> None:
        self.steps = steps
        self.postgres = url.startswith("postgres")
        text = select.replace('"dossiers_dossier"', "floor_dossier")
        if self.postgres:
            import psycopg

            connection = psycopg.connect(url)
            self.begin: Any = lambda: None  # psycopg sends BEGIN by itself
            self.commit: Any = connection.commit
            self.cursor: Any = connection.cursor()
            self.select = f"{text} FOR UPDATE"
        else:
            import sqlite3

            plain = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            plain.execute("PRAGMA journal_mode=WAL")
            plain.execute("PRAGMA synchronous=FULL")
            self.cursor = plain.cursor()
            self.begin = lambda: self.cursor.execute("BEGIN IMMEDIATE")
            self.commit = lambda: self.cursor.execute("COMMIT")
            self.select = text.replace("%s", "?")
            self.steps = [
                Step(s.update.replace("%s", "?"), s.values, [(q.replace("%s", "?"), v, n) for q, v, n in s.inserts])
                for s in steps
            ]

    def tell(self, dossier_id: UUID) -> int:
        """Let one dossier go its whole way."""
        key = dossier_id if self.postgres else dossier_id.hex
        stream, cursor = f"dossier:{dossier_id}", self.cursor
        for step in self.steps:
            self.begin()
            cursor.execute(self.select, (key,))
            cursor.fetchone()
            cursor.execute(step.update, (*step.values, key))
            for text, values, where in step.inserts:
                values[where] = key if where else stream
                cursor.execute(text, values)
            self.commit()
        return len(self.steps)
