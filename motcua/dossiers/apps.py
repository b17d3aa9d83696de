"""Registration of the app: its event types, and what follows from other rooms' entries."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """One-stop handling of a dossier, from submission to return."""

    name = "motcua.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Register event types and reactions."""
        from django.urls import reverse

        from motcua.documents import subjects
        from motcua.dossiers import (
            events,
            facts,
            failed_letters,
            filing,
            late_counts,
            late_marks,
            ledger_checks,
            reactions,
            route_counts,
            sign_forgetting,
            sign_panel,
            signs,
            speed,
            telling,
            told_panel,
            verifying,
            visits,
        )
        from motcua.dossiers.web.citizen import navigation
        from motcua.dossiers.web.desk import navigation as desk_navigation

        subjects.register("dossier", lambda key: reverse("dossiers:officer", args=[key]))
        events.register_types()
        facts.register()
        failed_letters.register()
        filing.register()
        late_counts.register()
        late_marks.register()
        ledger_checks.register()
        reactions.register()
        route_counts.register()
        sign_forgetting.register()
        sign_panel.register()
        signs.register()
        speed.register()
        telling.register()
        told_panel.register()
        verifying.register()
        visits.register()
        navigation.register()
        desk_navigation.register()
