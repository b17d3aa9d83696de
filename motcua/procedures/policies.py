"""Who may publish and repeal."""

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import roles
from motcua.people.actor import Actor


def can_publish(actor: Actor) -> Verdict:
    """Allow those in charge of procedure control, and the loader of shipped definitions."""
    if actor.kind == "system" or actor.has(roles.REGISTRAR):
        return ALLOWED
    return Verdict(False, _("Chỉ người làm công tác kiểm soát thủ tục hành chính mới được công bố, bãi bỏ thủ tục."))


def can_see_routes(actor: Actor) -> Verdict:
    """Allow every official to read how the offices work; what citizens may know stands on the public page."""
    if actor.kind == "system" or actor.is_official:
        return ALLOWED
    return Verdict(False, _("Chỉ cán bộ, công chức xem được quy trình nội bộ."), "not_found")


def can_draft_routes(actor: Actor) -> Verdict:
    """Allow those in charge of procedure control to write the next version of a route."""
    if actor.kind == "system" or actor.has(roles.REGISTRAR):
        return ALLOWED
    return Verdict(False, _("Chỉ người làm công tác kiểm soát thủ tục hành chính mới được soạn quy trình nội bộ."))


def can_see_register(actor: Actor) -> Verdict:
    """Allow procedure control, and those who watch the whole province, to read the register with all its drafts."""
    if actor.kind == "system" or actor.has_any((roles.REGISTRAR, roles.AUDITOR)):
        return ALLOWED
    return Verdict(False, _("Sổ thủ tục dành cho người làm công tác kiểm soát thủ tục hành chính."), "not_found")
