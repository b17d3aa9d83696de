"""Form 04: apology and request for more time, signed by the head of the competent agency."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Highlight, Line, Lines, Paragraph, Signatures, say, strong
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import NO_SIGNER, Party, Signer, signature
from motcua.ui.formatting import local


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologySlip(Slip):
    """Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết."""

    kind: ClassVar[str] = "apology"
    form: ClassVar[str] = "Mẫu số 04"
    title: ClassVar[str] = "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ\nGIA HẠN THỜI GIAN GIẢI QUYẾT"
    series: ClassVar[str] = "PXL"

    applicant: Party
    agency: str
    procedure: str
    received_at: datetime
    old_due_at: datetime
    new_due_at: datetime
    reason: str
    receipt_number: str = ""
    head: Signer = NO_SIGNER

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        whom = self.applicant.address_form
        return (
            say("Kính gửi: ", strong(self.applicant.named), align="center"),
            self._recall(),
            Lines(
                (
                    Line(self.applicant.identity_label, self.applicant.identity, width="half"),
                    Line("Mã hồ sơ", self.code, width="half"),
                )
            ),
            say(
                f"Tuy nhiên, {self.agency} chưa thể trả kết quả giải quyết hồ sơ của {whom} đúng thời hạn đã hẹn. ",
                "Lý do: ",
                strong(self.reason),
            ),
            say(
                f"{self.agency} trân trọng xin lỗi {whom} vì sự chậm trễ này, đề nghị được gia hạn thời gian ",
                "giải quyết và sẽ trả kết quả vào thời điểm sau:",
            ),
            Highlight(
                (
                    Line("Thời gian đã hẹn", formats.long_moment(self.old_due_at)),
                    Line("Thời gian trả kết quả mới", formats.long_moment(self.new_due_at), strong=True),
                )
            ),
            say(f"Rất mong nhận được sự thông cảm của {whom}./."),
            Signatures((signature(self.head, ("THỦ TRƯỞNG CƠ QUAN",), "(Ký, ghi rõ họ tên và đóng dấu)"),)),
        )

    def _recall(self) -> Paragraph:
        receipt = f" (Giấy tiếp nhận hồ sơ và hẹn trả kết quả số {self.receipt_number})" if self.receipt_number else ""
        received = local(self.received_at).date()
        return say(
            f"Vào {formats.long_day(received)}, {self.agency} tiếp nhận hồ sơ của ",
            strong(self.applicant.named),
            f"{receipt} đề nghị giải quyết thủ tục: ",
            strong(self.procedure),
            ".",
        )
