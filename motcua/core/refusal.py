"""The one way in which a rule says no: a code, a sentence in Vietnamese, and what to do next."""

from dataclasses import dataclass

from motcua.core.phrase import Phrase, named

Sentence = str | Phrase
"""Plain Vietnamese, or a phrase where there are facts in it (a plain sentence can be looked up, one with facts not)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a policy: allowed, or not and why (a Vietnamese sentence)."""

    allowed: bool
    reason: str = ""
    code: str = "forbidden"

    def enforce(self) -> None:
        """Raise :class:`Refused` when the policy says no."""
        if not self.allowed:
            raise Refused(self.code, self.reason)


ALLOWED = Verdict(True)


class Refused(Exception):
    """A rule said no. Nothing was written. Shown to the person as ``message`` and ``hint``.

    ``code`` is a stable word for programs (``already_received``), ``message`` says in Vietnamese what
    is not possible and why, ``hint`` says in Vietnamese who may do what next; ``said`` and ``advised`` are the same
    as phrases, for a page in another language.
    """

    def __init__(self, code: str, message: Sentence, hint: Sentence = "", **facts: object) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.said, self.advised = _phrase(message), _phrase(hint)
        self.message, self.hint = str(message), str(hint)
        self.facts = facts


def _phrase(sentence: Sentence) -> Phrase:
    return sentence if isinstance(sentence, Phrase) else named(str(sentence))
