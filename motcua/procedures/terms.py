"""What the clock may ask of the register: the term and rule set of a procedure or of one of its cases."""

from collections.abc import Sequence
from datetime import date

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.definition import Case, competence
from motcua.procedures import queries
from motcua.worktime.ports import ProcedureTerm


class PublishedTerms:
    """Fulfils ``worktime.ports.TermSource`` from the versions in force."""

    def term_for(self, code: str, on: date) -> ProcedureTerm | None:
        """Return the term of ``1.001193`` (its ordinary, last case) or ``1.001193/late``; None where unknown."""
        written, _slash, named = code.partition("/")
        try:
            published = queries.published(normalise(written).national, on)
        except BadCode:
            return None
        if published is None:
            return None
        definition = published.definition
        case = next((case for case in definition.cases if case.code == named), None) if named else definition.cases[-1]
        if case is None:
            return None
        unit = competence(definition, {}).unit or None
        return ProcedureTerm(case.term, case.rule_set, unit, _name(definition.title, case, len(definition.cases)))

    def offered(self, on: date) -> Sequence[tuple[str, str]]:
        """Return every case of every procedure in force, with a name to choose by."""
        found = []
        for line in queries.listing(on):
            published = queries.published(line.code, on)
            for case in published.definition.cases if published else ():
                many = len(published.definition.cases) if published else 0
                found.append((f"{line.code}/{case.code}", _name(line.title, case, many)))
        return found


def _name(title: str, case: Case, cases: int) -> str:
    return f"{title} – {case.name}" if cases > 1 else title
