"""Form 04: apology and request for more time, signed by the head of the competent agency."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Highlight, Line, Lines, Paragraph, Run, Signatures
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import Party, Signer, signature


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologySlip(Slip):
    """Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết."""

    kind: ClassVar[str] = "apology"
    form: ClassVar[str] = "Mẫu số 04"
    title: ClassVar[str] = "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"
    series: ClassVar[str] = "PXL"

    applicant: Party
    agency: str
    procedure: str
    received_at: datetime
    old_due_at: datetime
    new_due_at: datetime
    reason: str
    receipt_number: str = ""
    head: Signer = Signer()

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        return (
            Paragraph((Run("Kính gửi: "), Run(self.applicant.named, strong=True)), align="center"),
            self._recall(),
            Lines(
                (
                    Line(self.applicant.identity_label, self.applicant.identity, width="half"),
                    Line("Mã hồ sơ", self.code, width="half"),
                )
            ),
            Paragraph(
                (
                    Run(
                        f"Tuy nhiên, {self.agency} chưa thể trả kết quả giải quyết hồ sơ của {self.applicant.address_form} "
                    ),
                    Run("đúng thời hạn đã hẹn. "),
                    Run("Lý do: "),
                    Run(self.reason, strong=True),
                )
            ),
            self._promise(),
            Highlight(
                (
                    Line("Thời gian đã hẹn", formats.long_moment(self.old_due_at)),
                    Line("Thời gian trả kết quả mới", formats.long_moment(self.new_due_at), strong=True),
                )
            ),
            Paragraph((Run(f"Rất mong nhận được sự thông cảm của {self.applicant.address_form}./."),)),
            Signatures((signature(self.head, ("THỦ TRƯỞNG CƠ QUAN",), "(Ký, ghi rõ họ tên và đóng dấu)"),)),
        )

    def _recall(self) -> Paragraph:
        receipt = f" (Giấy tiếp nhận hồ sơ và hẹn trả kết quả số {self.receipt_number})" if self.receipt_number else ""
        received = formats.local(self.received_at).date()
        return Paragraph(
            (
                Run(f"Vào {formats.long_day(received)}, {self.agency} tiếp nhận hồ sơ của "),
                Run(self.applicant.named, strong=True),
                Run(f"{receipt} đề nghị giải quyết thủ tục: "),
                Run(self.procedure, strong=True),
                Run("."),
            )
        )

    def _promise(self) -> Paragraph:
        return Paragraph(
            (
                Run(f"{self.agency} trân trọng xin lỗi {self.applicant.address_form} vì sự chậm trễ này, "),
                Run("đề nghị được gia hạn thời gian giải quyết và sẽ trả kết quả vào thời điểm sau:"),
            )
        )
