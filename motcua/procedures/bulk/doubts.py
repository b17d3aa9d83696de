"""Values that may be right and seldom are: very long terms, odd amounts."""

from typing import Final

from django.utils.translation import gettext as _

from motcua.core.procedure.bulk.gathering import Row
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.route import in_days
from motcua.procedures.bulk.places import place_of
from motcua.ui.formatting import money

LONG_DAYS: Final = 120
SMALLEST, LARGEST, STEP = 1000, 50_000_000, 100


def doubts(row: Row, definition: ProcedureDefinition) -> None:
    """Say which terms and amounts of a line are doubtful."""
    for n, case in enumerate(definition.cases):
        if case.term.unit != "same_day" and in_days(case.term) > LONG_DAYS:
            head, place = place_of(row, f"cases[{n}].term")
            row.say("doubt", head, _("Thời hạn %s dài khác thường.") % case.term.vi(), place=place)
    for n, fee in enumerate(definition.fees):
        if fee.amount and (not SMALLEST <= fee.amount <= LARGEST or fee.amount % STEP):
            head, place = place_of(row, f"fees[{n}].amount")
            row.say("doubt", head, _("Mức thu %s khác thường.") % money(fee.amount), place=place)
