"""How a version came into force: the decision that published it and its dates."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Publication:
    """The publishing decision of one version; ``valid_to`` is the last day on which it applies, None while open."""

    decision: str
    decision_date: date
    effective_date: date
    public_date: date
    valid_to: date | None = None
    note: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """Return what contradicts in the dates as (field, Vietnamese sentence)."""
        found = []
        if self.public_date < self.decision_date:
            found.append(("public_date", "Ngày công khai đứng trước ngày ký quyết định công bố."))
        if self.valid_to is not None and self.valid_to < self.effective_date:
            found.append(("valid_to", "Ngày hết hiệu lực đứng trước ngày có hiệu lực."))
        return found

    @property
    def days_before_effect(self) -> int:
        """Return how many days before taking effect it was decided (NĐ 63/2010: a province at least 5)."""
        return (self.effective_date - self.decision_date) // timedelta(days=1)
