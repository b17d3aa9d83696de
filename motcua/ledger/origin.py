"""Where a log comes from: the demonstration or a province, stamped once in its first entry."""

import json
from typing import Final

from django.db.models import QuerySet

from motcua.core.refusal import Refused
from motcua.ledger.models import Entry

DEMO: Final = "demo"
STREAM: Final = "log"
OPENED: Final = "log.opened"

_known: dict[str, str] = {}


def current(*, fresh: bool = False) -> str | None:
    """Return the log's origin, None before it is opened; kept in memory once known unless ``fresh``."""
    if fresh:
        _known.clear()
    if STREAM not in _known:
        opened: QuerySet[Entry, str] = Entry.objects.filter(stream=STREAM, seq=1).values_list("payload", flat=True)
        for payload in opened:
            _known[STREAM] = json.loads(payload)["origin"]
    return _known.get(STREAM)


def require() -> None:
    """Refuse to write into a log that nobody has opened."""
    if STREAM not in _known and current() is None:
        raise Refused(
            "log_not_opened",
            "Sổ cái chưa được mở nên chưa ghi được gì.",
            "Người quản trị chạy `motcua init --province <mã tỉnh>` (hoặc `motcua demo`) một lần trước khi dùng.",
        )


def is_demo() -> bool:
    """Say whether this is a demonstration and no province's own log."""
    return current() == DEMO
