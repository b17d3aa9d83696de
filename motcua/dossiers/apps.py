"""Registration of the app."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """One-stop handling of a dossier, from submission to return."""

    name = "motcua.dossiers"
    label = "dossiers"
