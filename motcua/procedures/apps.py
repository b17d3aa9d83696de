"""Registration of the app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The registry of administrative procedures: immutable published versions."""

    name = "motcua.procedures"
    label = "procedures"
