"""Form 05: notice that the handling of the dossier stops at the applicant's request."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.documents import formats
from motcua.documents.sheet import Block, Highlight, Line, Lines, Signatures, say, strong
from motcua.documents.slips.base import Slip
from motcua.documents.slips.parts import NO_SIGNER, Party, Signer, contact_lines, signature


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSlip(Slip):
    """Thông báo dừng giải quyết hồ sơ (no public layout: fields by analogy with forms 03 and 04)."""

    kind: ClassVar[str] = "stop"
    form: ClassVar[str] = "Mẫu số 05"
    title: ClassVar[str] = "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"
    series: ClassVar[str] = "TBD"
    unverified: ClassVar[bool] = True

    applicant: Party
    procedure: str
    agency: str
    received_at: datetime
    due_at: datetime | None
    requested_at: datetime
    requested_by: str
    request_way: str
    stage: str
    stopped_at: datetime
    reason: str = ""
    papers_returned: str = ""
    fees: str = ""
    signer: Signer = NO_SIGNER

    def blocks(self) -> tuple[Block, ...]:
        """Return the form's blocks in printed order."""
        due = formats.long_moment(self.due_at) if self.due_at else "chưa có"
        return (
            say("Kính gửi: ", strong(self.applicant.named), align="center"),
            Lines(
                (
                    Line(self.applicant.identity_label, self.applicant.identity),
                    *contact_lines(self.applicant),
                    Line("Thủ tục hành chính", self.procedure, strong=True),
                    Line("Cơ quan giải quyết", self.agency),
                    Line("Ngày tiếp nhận", formats.long_moment(self.received_at)),
                    Line("Ngày hẹn trả kết quả", due),
                    Line("Nhận yêu cầu dừng", f"{formats.long_moment(self.requested_at)} ({self.request_way})"),
                    Line("Người yêu cầu", self.requested_by),
                    Line("Lý do", self.reason),
                    Line("Tình trạng giải quyết khi kiểm tra", self.stage),
                )
            ),
            say("Hồ sơ chưa có quyết định giải quyết. Căn cứ yêu cầu nêu trên, hồ sơ được dừng giải quyết:"),
            Highlight((Line("Thời điểm dừng", formats.long_moment(self.stopped_at), strong=True),)),
            Lines(
                (
                    Line("Giấy tờ trả lại", self.papers_returned),
                    Line("Phí, lệ phí đã nộp và việc xử lý", self.fees),
                )
            ),
            say(f"Xin thông báo để {self.applicant.address_form} được biết./."),
            Signatures((signature(self.signer, ("NGƯỜI TIẾP NHẬN HỒ SƠ",)),)),
        )
