"""Who may hand folders over, confirm them, and give originals back."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_noop as _

from motcua.core.refusal import Verdict
from motcua.dossiers import policies
from motcua.dossiers.models import HandOver
from motcua.dossiers.reading import Found
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.roles import AUDITOR

_needs = policies._needs
DESK = ("receiver", "returner", "coordinator", "head", "auditor")  # who reads what originals are owed


def can_hand_over(actor: Actor, unit: str) -> Verdict:
    """Somebody who works in the unit where the folder is."""
    return _needs(unit in actor.units(), _("người đang giữ túi hồ sơ"))


def can_see_sheet(actor: Actor, sheet: HandOver) -> Verdict:
    """Both sides of the sheet, and auditors."""
    held = bool({sheet.from_unit, sheet.to_unit} & actor.units()) or actor.has(AUDITOR) or actor.id == sheet.giver
    return _needs(held, _("bên giao, bên nhận"))


def can_confirm(actor: Actor, sheet: HandOver) -> Verdict:
    """Somebody of the receiving unit; never the giver, whose signature the sheet bears already."""
    if actor.id == sheet.giver:
        return Verdict(False, "Người giao không tự xác nhận thay bên nhận.", "other_side")
    return _needs(sheet.to_unit in actor.units(), _("người của đơn vị nhận"))


def can_take_back(actor: Actor, sheet: HandOver) -> Verdict:
    """The giver, while nobody has confirmed; also who writes down that the receiver signed on paper."""
    return _needs(actor.id == sheet.giver, _("người giao"))


def works_at(actor_id: str, unit: str, at: datetime) -> bool:
    """Tell whether the person has a post in the unit at that moment."""
    return any(f"user:{post.user_id}" == actor_id for post in people.staff_of(unit, at))


def can_give_back(actor: Actor, found: Found) -> Verdict:
    """The desk that returns results, and the one that received the papers."""
    desk = policies.can_return(actor, found)
    return desk if desk.allowed else policies.can_receive(actor, found.now.reception_unit)
