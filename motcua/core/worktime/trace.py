"""One line of a trace: what was done with a day, a pause or a rule, and which clause says so."""

from datetime import date
from typing import NamedTuple

from motcua.core.phrase import Phrase


class Line(NamedTuple):
    """A step of the reckoning.

    ``kind`` is one of: received moved day_zero term rule counted partial worked skipped rolled paused standing resumed
    restarted extended verification appointment note due. ``day`` is the local day the line speaks of, ``said`` what it
    says: in plain Vietnamese as ``text``, in another language by its template and facts.
    """

    kind: str
    day: date
    said: Phrase
    source: str | None = None

    @property
    def text(self) -> str:
        """The line in Vietnamese."""
        return self.said.vi()

    def as_json(self) -> dict[str, str | None]:
        """The line as plain data, in Vietnamese."""
        return {"kind": self.kind, "day": self.day.isoformat(), "text": self.text, "source": self.source}
