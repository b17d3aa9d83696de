"""Tables of the notices app."""

from motcua.notices.models.attempt import Attempt
from motcua.notices.models.message import Message
from motcua.notices.models.refusal import Declined, digest_of
from motcua.notices.models.text import LetterText, TextVersion

__all__ = ["Attempt", "Declined", "LetterText", "Message", "TextVersion", "digest_of"]
