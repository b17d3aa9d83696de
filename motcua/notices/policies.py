"""Who may read which messages."""

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people.actor import Actor
from motcua.people.roles import ADMINISTRATOR, AUDITOR


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


def can_retry(actor: Actor) -> Verdict:
    """Allow administrators; an auditor only looks."""
    if actor.has_any((ADMINISTRATOR,)):
        return ALLOWED
    return Verdict(False, _("Chỉ người quản trị gửi lại được tin."))
