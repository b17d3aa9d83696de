"""Form 02: request to supplement and complete the dossier."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Highlight, Item, Line, Lines, Listing, Paragraph, Signatures, say, strong
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import NO_SIGNER, Party, Signer, contact_lines, signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One thing to supplement or correct, and what is wrong with it."""

    name: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSlip(Slip):
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ."""

    kind: ClassVar[str] = "supplement-request"
    form: ClassVar[str] = "Mẫu số 02"
    title: ClassVar[str] = "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"
    series: ClassVar[str] = "PBS"

    applicant: Party
    procedure: str
    wanted: tuple[Wanted, ...]
    reason: str
    answer_by: datetime | None = None
    contact_name: str
    contact_phone: str = ""
    guide: Signer = NO_SIGNER

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        limit: tuple[Block, ...] = ()
        if self.answer_by:
            limit = (Highlight((Line("Đề nghị bổ sung trước", formats.long_moment(self.answer_by), strong=True),)),)
        return (
            Lines(
                (
                    Line("Hồ sơ của", self.applicant.name, strong=True),
                    Line("Nội dung yêu cầu giải quyết", self.procedure),
                    *contact_lines(self.applicant),
                )
            ),
            Listing("Yêu cầu bổ sung, hoàn thiện những nội dung sau", tuple(Item(w.name, w.what) for w in self.wanted)),
            Lines((Line("Lý do", self.reason),)),
            *limit,
            self._help(),
            Signatures((signature(self.guide, ("NGƯỜI HƯỚNG DẪN",)),)),
        )

    def _help(self) -> Paragraph:
        whom = self.applicant.address_form
        return say(
            f"Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, đề nghị {whom} liên hệ với ông/bà ",
            strong(self.contact_name),
            ", số điện thoại ",
            strong(self.contact_phone or "………………"),
            ", để được hướng dẫn./.",
        )
