"""Registrations of acts, reviews, plans and proposals: entry types, comparisons, the projector, the timetable."""

from motcua.ledger import triggers
from motcua.ledger.registry import register as register_types
from motcua.ledger.verification.folds import compare
from motcua.ledger.verification.versions import versions_match
from motcua.procedures import citing, recipes, review_timetable
from motcua.procedures.events import acts, proposals, reviews
from motcua.procedures.models import ParametersVersion
from motcua.procedures.recording import compared


def register() -> None:
    """Make everything known; called once from ``AppConfig.ready``."""
    register_types(*acts.TYPES, *reviews.TYPES, *proposals.TYPES)
    for recipe in (recipes.ACTS, recipes.REVIEWS, recipes.PLANS, recipes.PROPOSALS):
        compare(recipe.model.stream_prefix, compared(recipe))
    compare("parameters", versions_match(ParametersVersion, "parameters__code", "version"))
    triggers.PROTECTED["procedures_parametersversion"] = (("id",), ("parameters_id", "number"))
    citing.register()
    review_timetable.register()
