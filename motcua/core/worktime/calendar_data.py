"""Reads a calendar's data (days off and make-up days; office hours) and says all that is wrong at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from motcua.core.phrase import Phrase, named
from motcua.core.worktime.calendar import Calendar, DayOff, Periods
from motcua.core.worktime.facts import Day
from motcua.core.worktime.problems import Path, Problem, refuse_if_any
from motcua.core.worktime.trace import Line

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_KINDS = ("holiday", "day_off", "working")


@dataclass(frozen=True, slots=True)
class Hours:
    """Office periods of some weekdays, for some dates and, where it has one, for a season of each year."""

    weekdays: frozenset[int]
    periods: Periods
    valid_from: date
    valid_to: date
    season: tuple[tuple[int, int], tuple[int, int]] | None

    def applies(self, day: date, weekday: int) -> bool:
        """Whether these hours hold on a day that works like ``weekday``."""
        if weekday not in self.weekdays or not self.valid_from <= day <= self.valid_to:
            return False
        if self.season is None:
            return True
        start, end = self.season
        here = (day.month, day.day)
        return start <= here <= end if start <= end else here >= start or here <= end


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A holiday, a swapped day off or a make-up day, with the act that says so."""

    day: date
    kind: str
    name: str
    source: str
    replaces: date | None


def build(national: Mapping[str, Any], unit: Mapping[str, Any], version: str = "") -> Calendar:
    """Return the calendar of a unit; raises ``Refused("bad_definition")`` with every problem."""
    problems = [*check_days(national), *check_hours(unit)]
    refuse_if_any(problems, Phrase("Lịch làm việc {code}", code=str(unit.get("code", ""))))
    years = {int(year): facts for year, facts in national["years"].items()}
    special = {d.day: d for d in _special_days(national)} | {d.day: d for d in _special_days(unit)}
    hours = [_hours(row) for row in unit["hours"]]
    make_up = WEEKDAYS.index(unit.get("make_up_like", "monday"))
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    periods: list[Periods] = []
    off: dict[int, DayOff] = {}
    notes: dict[int, Line] = {}
    for i in range((last - first).days + 1):
        day = first + timedelta(days=i)
        here = special.get(day)
        if here is not None and here.kind == "working":
            periods.append(_periods_on(hours, day, make_up))
            notes[i] = Line("note", day, _made_up(here), here.source)
        else:
            periods.append(() if here else _periods_on(hours, day, day.weekday()))
        if not periods[-1]:
            off[i] = _why_off(day, here)
    provisional = {y: str(f.get("source", "")) for y, f in years.items() if f["status"] == "provisional"}
    return Calendar(
        str(unit["code"]), str(unit["name"]), first, periods, off, provisional=provisional, notes=notes, version=version
    )


def _made_up(special: SpecialDay) -> Phrase:
    if special.replaces is None:
        return Phrase("{day}: làm bù.", day=Day(special.day))
    return Phrase("{day}: làm bù thay ngày {other}.", day=Day(special.day), other=f"{special.replaces:%d/%m/%Y}")


def _why_off(day: date, special: SpecialDay | None) -> DayOff:
    if special is not None and special.kind == "holiday":
        return DayOff("holiday", Phrase("nghỉ lễ ({holiday})", holiday=named(special.name)), special.source)
    if special is not None and special.kind == "day_off":
        return DayOff("day_off", named(special.name[:1].lower() + special.name[1:]), special.source)
    if day.weekday() >= 5:
        return DayOff("weekend", Phrase("nghỉ cuối tuần"), None)
    return DayOff("closed", Phrase("cơ quan không có giờ làm việc"), None)


def _periods_on(hours: list[Hours], day: date, weekday: int) -> Periods:
    found: Periods = ()
    for row in hours:
        if row.applies(day, weekday):
            if row.season is not None:
                return row.periods
            found = row.periods
    return found


# -- reading ---------------------------------------------------------------------------------------------------------


def as_date(value: object) -> date | None:
    """Return a date given as a date or as ``YYYY-MM-DD``, else None."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def as_second(text: object) -> int | None:
    """Return ``17:00`` as seconds since midnight, else None."""
    hours, colon, minutes = str(text).partition(":")
    if not (colon and hours.isdigit() and len(minutes) == 2 and minutes.isdigit()):
        return None
    second = int(hours) * 3600 + int(minutes) * 60
    return second if int(minutes) < 60 and second <= 86400 else None


def as_periods(texts: object) -> Periods | None:
    """Return ``["07:30-11:30", "13:00-17:00"]`` as seconds, else None; periods must be in order and apart."""
    if not isinstance(texts, list) or not texts:
        return None
    periods: list[tuple[int, int]] = []
    for text in texts:
        start_text, dash, end_text = str(text).partition("-")
        start, end = as_second(start_text.strip()), as_second(end_text.strip())
        if not dash or start is None or end is None or start >= end or (periods and start <= periods[-1][1]):
            return None
        periods.append((start, end))
    return tuple(periods)


def as_season(value: object) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return ``{from: "04-16", to: "10-15"}`` as two (month, day), else None."""
    if not isinstance(value, Mapping):
        return None
    ends = [as_date(f"2024-{value.get(key)}") for key in ("from", "to")]
    if ends[0] is None or ends[1] is None:
        return None
    return (ends[0].month, ends[0].day), (ends[1].month, ends[1].day)


def _hours(row: Mapping[str, Any]) -> Hours:
    return Hours(
        frozenset(WEEKDAYS.index(name) for name in row["weekdays"]),
        as_periods(row["periods"]) or (),
        as_date(row.get("valid_from") or date.min) or date.min,
        as_date(row.get("valid_to") or date.max) or date.max,
        as_season(row.get("season")),
    )


