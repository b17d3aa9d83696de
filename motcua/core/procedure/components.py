"""The papers of a dossier: what each is, who must bring it, how many, and the data that takes its place."""

from dataclasses import dataclass
from typing import Literal

from motcua.core.rules import Condition

ComponentKind = Literal["declaration", "e_form", "issued_paper", "text", "drawing", "shown", "data", "photo"]
Need = Literal["mandatory", "by_case", "one_of", "fallback"]
ChannelCode = Literal["direct", "online", "post"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A database that the office looks up itself, so that the paper is not asked for (NQ 66.7/2025/NQ-CP)."""

    database: str
    act: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a dossier.

    ``need``: mandatory; by_case (when ``when`` holds; without ``when``: where it applies); one_of (one of ``group`` is
    enough); fallback (only when the look-up in ``replaced_by`` fails). ``channels`` empty means all of them.
    ``originals`` and ``copies`` are numbers of papers; ``copies`` of a paper that is only shown are 0.
    """

    code: str
    name: str
    kind: ComponentKind
    need: Need
    originals: int = 1
    copies: int = 0
    group: str = ""
    when: Condition | None = None
    channels: tuple[ChannelCode, ...] = ()
    form: str = ""
    form_act: str = ""
    replaced_by: Replacement | None = None
    national_code: str = ""
    help: str = ""

    @property
    def uploaded(self) -> bool:
        """Tell whether an online applicant uploads it; declarations are filled in, data is looked up by the office."""
        return self.kind in ("issued_paper", "text", "drawing", "photo", "shown")
