"""Registration of the project app."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Holds commands and checks that need every app, and says what kind of installation this is."""

    name = "motcua.project"
    label = "project"

    def ready(self) -> None:
        """Register the banner of the demonstration."""
        from motcua.project import banners
        from motcua.ui.context import register_banner

        register_banner(banners.demo)
