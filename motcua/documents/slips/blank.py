"""Form 01 with its number and nothing else: written by hand while there is no power or line, entered afterwards."""

from datetime import datetime
from typing import Final

from motcua.documents.sheet import Block, Highlight, Item, Line, Lines, Listing, Sheet, Signature, Signatures, say
from motcua.documents.slips.parts import Office
from motcua.documents.slips.receipt import ReceiptSlip

PAPERS: Final = 5
MOMENT: Final = "…… giờ …… phút, ngày …… tháng …… năm ………"
DUE: Final = "Motcua tính từ giờ nhận ghi ở trên khi nhập bù phiếu này, và báo qua điện thoại, tra cứu; không ghi tay"


def blank_receipt(office: Office, number: str, reserved: str, at: datetime) -> Sheet:
    """Return the paper of a reserved number; ``reserved`` says when it was reserved. No due date is written by hand."""
    return Sheet(
        superior=office.superior,
        issuer=office.name,
        number=number,
        place_and_day=f"{office.place}, ngày …… tháng …… năm ………",
        title=ReceiptSlip.title,
        subtitle=f"Phiếu giấy, số dành trước lúc {reserved}",
        blocks=_blocks(office),
        form=ReceiptSlip.form,
        copies=ReceiptSlip.copies,
        issued_at=at,
    )


def _blocks(office: Office) -> tuple[Block, ...]:
    return (
        say(f"{office.name} đã tiếp nhận hồ sơ của:"),
        Lines(
            (
                Line("Ông/Bà, tổ chức", ""),
                Line("Số định danh", "", width="half"),
                Line("Điện thoại", "", width="half"),
                Line("Địa chỉ", ""),
                Line("Nội dung yêu cầu giải quyết", ""),
            )
        ),
        Listing("Thành phần hồ sơ nộp gồm (bản chính, bản sao)", tuple(Item("…" * 24) for _ in range(PAPERS))),
        Highlight((Line("Thời gian nhận hồ sơ", MOMENT, strong=True), Line("Thời gian trả kết quả", DUE))),
        Signatures(
            (
                Signature(("NGƯỜI NỘP HỒ SƠ",), "Ký và ghi rõ họ tên"),
                Signature(("NGƯỜI TIẾP NHẬN HỒ SƠ",), "Ký và ghi rõ họ tên"),
            )
        ),
    )
