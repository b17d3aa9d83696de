"""Registration of the app."""

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """Stored calendars and rule sets of the legal clock, each with a version."""

    name = "motcua.worktime"
    label = "worktime"

    def ready(self) -> None:
        """Make entry types known, protect published versions in the database and take a place in the navigation."""
        from django.utils.translation import gettext_lazy as _

        from motcua.ledger import triggers
        from motcua.ledger.verification.folds import compare
        from motcua.ledger.verification.versions import versions_match
        from motcua.people import shifts
        from motcua.ui import slots
        from motcua.worktime import events, queries
        from motcua.worktime.models import CalendarVersion, RulesVersion

        events.register_types()
        shifts.register(queries.closes_today)
        compare("calendar", versions_match(CalendarVersion, "calendar__code", "version"))
        compare("rules", versions_match(RulesVersion, "rules__code", "version"))
        triggers.PROTECTED["worktime_calendarversion"] = (("id",), ("calendar_id", "number"))
        triggers.PROTECTED["worktime_rulesversion"] = (("id",), ("rules_id", "number"))
        slots.navigation("citizen", "due-date", label=_("Tính ngày hẹn trả"), url="worktime:due_date", order=30)
