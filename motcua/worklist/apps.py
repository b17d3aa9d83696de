"""Registration of the app."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """Who must do what by when: the one inbox."""

    name = "motcua.worklist"
    label = "worklist"
