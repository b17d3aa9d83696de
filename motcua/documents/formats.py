"""How official Vietnamese papers write moments and days (Decree 30/2020/NĐ-CP, annex I)."""

from datetime import date, datetime

from motcua.ui.formatting import local


def day_number(day: int) -> str:
    """Write a day of the month: below 10 with a leading zero."""
    return f"{day:02d}"


def month_number(month: int) -> str:
    """Write a month: 1 and 2 with a leading zero, the others without."""
    return f"{month:02d}" if month < 3 else str(month)


def long_day(day: date) -> str:
    """Write ``ngày 06 tháng 5 năm 2026``."""
    return f"ngày {day_number(day.day)} tháng {month_number(day.month)} năm {day.year}"


def long_moment(at: datetime) -> str:
    """Write ``15 giờ 30 phút, ngày 29 tháng 4 năm 2026`` in local time."""
    moment = local(at)
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút, {long_day(moment.date())}"


def short_moment(at: datetime) -> str:
    """Write ``15:30 ngày 29/04/2026`` in local time."""
    return local(at).strftime("%H:%M ngày %d/%m/%Y")
