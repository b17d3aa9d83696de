"""The papers of a dossier: what each is, who must bring it, how many, and the data that takes its place."""

from dataclasses import dataclass, field
from typing import Literal

from motcua.core.procedure.bases import LATER
from motcua.core.rules import Condition

ComponentKind = Literal[
    "declaration", "e_form", "issued_paper", "earlier_result", "text", "drawing", "shown", "data", "photo"
]
Need = Literal["mandatory", "by_case", "one_of", "fallback"]
ChannelCode = Literal["direct", "online", "post"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A database that the office looks up itself, so that the paper is not asked for (NQ 66.7/2025/NQ-CP)."""

    database: str
    act: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """What another procedure (or an earlier run of this one) gave: its national code and the code of its result.

    ``result`` empty means any result of that procedure.
    """

    procedure: str
    result: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a dossier.

    ``need``: mandatory; by_case (when ``when`` holds; without ``when``: where it applies); one_of (one of ``group`` is
    enough); fallback (only when the look-up in ``replaced_by`` fails). ``channels`` empty means all of them.
    ``originals``, ``copies`` (plain), ``certified_copies`` and ``photos`` are numbers of papers; ``copies`` of a paper
    that is only shown are 0. An ``earlier_result`` without any papers is taken from the office's own register; with
    papers the earlier paper itself is handed in (a permit that is to be extended). ``form_code`` names one of the
    definition's blank forms.
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
    certified_copies: int = field(default=0, metadata=LATER)
    photos: int = field(default=0, metadata=LATER)
    earlier: EarlierResult | None = field(default=None, metadata=LATER)
    form_code: str = field(default="", metadata=LATER)

    @property
    def papers(self) -> int:
        """Return how many papers of every sort are asked for."""
        return self.originals + self.copies + self.certified_copies + self.photos

    @property
    def reused(self) -> bool:
        """Tell whether it is an earlier result that the office takes from its own register."""
        return self.kind == "earlier_result" and self.papers == 0

    @property
    def uploaded(self) -> bool:
        """Tell whether an online applicant uploads it; declarations are filled in, data is looked up by the office."""
        if self.kind == "earlier_result":
            return not self.reused
        return self.kind in ("issued_paper", "text", "drawing", "photo", "shown")
