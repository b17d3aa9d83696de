"""The public page of a procedure against a minimal Django view, in one process, on both databases.

Both answer the same WSGI calls in turn, without a server between. The floor is a Django of one view without middleware,
session, database or language: it fills a template of a few kB from a list. Four sides: the page as a visitor opens it
from a search or a code (kept whole; one statement asks whether anything changed), the same asked for again by its ETag,
the page with the answers of one's own case (kept too), and the page drawn for one request alone, as somebody who is
logged in gets it.
"""

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

from bench import province
from bench.processes import clients, together
from bench.rounds import interleaved, per_second
from bench.server import database

ROWS = tuple(
    f"procedure_page_{side}{kind}" for kind in ("sqlite", "pg") for side in ("", "again_", "answered_", "drawn_")
)
SECONDS = 0.6
ANSWERED = (
    "1.001193/?channel=direct&child=ordinary&proof=hospital&late=no&lodger=parent",
    "1.115719/?owner=person&transfer=sale&highland=no&place=06184",
    "1.014438/?channel=direct",
)
WARM = 40


def run() -> list[dict[str, Any]]:
    """Return for both databases a row for each side: pages a second, the floor's, and their ratio."""
    return [row for kind, name in (("sqlite", "sqlite"), ("postgresql", "pg")) for row in _measured(kind, name)]


def _measured(kind: str, name: str) -> Iterator[dict[str, Any]]:
    with database(kind) as url, clients(url, 1, __name__) as (one,):
        together([one], "prepare")

        def side(asked: str) -> Callable[[], float]:
            return lambda: float(together([one], "ask", asked, SECONDS)[0])

        found = interleaved({asked: side(asked) for asked in ("page", "again", "answered", "drawn", "floor")})
    floor = found["floor"].median
    for asked, prefix in (("page", ""), ("again", "again_"), ("answered", "answered_"), ("drawn", "drawn_")):
        value = found[asked].median
        yield {
            "name": f"procedure_page_{prefix}{name}",
            "value": value,
            "unit": "pages/s",
            "floor": floor,
            "ratio": value / floor,
            "spread": found[asked].spread,
        }


class Client:
    """A process that answers the calls itself."""

    def __init__(self, _: str) -> None:
        self.calls: dict[str, Iterator[dict[str, Any]]] = {}
        self.handlers: dict[str, Any] = {}

    def prepare(self) -> None:
        """Load Lạng Sơn, and let each side answer until nothing is new to it."""
        from django.core.wsgi import get_wsgi_application

        from bench import minimal_page
        from motcua.procedures import queries
        from motcua.project import progress
        from motcua.project.commands import prepare

        prepare.collect_static()
        province.load()
        # As in any demonstration after its first minutes; a province has no such banner at all.
        progress.report(progress.DEMO, 1, 1, "", province.RECEIVED_AT)
        codes = [line.code for line in queries.listing(province.RECEIVED_AT.date())]
        whole, floor = get_wsgi_application(), minimal_page.application()
        self.handlers = {"page": whole, "again": whole, "answered": whole, "drawn": whole, "floor": floor}
        pages = [_environ(f"/procedures/{code}/") for code in codes]
        again = [{**one, "HTTP_IF_NONE_MATCH": _answer(whole, one)[1]["ETag"]} for one in pages]
        answered = [_environ(*f"/procedures/{one}".split("?")) for one in ANSWERED]
        drawn = [_environ(f"/procedures/{code}/", "twice=1&twice=2") for code in codes]
        floors = [_environ(f"/floor/{code}") for code in codes]
        sides = {"page": pages, "again": again, "answered": answered, "drawn": drawn, "floor": floors}
        for name, calls in sides.items():
            self.calls[name] = cycle(calls)
            for _ in range(WARM):
                self._one(name)

    def ask(self, name: str, seconds: float) -> float:
        """Return how many pages of one side come in a second."""
        return per_second(lambda until: self._many(name, until), seconds)

    def _many(self, name: str, seconds: float) -> int:
        from time import perf_counter

        done, until = 0, perf_counter() + seconds
        while perf_counter() < until:
            self._one(name)
            done += 1
        return done

    def _one(self, name: str) -> None:
        status, _ = _answer(self.handlers[name], next(self.calls[name]))
        if status != ("304 Not Modified" if name == "again" else "200 OK"):
            raise RuntimeError(f"{name}: {status}")


def _answer(handler: Any, environ: dict[str, Any]) -> tuple[str, dict[str, str]]:
    told: list[Any] = []
    response = handler(dict(environ), lambda status, headers: told.extend((status, dict(headers))))
    for _ in response:
        pass
    response.close()
    return told[0], told[1]


def _environ(path: str, query: str = "") -> dict[str, Any]:
    from io import BytesIO

    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
