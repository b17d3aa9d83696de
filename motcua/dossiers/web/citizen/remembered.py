"""Keeps the tracking page that everybody may see, drawn once for a state of a dossier and a minute.

Such a page must take a flood: drawing it costs some milliseconds, finding out that nothing changed a fraction of one.
Only what a visitor without a session sees is kept, so nothing personal can be in it. The key holds the head of the
dossier's chain: whatever happens to the dossier makes another page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpResponse

from motcua.dossiers.models import Dossier
from motcua.people.middleware import ActedRequest

MOST: Final = 2000
MINUTE: Final = 60
Key = tuple[bytes, str, str, int]
_pages: OrderedDict[Key, bytes] = OrderedDict()
_lock = Lock()


def remembered(request: ActedRequest, code: str, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """Return the kept page, or draw and keep it; a request that is not plain is always drawn afresh."""
    head = _head(code) if _is_plain(request) else None
    if head is None:
        return draw()
    key = (head, request.path, str(request.LANGUAGE_CODE), int(request.at.timestamp()) // MINUTE)
    with _lock:
        kept = _pages.get(key)
    if kept is not None:
        return HttpResponse(kept, headers={"Cache-Control": "no-cache"})
    response = draw()
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200:
        with _lock:
            _pages[key] = response.content
            while len(_pages) > MOST:
                _pages.popitem(last=False)
    return response


def _is_plain(request: ActedRequest) -> bool:
    """Tell whether nothing about this request could make its page differ from the next visitor's."""
    cookies = {settings.SESSION_COOKIE_NAME, "messages"}
    return (
        request.method in {"GET", "HEAD"}
        and not request.META.get("QUERY_STRING")
        and not cookies & set(request.COOKIES)
    )


def _head(code: str) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(_sql(), [code])
        row = cursor.fetchone()
    return None if row is None else bytes(row[0])


@cache
def _sql() -> str:
    return f'SELECT "head" FROM "{Dossier._meta.db_table}" WHERE "code" = %s'  # noqa: S608 - our own table
