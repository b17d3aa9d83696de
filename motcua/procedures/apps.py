"""Registration of the app."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """The registry of administrative procedures: immutable published versions."""

    name = "motcua.procedures"
    label = "procedures"

    def ready(self) -> None:
        """Make entry types known, protect published versions in the database and take a place in the navigation."""
        from django.utils.translation import pgettext_lazy

        from motcua.ledger import triggers
        from motcua.ledger.verification.folds import compare
        from motcua.ledger.verification.versions import versions_match
        from motcua.procedures import draft_recipes, events, reviewing
        from motcua.procedures.bulk import following
        from motcua.procedures.drafting import timetable
        from motcua.procedures.models import ProcedureVersion, RouteVersion
        from motcua.procedures.recording import compared
        from motcua.procedures.terms import PublishedTerms
        from motcua.procedures.web import navigation
        from motcua.ui import slots
        from motcua.worktime import ports

        events.register_types()
        reviewing.register()
        following.register()
        compare("procedure", versions_match(ProcedureVersion, "procedure__code", "number"))
        compare("route", versions_match(RouteVersion, "route__code", "number"))
        compare("route_draft", compared(draft_recipes.ROUTE_DRAFTS))
        compare("draft", compared(draft_recipes.DRAFTS))
        timetable.register()
        ports.register_terms(PublishedTerms())
        triggers.PROTECTED["procedures_procedureversion"] = (("id",), ("procedure_id", "number"))
        triggers.PROTECTED["procedures_routeversion"] = (("id",), ("route_id", "number"))
        triggers.PROTECTED["procedures_routedraftrevision"] = (("id",), ("draft_id", "number"))
        triggers.PROTECTED["procedures_draftrevision"] = (("id",), ("draft_id", "number"))
        slots.navigation(
            "citizen", "procedures", label=pgettext_lazy("navigation", "Thủ tục"), url="procedures:catalogue", order=10
        )
        navigation.register()
