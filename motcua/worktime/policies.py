"""Who may publish calendars and rule sets."""

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import policies as people
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.people.roles import ADMINISTRATOR


def can_publish_calendar(actor: Actor, code: str) -> Verdict:
    """Allow the system's loader, and administrators of the unit, above it, or of the province."""
    if actor.kind == "system" or people.above(actor, code, ADMINISTRATOR).allowed:
        return ALLOWED
    return can_publish_rules(actor)


def can_publish_rules(actor: Actor) -> Verdict:
    """Allow the system's loader, and administrators of the province: a rule set moves everybody's dates."""
    if actor.kind == "system":
        return ALLOWED
    own = actor.units(ADMINISTRATOR)
    if own and OrgUnit.objects.filter(code__in=own, parent=None).exists():
        return ALLOWED
    return Verdict(False, _("Chỉ quản trị viên của tỉnh được công bố lịch nghỉ và quy tắc tính thời hạn."))
