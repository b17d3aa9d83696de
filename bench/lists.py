"""What people open all day, at a million dossiers and at ten thousand: inbox, desk, late list, tracking, search.

The queries are those of the pages, with their rows turned into objects. Each is asked some thousand times, warm, in
rounds that alternate between the two sizes; the ratio is p95 at the large size over p95 at the small one.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any
from uuid import uuid4

from bench import province
from bench.processes import clients, together
from bench.server import database

LISTS = ("inbox", "desk", "late", "tracking", "search")
ROWS = ("lists_1m", *(f"lists_1m_{name}" for name in LISTS))
LARGE = int(os.environ.get("MOTCUA_BENCH_LARGE", "1000000"))
SMALL = 10_000
ROUNDS = 8
EACH = int(os.environ.get("MOTCUA_BENCH_QUERIES", "2000")) // ROUNDS + 1
NOW = datetime.fromisoformat("2026-04-29T09:00:00+07:00")


def run() -> list[dict[str, Any]]:
    """Return p95 in ms of each list at both sizes, and of the slowest of the four that are not the search."""
    taken: dict[tuple[str, int], list[float]] = {}
    with (
        database("postgresql") as large,
        database("postgresql") as small,
        clients(large, 1, __name__) as ours,
        clients(small, 1, __name__) as theirs,
    ):
        sides = ((ours, LARGE), (theirs, SMALL))
        for side, size in sides:
            together(side, "load", size)
        for number in range(ROUNDS + 1):
            for name in LISTS:
                for side, size in sides if number % 2 else reversed(sides):
                    (times,) = together(side, "ask", name, EACH)
                    if number:  # the first round warms up
                        taken.setdefault((name, size), []).extend(times)
    rows = [_row(name, taken[name, LARGE], taken[name, SMALL]) for name in LISTS]
    slowest = max((row for row in rows if row["name"] != "lists_1m_search"), key=lambda row: row["value"])
    return [*rows, {**slowest, "name": "lists_1m"}]


def _row(name: str, large: list[float], small: list[float]) -> dict[str, Any]:
    value, floor = _p95(large), _p95(small)
    return {
        "name": f"lists_1m_{name}",
        "value": value,
        "unit": "ms p95",
        "floor": floor,
        "ratio": value / floor,
        "median": statistics.median(large),
        "worst": max(large),
        "queries": len(large),
    }


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[94]


class Client:
    """One process at one of the two databases."""

    def __init__(self, url: str) -> None:
        self.random = Random(7)

    def load(self, dossiers: int) -> None:
        """Fill the database."""
        from bench import many
        from motcua.dossiers.models import Dossier

        province.load()
        many.load(dossiers)
        self.shops = many.shops_for(dossiers)
        place = "reception_unit"
        self.codes = list(Dossier.objects.order_by(place).values_list("code", flat=True)[: 2000 * 37 : 37])
        self.names = [
            f"{self.random.choice(many.FAMILIES)} {self.random.choice(many.MIDDLES)} {self.random.choice(many.GIVEN)}"
            for _ in range(500)
        ]

    def ask(self, name: str, times: int) -> list[float]:
        """Ask for a list so many times and return how long each took, in ms."""
        asked: Callable[[], object] = getattr(self, name)
        found = []
        for _ in range(times):
            began = time.perf_counter()
            asked()
            found.append((time.perf_counter() - began) * 1000)
        return found

    def _commune(self) -> str:
        from bench import many

        return many.place(self.random.randrange(self.shops))

    def inbox(self) -> object:
        """Ask for a handler's inbox."""
        from motcua.dossiers import queries

        return queries.inbox(self._officer("VP", "handler"))

    def desk(self) -> object:
        """Ask for what waits to be checked at a counter."""
        from motcua.dossiers import queries

        return queries.to_check([f"{self._commune()}.TTPVHCC"])

    def late(self) -> object:
        """Ask for the first page of an agency's late list."""
        from motcua.dossiers import queries

        return list(queries.late(self._commune(), NOW)[: queries.PAGE + 1])

    def tracking(self) -> object:
        """Ask for a dossier by its code."""
        from motcua.dossiers import queries

        found = queries.by_code(self.random.choice(self.codes))
        assert found is not None
        return found

    def search(self) -> object:
        """Look somebody up in a counter's register: half by a whole name, half by family and the given name's begin."""
        from motcua.dossiers import queries, searching

        actor = self._officer("TTPVHCC", "receiver")
        words = self.random.choice(self.names).split()
        text = " ".join(words) if self.random.random() < 0.5 else f"{words[0]} {words[-1][:2]}"
        with searching.careful():
            return list(queries.register(actor, actor.units(), text)[: queries.PAGE + 1])

    def _officer(self, part: str, role: str) -> Any:
        from motcua.people import actor as actors
        from motcua.people.actor import Duty

        return actors.person(uuid4(), [Duty(f"{self._commune()}.{part}", role)])
