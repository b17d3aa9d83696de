"""What can be done with notices: send, mark as read, erase."""

from motcua.notices.actions.erase import erase
from motcua.notices.actions.mark_read import mark_read
from motcua.notices.actions.send import Contact, send

__all__ = ["Contact", "erase", "mark_read", "send"]
