"""Transitions a second through the real actions, against the plain statements they cannot do without.

One side calls claim, route, decide and return_result with everything they do: policy, decision, working time, fold,
ledger entry, step rows, idempotency key. The other replays the same rows through a plain driver (`bench.floor`).
Each client is a process of its own; both sides have default durability (synchronous_commit=on, SQLite
synchronous=FULL); sides and rounds interleave.
"""

import os
import time
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

from bench import floor, province
from bench.processes import clients, together
from bench.rounds import ROUNDS, interleaved
from bench.server import database

ROWS = ("transitions_pg_1", "transitions_pg_4", "transitions_sqlite")
DOSSIERS = int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "40"))


def run() -> list[dict[str, Any]]:
    """Return one row each for one and four clients on PostgreSQL and for one on SQLite."""
    rows = []
    for kind, wanted in (("postgresql", (1, 4)), ("sqlite", (1,))):
        with database(kind) as url, clients(url, max(wanted), __name__) as every:
            together(every[:1], "load")
            (steps,) = together(every[:1], "record")
            together(every, "begin", steps)
            for number in wanted:
                name = f"transitions_pg_{number}" if kind == "postgresql" else "transitions_sqlite"
                rows.append(compare(name, every[:number]))
    return rows


def compare(name: str, every: list[Connection]) -> dict[str, Any]:
    """Measure both sides with these clients, each with dossiers of its own."""

    def side(word: str) -> float:
        together(every, "prepare", word, DOSSIERS)
        began = time.perf_counter()
        done: int = sum(together(every, "tell", word))
        return done / (time.perf_counter() - began)

    side("ours"), side("floor")
    found = interleaved({"ours": lambda: side("ours"), "floor": lambda: side("floor")}, ROUNDS)
    ours, plain = found["ours"], found["floor"]
    return {
        "name": name,
        "value": ours.median,
        "unit": "transitions/s",
        "floor": plain.median,
        "ratio": ours.median / plain.median,
        "spread": ours.spread,
        "floor_spread": plain.spread,
    }


class Client:
    """Prepares dossiers and lets them go their way, through the real actions or the floor's statements."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.waiting: list[UUID] = []

    def load(self) -> None:
        """Fill the new database and make the floor's tables."""
        province.load()
        floor.make_tables()

    def record(self) -> list[floor.Step]:
        """Return what one dossier's transitions write."""
        return floor.record(province.dossier())

    def begin(self, steps: list[floor.Step]) -> None:
        """Open the plain connection, and have one dossier to copy for the floor."""
        from motcua.dossiers.reading import _sql

        self.example = province.dossier()
        self.sides = {"ours": province.tell, "floor": floor.Floor(self.url, steps, _sql()).tell}

    def prepare(self, side: str, number: int) -> None:
        """Have as many dossiers at their second step, for one side."""
        ours = side == "ours"
        self.waiting = [province.dossier() for _ in range(number)] if ours else floor.copies(self.example, number)

    def tell(self, side: str) -> int:
        """Let all prepared dossiers go their whole way; return how many transitions that were."""
        return sum(self.sides[side](one) for one in self.waiting)
