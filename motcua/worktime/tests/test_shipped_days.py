"""The shipped table of days off is what it was made from: the holidays package and the one swap that it lacks."""

from datetime import date
from pathlib import Path

import holidays
from django.conf import settings

from motcua.worktime.files import FileBook

MISSING_SWAP = {date(2026, 1, 2): True, date(2026, 1, 10): False}


def test_every_day_of_the_covered_years_is_off_or_not_as_in_the_package() -> None:
    calendar = FileBook(Path(settings.DEFINITIONS)).calendar_for("H37")
    package = holidays.country_holidays("VN", years=range(2024, 2028))
    for day, periods in zip(calendar.days, calendar.periods, strict=True):
        weekend = day.weekday() > 4 and day not in package.weekend_workdays
        off = MISSING_SWAP.get(day, day in package or weekend)
        assert off is (not periods), day
    assert (calendar.first, calendar.last) == (date(2024, 1, 1), date(2027, 12, 31))
    assert list(calendar.provisional) == [2027]
