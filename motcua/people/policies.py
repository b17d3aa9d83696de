"""Who may do what with units and people; other apps build their own policies on the first three."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import queries
from motcua.people.actor import Actor
from motcua.people.roles import ADMINISTRATOR, AUDITOR, LABELS, POST_ROLES


def has_duty(actor: Actor, role: str, unit: str) -> Verdict:
    """Allow whoever holds the role in this very unit, by an own post or by delegation."""
    if actor.has(role, unit):
        return ALLOWED
    label = LABELS.get(role, role)
    return Verdict(False, _("Việc này dành cho người có vai trò “%(role)s” tại đơn vị đó.") % {"role": label})


def same_unit(actor: Actor, unit: str) -> Verdict:
    """Allow whoever holds any role in this very unit."""
    if unit in actor.units():
        return ALLOWED
    return Verdict(False, _("Việc này dành cho người của đơn vị đó."))


def above(actor: Actor, unit: str, *roles: str) -> Verdict:
    """Allow whoever holds one of the roles in the unit or in a unit above it."""
    own = actor.units(*roles)
    if unit in own or (own and own & set(queries.ancestors(unit))):
        return ALLOWED
    return Verdict(False, _("Việc này dành cho người phụ trách đơn vị đó hoặc đơn vị cấp trên."))


def can_manage_people(actor: Actor, unit: str) -> Verdict:
    """Allow the system's loaders, and administrators of the unit or of a unit above it."""
    if actor.kind == "system":
        return ALLOWED
    if above(actor, unit, ADMINISTRATOR).allowed:
        return ALLOWED
    return Verdict(False, _("Chỉ quản trị viên của đơn vị hoặc của cấp trên được thay đổi đơn vị và nhân sự."))


def can_reset(actor: Actor, user: UUID, unit: str, at: datetime) -> Verdict:
    """Allow the unit's administrators to take away the second factor of somebody who works there, never their own."""
    if actor.user_id is None or actor.user_id == user:
        return Verdict(False, _("Không ai tự đặt lại xác thực hai bước của mình. Hãy nhờ một quản trị viên khác."))
    if user not in {post.user_id for post in queries.staff_of(unit, at)}:
        return Verdict(False, _("Người này không giữ vị trí nào tại đơn vị."))
    return can_manage_people(actor, unit)


def can_delegate(actor: Actor, giver: UUID, unit: str, role: str, at: datetime) -> Verdict:
    """Allow a holder to lend a role of an own post, and administrators to record it; nobody lends what was lent."""
    if role not in POST_ROLES or not queries.holds_post(giver, role, unit, at):
        return Verdict(False, _("Người ủy quyền không giữ vai trò này tại đơn vị này."), "not_holder")
    if actor.user_id == giver:
        return ALLOWED
    return can_manage_people(actor, unit)


def can_record_leave(actor: Actor, user: UUID) -> Verdict:
    """Allow a person to record an own absence, and administrators over one of the person's units."""
    if actor.user_id == user or actor.kind == "system":
        return ALLOWED
    if any(can_manage_people(actor, unit).allowed for unit in queries.units_of(user)):
        return ALLOWED
    return Verdict(False, _("Chỉ chính người đó hoặc quản trị viên của đơn vị được ghi ngày vắng mặt."))


def can_read_access_log(actor: Actor) -> Verdict:
    """Allow auditors and administrators to see who looked at whose data."""
    if actor.has_any([AUDITOR, ADMINISTRATOR]):
        return ALLOWED
    return Verdict(False, _("Nhật ký xem dữ liệu chỉ dành cho thanh tra và quản trị viên."))


def can_see_staff(actor: Actor) -> Verdict:
    """Allow officials to see who works where; the public sees offices only."""
    if actor.is_official or actor.kind == "system":
        return ALLOWED
    return Verdict(False, _("Danh sách nhân sự chỉ dành cho cán bộ."))
