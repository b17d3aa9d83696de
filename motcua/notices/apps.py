"""Registration of the app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Outgoing messages to people and the log of their delivery."""

    name = "motcua.notices"
    label = "notices"
