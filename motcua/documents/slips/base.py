"""What all slips share: heading, number, code, tracking address and proof."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Sheet
from motcua.documents.slips.parts import Office, Proof
from motcua.ui.formatting import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A slip about one dossier. Its data is personal: keep it in an erasable place, never in the ledger's payload."""

    kind: ClassVar[str] = ""
    form: ClassVar[str] = ""
    title: ClassVar[str] = ""
    series: ClassVar[str] = ""
    unverified: ClassVar[bool] = False
    copies: ClassVar[tuple[str, ...]] = ()

    office: Office
    number: str = ""
    issued_at: datetime
    code: str
    tracking_url: str = ""
    proof: Proof | None = None

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """Return the line under the title."""
        return f"Mã hồ sơ: {self.code}" if self.code else ""

    def sheet(self) -> Sheet:
        """Return the whole paper: the single source of the page, the print sheet and the PDF."""
        day = local(self.issued_at).date()
        form = self.form
        if self.unverified:
            form += " (bố cục dựng theo quy định, chưa đối chiếu mẫu gốc)"
        return Sheet(
            superior=self.office.superior,
            issuer=self.office.name,
            number=self.number or f"……/{self.series}",
            place_and_day=f"{self.office.place}, {formats.long_day(day)}",
            title=self.title,
            subtitle=self.subtitle(),
            blocks=self.blocks(),
            tracking_url=self.tracking_url,
            proof=self.proof.sentence if self.proof else "",
            form=form,
            copies=self.copies,
            issued_at=self.issued_at,
        )
