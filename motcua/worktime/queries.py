"""Reads of calendars and rule sets, compiled once per version."""

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar, RuleSet
from motcua.core.worktime.calendar import DAY
from motcua.core.worktime.calendar_data import build
from motcua.core.worktime.rules import parse_rules
from motcua.ledger import driver
from motcua.people.models import OrgUnit
from motcua.worktime.models import HOURS, CalendarVersion, RulesVersion, StoredCalendar
from motcua.worktime.plain import data_of


class _Current(NamedTuple):
    """The version in force of one calendar."""

    code: str
    kind: str
    days_from: str
    is_default: bool
    number: int
    head: bytes


class _Applies(NamedTuple):
    """The days on which one version of a rule set applies to receipts; the latest to begin comes first."""

    id: UUID
    valid_from: date
    valid_to: date | None


class Published:
    """What was published when it was read: the version in force of each calendar, every version of each rule set."""

    def __init__(self) -> None:
        columns = StoredCalendar.objects.values_list("code", "kind", "days_from", "is_default", "last_number", "head")
        self._calendars = {row[0]: _Current(*row[:5], bytes(row[5])) for row in columns}
        self._hours = {code: row for code, row in self._calendars.items() if row.kind == HOURS}
        self._rules: dict[str, list[_Applies]] = {}
        versions = RulesVersion.objects.order_by("-valid_from", "-number")
        for code, pk, first, last in versions.values_list("rules__code", "id", "valid_from", "valid_to"):
            self._rules.setdefault(code, []).append(_Applies(pk, first, last))

    def calendar_for(self, unit_code: str) -> Calendar:
        """Return a unit's calendar; see :func:`calendar_for`."""
        chosen = _chosen(unit_code, self._hours)
        if chosen is None:
            raise Refused(
                "no_calendar",
                _("Chưa công bố giờ làm việc nên chưa tính được ngày hẹn trả."),
                _("Quản trị viên công bố lịch làm việc (definitions/calendars) trước khi tiếp nhận hồ sơ."),
            )
        return _compiled(self._calendars[chosen.days_from], chosen)

    def rules(self, code: str, on: date) -> RuleSet:
        """Return the rule set in force on the day of a receipt; see :func:`rules`."""
        row = next((row for row in self._rules.get(code, ()) if row.valid_from <= on), None)
        if row is None or (row.valid_to is not None and row.valid_to < on):
            raise Refused(
                "no_rules",
                _("Không có bộ quy tắc tính thời hạn “%(code)s” áp dụng cho ngày %(day)s.")
                % {"code": code[:60], "day": f"{on:%d/%m/%Y}"},
                _("Chọn bộ quy tắc khác, hoặc quản trị viên công bố bộ quy tắc này."),
            )
        return rules_version(row.id)


def published(stamp: str | None = None) -> Published:
    """Return what is published now; one short question tells whether anything was published since it was last read.

    So a change is seen by every process at once, while what was published is kept in memory. Whoever asks the
    database anyway takes the answer along (see :func:`stamp_sql`) and gives it as ``stamp``.
    """
    if stamp is None:
        (stamp,) = driver.run(f"SELECT {stamp_sql()}").fetchone()
    return _published(stamp)


def stamp_sql() -> str:
    """Return an SQL expression that has another value after every publication, and in every database.

    It is made of the heads of all calendars and rule sets, which their streams' chains never repeat.
    """
    heads = "SELECT head FROM worktime_storedcalendar UNION ALL SELECT head FROM worktime_storedrules"
    joined = "string_agg(encode(head, 'hex'), '')" if connection.vendor == "postgresql" else "group_concat(hex(head))"
    return f"(SELECT {joined} FROM ({heads}) AS published)"  # noqa: S608 - our own text


@lru_cache(maxsize=4)
def _published(stamp: str | None) -> Published:
    return Published()


def calendar_for(unit_code: str) -> Calendar:
    """Return a unit's calendar: its own, else that of the nearest unit above it, else the province's.

    Raises ``Refused("no_calendar")`` before any office hours are published.
    """
    return published().calendar_for(unit_code)


def closes_today(unit_code: str, at: datetime) -> datetime | None:
    """Return when the unit's office closes on that local day; None on a day off and in a year without a calendar."""
    try:
        calendar = calendar_for(unit_code)
        day = calendar.second(at) // DAY
    except Refused:
        return None
    return calendar.at(calendar.closing[day]) if calendar.closing[day] >= 0 else None


def rules(code: str, on: date) -> RuleSet:
    """Return the rule set in force on the day of a receipt; raises ``Refused("no_rules")``."""
    return published().rules(code, on)


def _chosen(unit_code: str, hours: dict[str, _Current]) -> _Current | None:
    common = next((row for row in hours.values() if row.is_default), None)
    if unit_code in hours:
        return hours[unit_code]
    if common is not None and len(hours) == 1:
        return common
    for code in _line_of(unit_code):
        if code in hours:
            return hours[code]
    return common


def _line_of(unit_code: str) -> list[str]:
    """The calendars that a unit and the units above it may use, nearest first."""
    columns = ("calendar", *(f"{'parent__' * up}{name}" for up in (1, 2, 3, 4) for name in ("calendar", "code")))
    found = OrgUnit.objects.filter(code=unit_code).values_list(*columns).first()
    return [str(code) for code in found or () if code]


@lru_cache(maxsize=256)
def _compiled(days: _Current, hours: _Current) -> Calendar:
    """Build a calendar from two versions; the heads of their streams are part of what is remembered."""
    tables = [
        data_of(CalendarVersion.objects.get(calendar__code=row.code, number=row.number).definition)
        for row in (days, hours)
    ]
    return build(tables[0], tables[1], f"{days.code}:{days.number}+{hours.code}:{hours.number}")


@lru_cache(maxsize=1024)
def rules_version(version: UUID) -> RuleSet:
    """Return one published version of a rule set, kept in memory since it never changes."""
    return parse_rules(data_of(RulesVersion.objects.get(pk=version).definition))


def rule_names(on: date) -> list[tuple[str, str]]:
    """Return the codes and names of the rule sets in force on a day."""
    found = RulesVersion.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return list(found.order_by("rules__code").values_list("rules__code", "rules__name").distinct())


def is_unverified(calendar: Calendar) -> bool:
    """Say whether a calendar's office hours still wait to be verified."""
    row = StoredCalendar.objects.filter(code=calendar.code).first()
    latest = row.versions.order_by("-number").first() if row else None
    return bool(latest and data_of(latest.definition).get("unverified"))