def _special_days(data: Mapping[str, Any]) -> Iterator[SpecialDay]:
    for row in data.get("days") or ():
        day = as_date(row["date"])
        if day is not None:
            yield SpecialDay(day, row["kind"], row["name"], row["source"], as_date(row.get("replaces")))


# -- checking --------------------------------------------------------------------------------------------------------


def check_days(data: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a table of years, days off and make-up days."""
    problems = list(_missing(data, ("code", "name", "years"), ()))
    years = data.get("years")
    if not isinstance(years, Mapping) or not years:
        return [*problems, Problem(("years",), Phrase("phải nêu từng năm với status official hoặc provisional"))]
    for year, facts in years.items():
        if not str(year).isdigit():
            problems.append(Problem(("years", str(year)), Phrase("năm phải là số")))
        elif not isinstance(facts, Mapping) or facts.get("status") not in ("official", "provisional"):
            problems.append(Problem(("years", year), Phrase("status phải là official hoặc provisional")))
    known = sorted(int(y) for y in years if str(y).isdigit())
    if known and known != list(range(known[0], known[-1] + 1)):
        problems.append(Problem(("years",), Phrase("các năm phải liền nhau")))
    return [*problems, *_check_special(data, set(known))]


def _check_special(data: Mapping[str, Any], years: set[int] | None) -> Iterator[Problem]:
    rows = data.get("days") or []
    if not isinstance(rows, list):
        yield Problem(("days",), Phrase("phải là danh sách"))
        return
    seen: dict[date, int] = {}
    for i, row in enumerate(rows):
        path: Path = ("days", i)
        if not isinstance(row, Mapping):
            yield Problem(path, Phrase("phải có date, kind, name, source"))
            continue
        yield from _missing(row, ("date", "kind", "name", "source"), path)
        if "kind" in row and row["kind"] not in DAY_KINDS:
            yield Problem((*path, "kind"), Phrase("phải là một trong {choices}", choices=", ".join(DAY_KINDS)))
        day = as_date(row.get("date"))
        if day is None:
            yield Problem((*path, "date"), Phrase("ngày phải có dạng 2026-04-30"))
        elif day in seen:
            yield Problem(
                (*path, "date"),
                Phrase("ngày {day} đã có ở mục {number}", day=f"{day:%d/%m/%Y}", number=seen[day] + 1),
            )
        elif years is not None and day.year not in years:
            yield Problem((*path, "date"), Phrase("năm {year} không có trong years", year=day.year))
        else:
            seen[day] = i
        if row.get("replaces") is not None and as_date(row["replaces"]) is None:
            yield Problem((*path, "replaces"), Phrase("ngày phải có dạng 2026-04-30"))


def check_hours(data: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a unit's table of office hours."""
    problems = [*_missing(data, ("code", "name", "hours"), ()), *_check_special(data, None)]
    if data.get("make_up_like", "monday") not in WEEKDAYS:
        problems.append(Problem(("make_up_like",), Phrase("phải là tên một thứ trong tuần, ví dụ monday")))
    rows = data.get("hours")
    if not isinstance(rows, list) or not rows:
        return [*problems, Problem(("hours",), Phrase("phải có ít nhất một dòng giờ làm việc"))]
    for i, row in enumerate(rows):
        path: Path = ("hours", i)
        if not isinstance(row, Mapping):
            problems.append(Problem(path, Phrase("phải có weekdays và periods")))
            continue
        problems += _check_row(row, path)
    if not problems:
        problems += _check_overlaps([_hours(row) for row in rows])
    return problems


def _check_row(row: Mapping[str, Any], path: Path) -> Iterator[Problem]:
    weekdays = row.get("weekdays")
    if not isinstance(weekdays, list) or not weekdays or any(day not in WEEKDAYS for day in weekdays):
        yield Problem((*path, "weekdays"), Phrase("phải là danh sách trong số {choices}", choices=", ".join(WEEKDAYS)))
    if as_periods(row.get("periods")) is None:
        yield Problem((*path, "periods"), Phrase('phải là các buổi theo thứ tự, ví dụ ["07:30-11:30", "13:00-17:00"]'))
    for key in ("valid_from", "valid_to"):
        if row.get(key) is not None and as_date(row[key]) is None:
            yield Problem((*path, key), Phrase("ngày phải có dạng 2026-04-30"))
    if row.get("season") is not None and as_season(row["season"]) is None:
        yield Problem((*path, "season"), Phrase('phải có dạng {from: "04-16", to: "10-15"}'))


def _check_overlaps(rows: list[Hours]) -> Iterator[Problem]:
    for i, one in enumerate(rows):
        for other in rows[:i]:
            if (one.season is None) != (other.season is None) or not one.weekdays & other.weekdays:
                continue
            if one.valid_from > other.valid_to or other.valid_from > one.valid_to:
                continue
            if one.season is None or _seasons_meet(one, other):
                yield Problem(("hours", i), Phrase("trùng ngày với một dòng giờ làm việc phía trên"))
                break


def _seasons_meet(one: Hours, other: Hours) -> bool:
    year = [date(2024, 1, 1) + timedelta(days=i) for i in range(366)]
    a, b = next(iter(one.weekdays)), next(iter(other.weekdays))
    day_one = Hours(one.weekdays, (), date.min, date.max, one.season)
    day_other = Hours(other.weekdays, (), date.min, date.max, other.season)
    return any(day_one.applies(day, a) and day_other.applies(day, b) for day in year)


def _missing(data: Mapping[str, Any], keys: tuple[str, ...], path: Path) -> Iterator[Problem]:
    for key in keys:
        if data.get(key) in (None, "", [], {}):
            yield Problem((*path, key), Phrase("còn thiếu"))
