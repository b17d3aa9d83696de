"""The one way in which a rule says no: a code, a sentence in Vietnamese, and what to do next."""

from dataclasses import dataclass


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
    is not possible and why, ``hint`` says in Vietnamese who may do what next.
    """

    def __init__(self, code: str, message: str, hint: str = "", **facts: object) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.hint = hint
        self.facts = facts
