"""Registration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, units, posts, roles, delegation, leave and the actor behind every action."""

    name = "motcua.people"
    label = "people"

    def ready(self) -> None:
        """Make entry types known and put the directory of offices into the navigation."""
        from motcua.people.events import register_types
        from motcua.people.language import remember
        from motcua.people.web.navigation import register_links
        from motcua.ui.languages import on_choice

        on_choice(remember)
        register_types()
        register_links()
