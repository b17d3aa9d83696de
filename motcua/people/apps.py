"""Registration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, units, posts, roles, delegation, leave and the actor behind every action."""

    name = "motcua.people"
    label = "people"
