"""Registration of the app."""

from datetime import datetime, time, timedelta

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Slips and official documents: numbers, signature blocks and PDF."""

    name = "motcua.documents"
    label = "documents"

    def ready(self) -> None:
        """Register event types and the comparison; sweep every night the files that nobody named for two days."""
        from motcua.documents import events, files, verifying
        from motcua.documents.web import navigation
        from motcua.ledger import follow
        from motcua.ledger.verification.folds import compare

        navigation.register()
        events.register_types()
        compare("numbers", verifying.compared)

        @follow.timetable("documents.sweep", follow.daily(time(2, 30)))
        def sweep(now: datetime) -> int:
            return files.sweep(now - timedelta(days=2))
