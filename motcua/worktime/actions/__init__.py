"""Everything that changes calendars and rule sets."""

from motcua.worktime.actions.publish_calendar import publish_calendar
from motcua.worktime.actions.publish_rules import publish_rules

__all__ = ["publish_calendar", "publish_rules"]
