"""A small law for the tests: three working days, six steps, one consultation, Lạng Sơn's office hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from motcua.core.process.decide.clock import Law
from motcua.core.process.route import Consultation, Outcome, Route, Step
from motcua.core.worktime import CIVIL_CODE_RULES, Term
from motcua.core.worktime.calendar_data import build
from motcua.core.worktime.vietnamese import LOCAL

CALENDAR = build(
    {
        "code": "vn",
        "name": "Ngày nghỉ",
        "years": {"2026": {"status": "official"}},
        "days": [
            {"date": "2026-04-30", "kind": "holiday", "name": "30/4", "source": "BLLĐ Đ112"},
            {"date": "2026-05-01", "kind": "holiday", "name": "1/5", "source": "BLLĐ Đ112"},
        ],
    },
    {
        "code": "H37",
        "name": "Lạng Sơn",
        "hours": [
            {
                "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                "periods": ["07:30-11:30", "13:00-17:00"],
            }
        ],
    },
)
STEP_RULES = replace(CIVIL_CODE_RULES, id="steps", fraction_from="receipt_minute", whole_days="office_minutes")


def step(code: str, role: str, unit: str, kind: str, time: str | None, to: str, **more: object) -> Step:
    """Return a step with its way forward and, unless it is the first, a way back to B3."""
    ways = [Outcome("forward", "Chuyển", to)]
    if code in {"B4", "B5"}:
        ways.append(Outcome("back", "Trả lại", "B3"))
    term = Term.parse(time) if time else None
    return Step(code, f"Bước {code}", role, unit, kind, term, tuple(ways), **more)  # type: ignore[arg-type]


ROUTE = Route(
    "test",
    1,
    "Quy trình thử",
    "thử",
    (
        step("B1", "receiver", "reception", "receive", "0.25 working days", "B2"),
        step("B2", "head", "competent.VP", "assign", "0.25 working days", "B3"),
        step(
            "B3",
            "handler",
            "competent.VP",
            "work",
            "1 working day",
            "B4",
            consultations=(Consultation("police", "Công an", "competent.CA", Term.parse("1 working day")),),
        ),
        step("B4", "head", "competent.VP", "approve", "0.5 working days", "B5"),
        step("B5", "leader", "competent", "decide", "0.5 working days", "B6", decides=True),
        step("B6", "clerk", "competent.VP", "issue", "0.5 working days", "B7"),
        step("B7", "returner", "return", "return", None, "end"),
    ),
)
LAW = Law(Term.parse("3 working days"), CALENDAR, CIVIL_CODE_RULES, STEP_RULES, ROUTE, "H37@1 civil-code")


def on(day: str, time: str = "09:00") -> datetime:
    """Return a local moment in 2026: ``on("29/04", "15:30")``."""
    date, month = day.split("/")
    hour, minute = time.split(":")
    return datetime(2026, int(month), int(date), int(hour), int(minute), tzinfo=LOCAL)
