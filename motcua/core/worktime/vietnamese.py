"""Dates, times and amounts as Vietnamese officials write them."""

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

LOCAL = timezone(timedelta(hours=7), "+07:00")
"""Vietnam's time: UTC+7 the whole year, without summer time since 1975."""

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")

_MINUTES = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(24 * 60 + 1))


def local(at: datetime) -> datetime:
    """Return an aware moment in Vietnam's time."""
    return at if at.tzinfo is LOCAL else at.astimezone(LOCAL)


def weekday_name(day: date) -> str:
    """Return ``Thứ Tư``."""
    return WEEKDAYS[day.weekday()]


def long_date(day: date) -> str:
    """Return ``Thứ Tư 06/05/2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day:02d}/{day.month:02d}/{day.year}"


def short_date(day: date) -> str:
    """Return ``06/05``."""
    return f"{day.day:02d}/{day.month:02d}"


def clock(at: datetime) -> str:
    """Return ``17:00`` in Vietnam's time."""
    return f"{local(at):%H:%M}"


def moment(at: datetime) -> str:
    """Return ``17:00 Thứ Tư 06/05/2026`` in Vietnam's time."""
    here = local(at)
    return f"{here:%H:%M} {long_date(here.date())}"


def second_of_day(seconds: int) -> str:
    """Return seconds since midnight as ``17:00`` (with seconds only where there are some)."""
    minute, left = divmod(seconds, 60)
    return f"{_MINUTES[minute]}:{left:02d}" if left else _MINUTES[minute]


def amount(value: Fraction | int) -> str:
    """Return a number with a decimal comma: ``15``, ``0,5``, ``1/3``."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    return decimal(exact).replace(".", ",")


def decimal(value: Fraction) -> str:
    """Return a number with a decimal point where it has a short one, else as a fraction."""
    for places in range(1, 7):
        if (value * 10**places).denominator == 1:
            return f"{float(value):.{places}f}"
    return f"{value.numerator}/{value.denominator}"


def duration(seconds: int) -> str:
    """Return a length of office time: ``3 giờ 20 phút``."""
    minutes = -(-seconds // 60)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours else []
    if rest or not parts:
        parts.append(f"{rest} phút")
    return " ".join(parts)
