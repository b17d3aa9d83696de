"""Who may read which messages."""

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people.actor import Actor
from motcua.people.roles import ADMINISTRATOR, AUDITOR, COORDINATOR, HEAD, RECEIVER


def can_read_own(actor: Actor) -> Verdict:
    """Allow every person with an account; the query gives nobody but their own messages."""
    if actor.kind == "user":
        return ALLOWED
    return Verdict(False, _("Hãy đăng nhập để xem thông báo của bạn."))


def can_see_deliveries(actor: Actor) -> Verdict:
    """Allow administrators and auditors; addresses and texts are not on that page."""
    if actor.has_any((ADMINISTRATOR, AUDITOR)):
        return ALLOWED
    return Verdict(False, _("Trang này không có hoặc không dành cho bạn."), code="not_found")


def can_retry(actor: Actor, unit: str = "") -> Verdict:
    """Allow administrators, and who receives or leads in the unit that the message comes from."""
    if actor.has_any((ADMINISTRATOR,)) or (unit and actor.has_any((RECEIVER, HEAD, COORDINATOR), unit)):
        return ALLOWED
    return Verdict(False, _("Chỉ người quản trị, hoặc bộ phận một cửa của hồ sơ, gửi lại được tin."))


def can_reword(actor: Actor) -> Verdict:
    """Allow administrators to change the words of letters."""
    if actor.has_any((ADMINISTRATOR,)):
        return ALLOWED
    return Verdict(False, _("Trang này không có hoặc không dành cho bạn."), code="not_found")
