"""Registration of the app."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    """The append-only ledger, the one writer of everything that has a stream."""

    name = "motcua.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Install the triggers after every migrate and check them at start-up."""
        from motcua.ledger import erase, follow, opening, triggers  # noqa: F401
        from motcua.ledger.checks import append_only, written_by_ledger_only

        checks.register(append_only, checks.Tags.database)
        checks.register(written_by_ledger_only, checks.Tags.models)
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="ledger.triggers")
        post_migrate.connect(follow.install, sender=self, dispatch_uid="ledger.followers")
