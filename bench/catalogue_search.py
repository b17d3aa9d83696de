"""Search in the catalogue of a whole province, as people type: half of it with mistakes, and with old names of places.

2,300 procedures on each database; p95 in ms of the search itself with its filters counted and its first page cut, over
p95 of one indexed query on the same database: the version in force of a code. Sides alternate, warm. Also: how long the
index takes to be built, and built again after one more publication.
"""

import statistics
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from bench import province, registers
from bench.processes import clients, together
from bench.server import database

KINDS = ("sqlite", "postgresql")
ROWS = tuple(f"catalogue_{name}_{kind}" for kind in KINDS for name in ("search", "index", "again"))
ROUNDS, EACH = 8, 260
ON = date(2026, 7, 15)
PLACES = ("hoang dong", "mai pha", "phuong ky lua", "xa hong phong", "tp lang son", "thi tran cao loc", "gia cat")
SHORT = ("dkks", "gpxd", "hkd", "cccd", "gcn qsdd", "tthn")


def run() -> list[dict[str, Any]]:
    """Return p95 of the search on both databases, and the time that the index takes."""
    return [row for kind in KINDS for row in _measured(kind)]


def _measured(kind: str) -> list[dict[str, Any]]:
    with database(kind) as url, clients(url, 1, __name__) as every:
        ((built, again),) = together(every, "prepare")
        taken: dict[str, list[float]] = {"search": [], "lookup": []}
        for number in range(ROUNDS + 1):
            for name in ("search", "lookup") if number % 2 else ("lookup", "search"):
                (times,) = together(every, "ask", name, number)
                if number:  # the first round warms up
                    taken[name].extend(times)
    value, floor = _p95(taken["search"]), _p95(taken["lookup"])
    found = {
        "name": f"catalogue_search_{kind}",
        "value": value,
        "unit": "ms p95",
        "floor": floor,
        "ratio": value / floor,
        "median": statistics.median(taken["search"]),
        "worst": max(taken["search"]),
        "queries": len(taken["search"]),
    }
    index = {"name": f"catalogue_index_{kind}", "value": built, "unit": "ms", "floor": None, "ratio": None}
    return [found, index, {**index, "name": f"catalogue_again_{kind}", "value": again}]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[94]


class Client:
    """One process at one database."""

    def __init__(self, _: str) -> None:
        self.texts: list[str] = []
        self.codes: list[str] = []

    def prepare(self) -> tuple[float, float]:
        """Fill the register; return how long the index took, and took again after one more publication, in ms."""
        province.load()
        known = registers.load()
        self.codes = [code for code, _ in known]
        self.texts = texts(known, Random(11))
        built = _timed(self._index)
        registers.load(registers.SIZE + 1)
        return built, _timed(self._index)

    def _index(self) -> None:
        from motcua.procedures.search import search

        search("khai sihn o hoang dong", ON)

    def ask(self, name: str, number: int) -> list[float]:
        """Ask so many questions of one kind and return how long each took, in ms."""
        asked: Callable[[int], object] = getattr(self, name)
        return [_timed(lambda at=at: asked(at)) for at in range(number * EACH, (number + 1) * EACH)]  # type: ignore[misc]

    def search(self, at: int) -> object:
        """Search as the page does: find, count the filters, take the first twenty."""
        from motcua.procedures.search import catalogue, search
        from motcua.procedures.search.facets import NAMES

        known = catalogue(ON)
        hits = search(self.texts[at % len(self.texts)], ON)
        among = known.facets.of(hits.entries)
        counts = [known.facets.counts(name, among, {}) for name in NAMES]
        return counts, hits.lines[:20]

    def lookup(self, at: int) -> object:
        """Ask for the version in force of one code."""
        from motcua.procedures.models import ProcedureVersion

        rows = ProcedureVersion.objects.filter(procedure__code=self.codes[at % len(self.codes)], valid_from__lte=ON)
        return rows.order_by("-valid_from", "-number").values_list("id", "valid_to").first()


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def texts(known: list[tuple[str, str]], random: Random) -> list[str]:
    """Return what people may type: words of titles, whole or broken, short forms, codes, places."""
    from motcua.core.text import search_key

    made = []
    for code, title in random.sample(known, min(len(known), 600)):
        words = search_key(title).replace(",", "").split()
        some = words[: random.randrange(2, 6)]
        made += [
            " ".join(some),
            _broken(some, random),
            title,
            _telexed(title),
            f"{' '.join(some)} o {random.choice(PLACES)}",
        ]
        made += [
            code,
            random.choice(SHORT),
            f"toi muon {' '.join(words[:3])} thi lam the nao",
            " ".join(random.sample(some, len(some))),
        ]
    random.shuffle(made)
    return made


def _broken(words: list[str], random: Random) -> str:
    """Exchange, drop or double a letter in one or two of the words."""
    out = list(words)
    for place in random.sample(range(len(out)), min(len(out), random.randrange(1, 3))):
        word = out[place]
        if len(word) > 2:
            at = random.randrange(1, len(word))
            out[place] = random.choice(
                (
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at - 1 :],
                    word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
                )
            )
    return " ".join(out)


def _telexed(title: str) -> str:
    """Write a title as a keyboard does whose typing program is switched off."""
    marks = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
    shapes = {"\u0302": "", "\u0306": "w", "\u031b": "w"}  # â is aa, ă is aw, ơ is ow
    out = []
    for word in title.lower().replace("đ", "dd").split():
        letters, tone = "", ""
        for mark in unicodedata.normalize("NFD", word):
            if mark in marks:
                tone = marks[mark]
            elif mark in shapes:
                letters += shapes[mark] or letters[-1:]
            else:
                letters += mark
        out.append(letters + tone)
    return " ".join(out)
