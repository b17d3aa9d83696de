"""Who may keep acts, reviews, plans and proposals, and who may read them."""

from typing import Final

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import roles
from motcua.people.actor import Actor
from motcua.procedures.models import Proposal, Review

HEADS: Final = (roles.HEAD, roles.LEADER)


def can_keep(actor: Actor) -> Verdict:
    """Allow procedure control to enter acts, start reviews, plan, and decide on proposals."""
    if actor.kind == "system" or actor.has(roles.REGISTRAR):
        return ALLOWED
    return Verdict(False, _("Việc này dành cho người làm công tác kiểm soát thủ tục hành chính."))


def can_set_parameters(actor: Actor) -> Verdict:
    """Allow procedure control and administrators to publish parameters."""
    if can_keep(actor).allowed or actor.has(roles.ADMINISTRATOR):
        return ALLOWED
    return Verdict(False, _("Chỉ người kiểm soát thủ tục hành chính và quản trị viên được đổi tham số."))


def can_see_all(actor: Actor) -> Verdict:
    """Allow procedure control, auditors and administrators to read everything about acts and reviews."""
    if actor.kind == "system" or actor.has_any((roles.REGISTRAR, roles.AUDITOR, roles.ADMINISTRATOR)):
        return ALLOWED
    return Verdict(False, _("Trang này dành cho người làm công tác kiểm soát thủ tục hành chính."), "not_found")


def can_see_reviews(actor: Actor) -> Verdict:
    """Allow also heads of units, who see what is theirs."""
    if actor.has_any(HEADS):
        return ALLOWED
    return can_see_all(actor)


def units_of(actor: Actor) -> frozenset[str] | None:
    """Return the units whose reviews and proposals an actor sees; None means all."""
    return None if can_see_all(actor).allowed else actor.units(*HEADS)


def can_see_review(actor: Actor, review: Review) -> Verdict:
    """Allow those who see all, and the heads of the unit that reviews."""
    if can_see_all(actor).allowed or actor.has_any(HEADS, review.unit):
        return ALLOWED
    return Verdict(False, _("Việc rà soát này của đơn vị khác."), "not_found")


def can_write_review(actor: Actor, review: Review) -> Verdict:
    """Allow procedure control and the heads of the unit that reviews to write findings and conclude."""
    if can_keep(actor).allowed or actor.has_any(HEADS, review.unit):
        return ALLOWED
    return Verdict(
        False, _("Chỉ người phụ trách đơn vị được giao rà soát và người kiểm soát thủ tục được ghi kết quả.")
    )


def can_see_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Allow those who see all, and the heads of the unit that proposes."""
    if can_see_all(actor).allowed or actor.has_any(HEADS, proposal.unit):
        return ALLOWED
    return Verdict(False, _("Phương án này của đơn vị khác."), "not_found")


def can_write_proposal(actor: Actor, unit: str) -> Verdict:
    """Allow procedure control and the heads of the unit to write a proposal and its cost."""
    if can_keep(actor).allowed or actor.has_any(HEADS, unit):
        return ALLOWED
    return Verdict(False, _("Chỉ người phụ trách đơn vị đề xuất và người kiểm soát thủ tục được soạn phương án."))
