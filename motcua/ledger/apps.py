"""Registration of the app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The append-only ledger, the one writer of everything that has a stream."""

    name = "motcua.ledger"
    label = "ledger"
