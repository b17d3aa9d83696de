"""Registration of the project app."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Holds commands and checks that need every app, and says what kind of installation this is."""

    name = "motcua.project"
    label = "project"

    def ready(self) -> None:
        """Register the banner of the demonstration and the jobs that keep house."""
        from motcua.project import banners, housekeeping
        from motcua.ui.context import register_banner

        housekeeping.register()
        register_banner(banners.demo)
