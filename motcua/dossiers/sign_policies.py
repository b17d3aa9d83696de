"""Who may look at signs, note on them, report and answer; each answer says why not, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.dossiers.policies import is_applicant
from motcua.dossiers.queries import PROVINCE
from motcua.dossiers.reading import Found
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.roles import AUDITOR

IN_CHARGE = ("head", "leader", "coordinator")
LOOKERS = (AUDITOR, *IN_CHARGE)


def everywhere(actor: Actor) -> bool:
    """Tell whether the actor audits the whole province."""
    return actor.has(AUDITOR, PROVINCE)


def may_look(actor: Actor) -> bool:
    """Tell whether the pages of signs exist for the actor at all."""
    return actor.has_any(LOOKERS)


def scope(actor: Actor) -> frozenset[str] | None:
    """Return the units whose signs the actor sees, with all below them; None for the whole province."""
    if everywhere(actor):
        return None
    units = actor.units(*LOOKERS)
    return people.below(*units) if units else frozenset()


def sees(actor: Actor, unit: str) -> bool:
    """Tell whether the actor sees signs and reports of a unit."""
    units = scope(actor)
    return units is None or unit in units


def can_note(actor: Actor, unit: str) -> Verdict:
    """An auditor of the unit, of one above it, or of the province; nobody judges their own signs."""
    units = actor.units(AUDITOR)
    if everywhere(actor) or (units and unit in people.below(*units)):
        return ALLOWED
    return Verdict(False, _("Việc này của thanh tra, kiểm tra."))


def can_report(actor: Actor, dossier: Found, *, proved: bool = False) -> Verdict:
    """The applicant, or who ``proved`` to be them by the last digits; never somebody with a post here."""
    if is_applicant(actor, dossier) or (proved and not actor.duties):
        return ALLOWED
    return Verdict(False, _("Việc này của người nộp hồ sơ."))


def can_answer(actor: Actor, unit: str, touched: frozenset[str]) -> Verdict:
    """Who answers for the unit or one above it, and did not do what the report is about (``touched`` did)."""
    units = actor.units(*IN_CHARGE)
    if not units or unit not in people.below(*units):
        return Verdict(False, _("Việc này của người phụ trách đơn vị bị phản ánh."))
    if actor.id in touched:
        return Verdict(
            False, _("Bạn đã nhận, yêu cầu bổ sung, thu tiền hoặc từ chối hồ sơ này nên người phụ trách khác trả lời.")
        )
    return ALLOWED
