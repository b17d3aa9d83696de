"""One line of a trace: what was done with a day, a pause or a rule, and which clause says so."""

from datetime import date
from typing import NamedTuple


class Line(NamedTuple):
    """A step of the reckoning in plain Vietnamese.

    ``kind`` is one of: received moved day_zero term rule counted partial worked skipped rolled paused standing resumed
    restarted extended verification appointment note due. ``day`` is the local day the line speaks of.
    """

    kind: str
    day: date
    text: str
    source: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """The line as plain data."""
        return {"kind": self.kind, "day": self.day.isoformat(), "text": self.text, "source": self.source}
