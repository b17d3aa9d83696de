"""Registration of the app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system: layouts, components, static files and slots that higher apps fill."""

    name = "motcua.ui"
    label = "ui"
