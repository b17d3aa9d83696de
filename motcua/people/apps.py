"""Registration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, units, posts, roles, delegation, leave and the actor behind every action."""

    name = "motcua.people"
    label = "people"

    def ready(self) -> None:
        """Make entry types known."""
        from motcua.people.events import register_types

        register_types()
