"""What is not the record is not kept for ever: old drafts, looks at data, keys, tries.

How long is data (``definitions/retention/rules.yaml``); where nobody has decided it, nothing is deleted.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.apps import AppConfig
from django.core import checks

from motcua.dossiers import old_drafts, openings, tries
from motcua.ledger import follow, keys
from motcua.people import access, retention


def drafts(now: datetime) -> None:
    """Tell owners of drafts that nobody touches, and delete those that are old."""
    rule = retention.on(now)
    if rule is not None:
        kept, warning = timedelta(days=rule.drafts_days), timedelta(days=rule.drafts_warning_days)
        old_drafts.tidy(now, kept=kept, warning=warning)


def looks(now: datetime) -> None:
    """Shorten the access log."""
    rule = retention.on(now)
    if rule is not None:
        access.forget(retention.years_before(now, rule.access_log_years))


def requests(now: datetime) -> None:
    """Forget the keys of forms that nobody sends again."""
    rule = retention.on(now)
    if rule is not None:
        keys.forget(now - timedelta(days=rule.keys_days))


def wrong_tries(now: datetime) -> None:
    """Forget tries at tracking that no limit counts any more, and what has closed by itself."""
    tries.forget(now - tries.KEPT)
    openings.forget(now)


def readable(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[checks.CheckMessage]:
    """Report a file of retention rules that cannot be used."""
    try:
        retention.rules()
    except retention.BadRetention as wrong:
        return [
            checks.Error(
                str(wrong), hint="Sửa definitions/retention/rules.yaml; tới lúc đó không gì bị xóa.", id="project.E001"
            )
        ]
    return []


def register() -> None:
    """Put the jobs on the timetable, and the check of their file among the system's."""
    follow.timetable("project.drafts", follow.daily(time(3, 0)))(drafts)
    follow.timetable("project.looks", follow.daily(time(3, 10)))(looks)
    follow.timetable("project.requests", follow.daily(time(3, 20)))(requests)
    follow.timetable("project.wrong_tries", follow.daily(time(3, 30)))(wrong_tries)
    checks.register(readable)
