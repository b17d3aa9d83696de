"""What can be done with notices: send, retry, mark as read, decline a channel, erase, change the words."""

from motcua.notices.actions.answer import answer, decline_number
from motcua.notices.actions.decline import accept, decline
from motcua.notices.actions.erase import erase
from motcua.notices.actions.mark_read import mark_read
from motcua.notices.actions.retry import retry
from motcua.notices.actions.reword import reword
from motcua.notices.actions.send import Contact, send
from motcua.notices.actions.send_sample import send_sample

__all__ = [
    "Contact",
    "accept",
    "answer",
    "decline",
    "decline_number",
    "erase",
    "mark_read",
    "retry",
    "reword",
    "send",
    "send_sample",
]
