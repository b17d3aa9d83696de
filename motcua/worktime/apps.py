"""Registration of the app."""

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """Stored calendars and rule sets of the legal clock, each with a version."""

    name = "motcua.worktime"
    label = "worktime"
