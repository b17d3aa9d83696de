"""What can be done with notices: send, retry, mark as read, decline a channel, erase."""

from motcua.notices.actions.decline import accept, decline
from motcua.notices.actions.erase import erase
from motcua.notices.actions.mark_read import mark_read
from motcua.notices.actions.retry import retry
from motcua.notices.actions.send import Contact, send

__all__ = ["Contact", "accept", "decline", "erase", "mark_read", "retry", "send"]
