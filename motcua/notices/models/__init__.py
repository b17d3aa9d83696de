"""Tables of outgoing messages and of their delivery."""

from motcua.notices.models.attempt import Attempt
from motcua.notices.models.message import Message

__all__ = ["Attempt", "Message"]
