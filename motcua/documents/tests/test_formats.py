"""Moments and days as official papers write them."""

from datetime import UTC, date, datetime

from motcua.documents import formats


def test_days_and_months_follow_decree_30() -> None:
    assert formats.long_day(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert formats.long_day(date(2026, 2, 15)) == "ngày 15 tháng 02 năm 2026"
    assert formats.long_day(date(2026, 3, 9)) == "ngày 09 tháng 3 năm 2026"
    assert formats.long_day(date(2026, 11, 24)) == "ngày 24 tháng 11 năm 2026"


def test_moments_are_local() -> None:
    at = datetime(2026, 4, 29, 17, 5, tzinfo=UTC)
    assert formats.long_moment(at) == "00 giờ 05 phút, ngày 30 tháng 4 năm 2026"
    assert formats.short_moment(at) == "00:05 ngày 30/04/2026"
