"""How dates, terms and money read on screen: local time, whole words, no colour alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from motcua.core.worktime import Remaining, Term

WEEKDAYS: Final[tuple[Promise, ...]] = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)
SOON: Final = timedelta(days=1)


def local(moment: datetime) -> datetime:
    """Give a moment in the time of the place; a moment without a time zone is an error of the program."""
    if timezone.is_naive(moment):
        raise ValueError(f"a moment on screen needs a time zone: {moment!r}")
    return timezone.localtime(moment)


def day(value: date | datetime | None) -> str:
    """Write a day: ``06/05/2026``."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = local(value).date()
    return f"{value:%d/%m/%Y}"


def long_day(value: date | datetime | None) -> str:
    """Write a day with its name: ``Thứ Tư 06/05/2026``."""
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = local(value).date()
    return f"{WEEKDAYS[value.weekday()]} {value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """Write a moment the way a receipt does: ``17:00 Thứ Tư 06/05/2026``."""
    if value is None or value == "":
        return ""
    here = local(value)
    return f"{here:%H:%M} {long_day(here)}"


def short_moment(value: datetime | None) -> str:
    """Write a moment for a dense list: ``17:00 06/05/2026``."""
    if value is None or value == "":
        return ""
    return f"{local(value):%H:%M %d/%m/%Y}"


def hour(value: datetime | None) -> str:
    """Write the time of day: ``17:00``."""
    if value is None or value == "":
        return ""
    return f"{local(value):%H:%M}"


def money(amount: int | str | None) -> str:
    """Write an amount of đồng: ``12.000 đ``; an unknown amount says that it is not known."""
    if amount is None or amount == "":
        return _("chưa có dữ liệu")
    return f"{int(amount):,}".replace(",", ".") + " đ"


def span(length: timedelta) -> str:
    """Write a length of time with its two largest parts: ``1 ngày 3 giờ``, ``3 giờ 20 phút``, ``dưới 1 phút``."""
    minutes = int(abs(length).total_seconds() // 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    return amount(days, hours, minutes)


def amount(days: int, hours: int, minutes: int) -> str:
    """Write an amount of time with its two largest parts; which kind of days they are is the caller's to say."""
    parts = [
        ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": days} if days else "",
        ngettext("%(n)s giờ", "%(n)s giờ", hours) % {"n": hours} if hours else "",
        ngettext("%(n)s phút", "%(n)s phút", minutes) % {"n": minutes} if minutes and not days else "",
    ]
    return " ".join(part for part in parts if part) or _("dưới 1 phút")


def left(value: Remaining) -> str:
    """Write the office time until a moment or since it: ``còn 1 ngày 3 giờ``, ``quá hạn 2 giờ``."""
    said = _("quá hạn %(span)s") if value.late else _("còn %(span)s")
    return said % {"span": amount(value.days, value.hours, value.minutes)}


def term(value: Term | None) -> str:
    """Write a term: ``15 ngày làm việc``, on an English page ``15 working days``."""
    if value is None:
        return ""
    return str(value) if get_language() == "en" else value.vi()


@dataclass(frozen=True, slots=True)
class DueText:
    """A due date in words. ``kind`` (``ok soon late waiting done``) chooses the colour that repeats the words."""

    kind: str
    lead: str
    rest: str = ""


def due_text(
    due_at: datetime | None,
    now: datetime | None,
    *,
    paused: bool = False,
    done_at: datetime | None = None,
    left: str = "",
) -> DueText:
    """Say how far away a due moment is. ``left`` replaces the plain difference (office time, from worktime)."""
    if done_at is not None and due_at is not None:
        return _finished(due_at, done_at)
    if paused:
        rest = _("hẹn trả tạm tính %(when)s") % {"when": moment(due_at)} if due_at else ""
        return DueText("waiting", _("Đang tạm dừng tính thời gian"), rest)
    if due_at is None:
        return DueText("waiting", _("Chưa có ngày hẹn trả"))
    rest = _("hẹn trả %(when)s") % {"when": moment(due_at)}
    if now is None:
        return DueText("ok", rest[:1].upper() + rest[1:])
    distance = due_at - now
    if distance < timedelta(0):
        return DueText("late", _("Quá hạn %(span)s") % {"span": left or span(distance)}, rest)
    kind = "soon" if distance <= SOON else "ok"
    return DueText(kind, _("Còn %(span)s") % {"span": left or span(distance)}, rest)


def _finished(due_at: datetime, done_at: datetime) -> DueText:
    """Say whether finished work was early, on time or late; the same local day is on time."""
    rest = _("xong %(done)s, hẹn %(due)s") % {"done": moment(done_at), "due": moment(due_at)}
    if done_at > due_at:
        return DueText("late", _("Quá hạn %(span)s") % {"span": span(done_at - due_at)}, rest)
    if local(done_at).date() < local(due_at).date():
        return DueText("done", _("Trước hạn"), rest)
    return DueText("done", _("Đúng hạn"), rest)
