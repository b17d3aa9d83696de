"""Registration of the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Slips and official documents: numbers, signature blocks and PDF."""

    name = "motcua.documents"
    label = "documents"
