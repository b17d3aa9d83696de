"""Loads ``definitions/calendars`` and ``definitions/rules``: can run again, publishes only what differs."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.worktime.problems import Problem as Fault
from motcua.core.worktime.rules import check_rules
from motcua.ledger import origin
from motcua.ledger.commit import retrying
from motcua.people.actor import Actor
from motcua.people.reading import Problem
from motcua.ui.phrases import say
from motcua.worktime import policies
from motcua.worktime.actions.publish_calendar import problems_of, publish_calendar
from motcua.worktime.actions.publish_rules import publish_rules
from motcua.worktime.files import Definition, definitions_in
from motcua.worktime.models import DAYS, CalendarVersion, RulesVersion


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: nothing at all when there are problems; ``withheld`` are files with unverified parts."""

    created: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    withheld: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether the files were without a problem."""
        return not self.problems


def load(directory: Path, at: datetime, actor: Actor) -> LoadReport:
    """Publish what the files say and what isn't published like that yet, all of it or nothing, and report.

    ``directory`` is ``definitions`` or its ``calendars``. All problems of all files come back at once, with file and
    line. What is marked unverified is taken only by a demonstration; elsewhere it is withheld and listed.
    """
    policies.can_publish_rules(actor).enforce()
    root = directory if (directory / "calendars").is_dir() else directory.parent
    calendars, rules = list(definitions_in(root / "calendars")), list(definitions_in(root / "rules"))
    # A unit's hours build on the country's days off.
    calendars.sort(key=lambda one: one.data.get("kind") != DAYS)
    problems = [
        *_problems(calendars, problems_of),
        *_problems(rules, check_rules),
        *_twice(calendars),
        *_dangling(calendars),
    ]
    if problems:
        return LoadReport(problems=tuple(problems))
    kept_back = [] if origin.is_demo() else [d for d in (*calendars, *rules) if d.data.get("unverified")]
    withheld = tuple(
        d.problem(("unverified",), _("chưa xác minh nên chưa nạp; đối chiếu với văn bản rồi bỏ dấu unverified"))
        for d in kept_back
    )
    back = {one.file for one in kept_back}

    def attempt() -> LoadReport:
        created: Counter[str] = Counter()
        before = CalendarVersion.objects.count(), RulesVersion.objects.count()
        with transaction.atomic():
            for one in calendars:
                if one.file not in back:
                    publish_calendar(one.data, actor=actor, at=at)
            for one in rules:
                if one.file not in back:
                    publish_rules(one.data, actor=actor, at=at)
        created["calendar.published"] = CalendarVersion.objects.count() - before[0]
        created["rules.published"] = RulesVersion.objects.count() - before[1]
        total = len(calendars) + len(rules) - len(back)
        return LoadReport(+created, total - created.total(), withheld=withheld)

    return retrying(attempt)


def _problems(found: list[Definition], check: Callable[[Mapping[str, Any]], list[Fault]]) -> list[Problem]:
    problems: list[Problem] = []
    for one in found:
        problems += one.problems or [one.problem(fault.path, say(fault.message)) for fault in check(one.data)]
    return problems


def _twice(calendars: list[Definition]) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    common = ""
    for one in calendars:
        code = str(one.data.get("code", ""))
        if code in seen:
            problems.append(
                one.problem(("code",), _("lịch %(code)s đã có ở %(file)s") % {"code": code, "file": seen[code]})
            )
        seen[code] = one.file
        if one.data.get("default"):
            if common:
                problems.append(one.problem(("default",), _("%(file)s đã là lịch dùng chung") % {"file": common}))
            common = one.file
    return problems


def _dangling(calendars: list[Definition]) -> list[Problem]:
    days = {str(one.data.get("code")) for one in calendars if one.data.get("kind") == DAYS}
    return [
        one.problem(("days_from",), _("không có lịch nghỉ %(code)s") % {"code": one.data["days_from"]})
        for one in calendars
        if one.data.get("days_from") and one.data["days_from"] not in days
    ]
