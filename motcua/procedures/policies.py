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
