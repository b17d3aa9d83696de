"""Words and colours of an import's states, of its lines, and of what is said of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.procedures.models import ImportLine

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

STATES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "received": (_("Đang kiểm tra"), "blue"),
    "checked": (_("Chờ xác nhận"), "amber"),
    "confirmed": (_("Đang ghi"), "blue"),
    "applied": (_("Đã ghi"), "green"),
    "unreadable": (_("Không đọc được"), "red"),
    "dropped": (_("Đã bỏ"), "grey"),
}
STATUSES: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "new": (_("công bố mới"), "green"),
    "changed": (_("thay đổi"), "blue"),
    "draft": (_("bản nháp"), "teal"),
    "same": (_("không đổi"), "grey"),
    "refused": (_("từ chối"), "red"),
}
WEIGHTS: "Final[dict[str, tuple[StrPromise, str]]]" = {
    "wrong": (_("sai"), "red"),
    "doubt": (_("đáng ngờ"), "amber"),
    "missing": (_("thiếu"), "teal"),
    "note": (_("ghi chú"), "grey"),
}
Filter = Callable[["QuerySet[ImportLine]"], "QuerySet[ImportLine]"]


def _of(status: str) -> Filter:
    return lambda lines: lines.filter(status=status)


FILTERS: Final[dict[str, Filter]] = {
    **{status: _of(status) for status in STATUSES},
    "doubtful": lambda lines: lines.filter(doubtful=True, status__in=("new", "changed", "draft")),
}


def line_status(line: ImportLine) -> "tuple[StrPromise, str]":
    """Return the word and the colour of what becomes of a line."""
    return STATUSES[line.status]
