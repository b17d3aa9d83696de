"""Tables of the notices app."""

from motcua.notices.models.attempt import Attempt
from motcua.notices.models.message import Message
from motcua.notices.models.refusal import Declined, digest_of

__all__ = ["Attempt", "Declined", "Message", "digest_of"]
