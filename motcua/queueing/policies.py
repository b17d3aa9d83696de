"""Who may do what in a hall: everybody takes a number, only who works at the counter calls."""

from typing import Final

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import policies as people
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.people.roles import (
    ADMINISTRATOR,
    AUDITOR,
    CASHIER,
    COORDINATOR,
    HEAD,
    LEADER,
    MONITOR,
    RECEIVER,
    RETURNER,
)

CALLERS: Final = (RECEIVER, RETURNER, CASHIER, COORDINATOR)
WATCHERS: Final = (HEAD, LEADER, MONITOR, AUDITOR, ADMINISTRATOR)


def can_call(actor: Actor, unit: str) -> Verdict:
    """Allow whoever receives, returns, collects or coordinates at this very one-stop shop."""
    if actor.has_any(CALLERS, unit):
        return ALLOWED
    return Verdict(False, _("Chỉ người làm ở quầy của bộ phận một cửa này được gọi số."))


def can_publish_plan(actor: Actor, code: str) -> Verdict:
    """Allow the loader; administrators of the unit or above for its own plan, of the province for the common one."""
    if actor.kind == "system" or people.above(actor, code, ADMINISTRATOR).allowed:
        return ALLOWED
    own = actor.units(ADMINISTRATOR)
    if own and OrgUnit.objects.filter(code__in=own, parent=None).exists():
        return ALLOWED
    return Verdict(False, _("Chỉ quản trị viên của đơn vị hoặc của cấp trên được đổi cách sắp hàng chờ."))
