"""Offices for the tests: the province's hours, a commune with Saturday mornings, an office with seasons."""

from datetime import datetime
from typing import Any

from motcua.core.worktime.calendar_data import build
from motcua.core.worktime.vietnamese import LOCAL

WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday"]
OFF = "Điều 112 Bộ luật Lao động 2019"
HOLIDAYS = [
    ("2024-01-01", "Tết Dương lịch"),
    ("2025-01-27", "Tết Nguyên đán"),
    ("2025-01-28", "Tết Nguyên đán"),
    ("2025-01-29", "Tết Nguyên đán"),
    ("2025-01-30", "Tết Nguyên đán"),
    ("2025-01-31", "Tết Nguyên đán"),
    ("2026-01-01", "Tết Dương lịch"),
    ("2026-04-26", "Giỗ Tổ Hùng Vương"),
    ("2026-04-27", "Giỗ Tổ Hùng Vương (nghỉ bù)"),
    ("2026-04-30", "Ngày Chiến thắng 30/4"),
    ("2026-05-01", "Ngày Quốc tế lao động 1/5"),
]
DAYS: dict[str, Any] = {
    "code": "vn",
    "name": "Cả nước",
    "years": {
        2024: {"status": "official"},
        2025: {"status": "official"},
        2026: {"status": "official"},
        2027: {"status": "provisional", "source": "chưa có thông báo"},
    },
    "days": [{"date": day, "kind": "holiday", "name": name, "source": OFF} for day, name in HOLIDAYS]
    + [
        {"date": "2026-01-02", "kind": "day_off", "name": "nghỉ hoán đổi", "source": "CV 12729"},
        {
            "date": "2026-01-10",
            "kind": "working",
            "name": "Làm bù",
            "source": "CV 12729",
            "replaces": "2026-01-02",
        },
    ],
}
PROVINCE_HOURS: dict[str, Any] = {
    "code": "H37",
    "name": "Lạng Sơn",
    "hours": [{"weekdays": WEEK, "periods": ["07:30-11:30", "13:00-17:00"]}],
}
SATURDAY_HOURS: dict[str, Any] = {
    "code": "06187",
    "name": "Kỳ Lừa",
    "hours": [
        {"weekdays": WEEK, "periods": ["07:30-11:30", "13:00-17:00"]},
        {"weekdays": ["saturday"], "periods": ["07:30-11:30"]},
    ],
}
SEASON_HOURS: dict[str, Any] = {
    "code": "06541",
    "name": "Mẫu Sơn",
    "hours": [
        {"weekdays": WEEK, "periods": ["08:00-12:00", "13:00-16:30"]},
        {
            "weekdays": WEEK,
            "periods": ["07:00-09:15", "09:30-11:30", "13:30-17:00"],
            "season": {"from": "04-16", "to": "10-15"},
        },
    ],
}
PROVINCE = build(DAYS, PROVINCE_HOURS, "vn:1+H37:1")
SATURDAY = build(DAYS, SATURDAY_HOURS)
SEASONS = build(DAYS, SEASON_HOURS)


def at(text: str) -> datetime:
    """Return a local moment written as ``2026-04-29T15:30``."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)
