"""Form 03: refusal to receive and handle the dossier."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.documents.sheet import Block, Line, Lines, Signatures, say
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import NO_SIGNER, Party, Signer, applicant_signature, contact_lines, signature


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSlip(Slip):
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ."""

    kind: ClassVar[str] = "refusal"
    form: ClassVar[str] = "Mẫu số 03"
    title: ClassVar[str] = "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"
    series: ClassVar[str] = "PTC"

    applicant: Party
    procedure: str
    reason: str
    legal_basis: str = ""
    what_next: str = ""
    receiver: Signer = NO_SIGNER

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        whom = self.applicant.address_form
        reasons = [Line("Lý do", self.reason, strong=True)]
        if self.legal_basis:
            reasons.append(Line("Căn cứ", self.legal_basis))
        if self.what_next:
            reasons.append(Line(f"{whom} có thể", self.what_next))
        return (
            say(f"{self.office.name} đã xem xét hồ sơ của:"),
            Lines(
                (
                    Line(
                        "Họ tên người nộp" if self.applicant.kind == "person" else "Tổ chức",
                        self.applicant.name,
                        strong=True,
                    ),
                    Line(self.applicant.identity_label, self.applicant.identity),
                    *contact_lines(self.applicant),
                    Line("Nội dung yêu cầu giải quyết", self.procedure),
                )
            ),
            say(f"Qua xem xét, {self.office.name} không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể sau:"),
            Lines(tuple(reasons)),
            say(f"Xin thông báo để {whom} được biết./."),
            Signatures(
                (
                    applicant_signature(self.applicant.name),
                    signature(self.receiver, ("NGƯỜI TIẾP NHẬN HỒ SƠ",)),
                )
            ),
        )
