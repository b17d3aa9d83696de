"""What is kept of pages of procedures: whole pages as visitors get them, and parts that follow from a version alone.

Nothing personal can be in a kept page: it was asked for without a session, and with answers from lists alone. Before it
is sent again, everything it was made of is asked for in one short question (:func:`stamp`), so it is never older than
the register; :mod:`motcua.procedures.web.public.procedure` says what that is.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final, Generic, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.safestring import SafeString

from motcua.ledger import driver
from motcua.worktime import queries as worktime

MOST_BYTES: Final = 24_000_000  # in each process: some 500 pages, or 2,000 sheets
Kept = TypeVar("Kept")


class Shelf(Generic[Kept]):
    """The things used last, as many as fit into a number of bytes."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most, self._held = most, 0
        self._things: OrderedDict[tuple[object, ...], tuple[Kept, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> Kept | None:
        """Return what is kept, which is then the last to go."""
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def put(self, key: tuple[object, ...], thing: Kept, size: int) -> None:
        """Keep a thing, in the place of an older one; what was not used for longest makes room."""
        with self._lock:
            self._held += size - self._things.pop(key, (None, 0))[1]
            self._things[key] = thing, size
            while self._held > self._most:
                self._held -= self._things.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Forget everything, as a new process does."""
        with self._lock:
            self._things.clear()
            self._held = 0


@dataclass(frozen=True, slots=True)
class Body:
    """A page as it is sent, also made small, with the tag by which a browser asks whether it changed."""

    text: bytes
    small: bytes
    etag: str

    @property
    def size(self) -> int:
        """Return how many bytes it takes to keep."""
        return len(self.text) + len(self.small)


_parts: Shelf[SafeString] = Shelf()


def body(text: bytes) -> Body:
    """Return a page ready to be kept. Without a session there is no secret in it that its size could give away."""
    return Body(text, gzip.compress(text, 6, mtime=0), f'W/"{hashlib.sha256(text).hexdigest()[:24]}"')


def answer(request: HttpRequest, kept: Body) -> HttpResponse:
    """Send a kept page, small where the browser takes that, or nothing but "not changed"."""
    accepted = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(kept.small if accepted else kept.text, headers={"Cache-Control": "no-cache"})
    if accepted:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = kept.etag
    response.headers["Content-Length"] = str(len(response.content))
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=kept.etag, response=response) or response


def part(name: str, key: tuple[object, ...], draw: Callable[[], str]) -> SafeString:
    """Return a part of a page that depends on its key alone, drawn once."""
    whole = (name, *key)
    kept = _parts.get(whole)
    if kept is None:
        kept = SafeString(draw())
        _parts.put(whole, kept, len(kept.encode()))
    return kept


def is_plain(request: HttpRequest) -> bool:
    """Tell whether nothing but its address and language could make this page differ from the next visitor's."""
    cookies = {settings.SESSION_COOKIE_NAME, "messages"}
    return request.method in {"GET", "HEAD"} and not cookies & set(request.COOKIES)


def stamp(code: str, routes: Sequence[str], place: str = "") -> tuple[str, str, str, str]:
    """Return what changes whenever anything changes that the page of a procedure is made of.

    In turn: the heads of the procedure's stream, of the routes of its cases, of the province and its centre (and of a
    commune and its own), and of all calendars. Chains never repeat a head, so what was rolled back or restored is told
    apart too.
    """
    row = driver.run(_sql_of(connection.vendor, len(routes)), (code, *routes, place, place)).fetchone()
    return str(row[0]), str(row[1]), str(row[2]), str(row[3])


@lru_cache(maxsize=64)
def _sql_of(vendor: str, routes: int) -> str:
    # Table names are those of the models; written out, so that nothing is put together but the number of routes.
    joined = "string_agg(encode(head, 'hex'), ',')" if vendor == "postgresql" else "group_concat(hex(head))"
    places = ", ".join(["%s"] * routes) or "''"
    return f"""
        SELECT (SELECT {joined} FROM procedures_procedure WHERE code = %s),
            (SELECT {joined} FROM (SELECT head FROM procedures_route WHERE code IN ({places}) ORDER BY code) AS routes),
            (SELECT {joined} FROM (SELECT head FROM people_orgunit
                WHERE kind IN ('province', 'centre') AND level = 'province' OR code = %s
                    OR kind = 'centre' AND parent_id = (SELECT id FROM people_orgunit WHERE code = %s)
                ORDER BY code) AS units),
            {worktime.stamp_sql()}"""  # noqa: S608
