"""How a draft follows a new version of its procedure: what changed in plain words, and what is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.dossiers import drafts
from motcua.dossiers.models import Draft
from motcua.procedures.queries import Published
from motcua.ui.formatting import term


def outdated(draft: Draft, on: date) -> Published | None:
    """Return the version in force when it is not the draft's own; a repealed procedure is refused."""
    now = drafts.in_force(draft.procedure, on)
    return None if str(now.id) == draft.procedure_version else now


def carry_over(draft: Draft, published: Published, *, at: datetime) -> None:
    """Move a draft to a version: answers and papers stay by their codes, and every page is looked through anew."""
    definition = published.definition
    codes = {field.code for field in definition.fields()} | {question.code for question in definition.questions}
    components = {component.code for component in definition.components}
    with drafts.changed(draft, at) as kept:
        kept.procedure_version = str(published.id)
        kept.answers = {code: value for code, value in kept.answers.items() if code in codes}
        kept.papers = {code: paper for code, paper in kept.papers.items() if code in components}
        kept.seen = []


def changes(before: ProcedureDefinition, after: ProcedureDefinition) -> list[str]:
    """Say in a citizen's words what is different: papers, questions, terms, fees and fields of the declaration."""
    return [
        *_named(
            _("Giấy tờ"), [(c.code, c.name) for c in before.components], [(c.code, c.name) for c in after.components]
        ),
        *_named(
            _("Câu hỏi"), [(q.code, q.text) for q in before.questions], [(q.code, q.text) for q in after.questions]
        ),
        *_terms(before, after),
        *_fees(before, after),
        *_named(
            _("Mục khai"), [(f.code, f.label) for f in before.fields()], [(f.code, f.label) for f in after.fields()]
        ),
    ]


def _named(what: str, before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[str]:
    old, new = dict(before), dict(after)
    added = [_("%(what)s mới: %(name)s.") % {"what": what, "name": name} for code, name in after if code not in old]
    gone = [_("%(what)s không còn: %(name)s.") % {"what": what, "name": n} for code, n in before if code not in new]
    return added + gone


def _terms(before: ProcedureDefinition, after: ProcedureDefinition) -> list[str]:
    old = {case.code: case.term for case in before.cases}
    sentence = _("Thời hạn của trường hợp “%(name)s”: %(old)s thành %(new)s.")
    return [
        sentence % {"name": case.name, "old": term(old[case.code]), "new": term(case.term)}
        for case in after.cases
        if case.code in old and old[case.code] != case.term
    ]


def _fees(before: ProcedureDefinition, after: ProcedureDefinition) -> list[str]:
    old = {fee.code: fee for fee in before.fees}
    return [
        _("Mức thu thay đổi: %(name)s.") % {"name": fee.name}
        for fee in after.fees
        if fee.code not in old or (old[fee.code].amount, old[fee.code].tiers) != (fee.amount, fee.tiers)
    ]
