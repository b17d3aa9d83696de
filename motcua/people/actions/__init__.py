"""Everything that changes units, posts, delegations and absences."""

from motcua.people.actions.delegations import delegate, revoke_delegation
from motcua.people.actions.leave import cancel_leave, record_leave
from motcua.people.actions.posts import assign_post, end_post
from motcua.people.actions.seats import reset_second_factor, set_lock_rule
from motcua.people.actions.units import end_unit, establish_unit

__all__ = [
    "assign_post",
    "cancel_leave",
    "delegate",
    "end_post",
    "end_unit",
    "establish_unit",
    "record_leave",
    "reset_second_factor",
    "revoke_delegation",
    "set_lock_rule",
]
