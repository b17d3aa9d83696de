"""Tables of the people app, one file per aggregate."""

from motcua.people.models.access import AccessRecord
from motcua.people.models.posts import LEAVE_KINDS, Delegation, Leave, Post
from motcua.people.models.seats import LockRule, Pin, SeatReset, TrustedSeat, WrongPin
from motcua.people.models.units import Competence, FormerUnit, OrgUnit, Reorganisation
from motcua.people.models.user import User

__all__ = [
    "LEAVE_KINDS",
    "AccessRecord",
    "Competence",
    "Delegation",
    "FormerUnit",
    "Leave",
    "LockRule",
    "OrgUnit",
    "Pin",
    "Post",
    "Reorganisation",
    "SeatReset",
    "TrustedSeat",
    "User",
    "WrongPin",
]
