"""Registration of the project app."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Holds commands and checks that need every app, and says what kind of installation this is."""

    name = "motcua.project"
    label = "project"

    def ready(self) -> None:
        """Register the banner of the demonstration, the jobs that keep house and the help of the desk's pages."""
        from motcua.project import banners, help_texts, housekeeping
        from motcua.ui import help as page_help
        from motcua.ui.context import register_banner

        housekeeping.register()
        register_banner(banners.demo)
        page_help.register(help_texts.TEXTS)
