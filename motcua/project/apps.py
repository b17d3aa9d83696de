"""Registration of the project app."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Holds commands and checks that need every app."""

    name = "motcua.project"
    label = "project"
