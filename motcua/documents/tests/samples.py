"""Slips of the cast, as a real office would issue them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from motcua.documents import slips

HANOI = timezone(timedelta(hours=7))
OFFICE = slips.Office(
    superior="Ủy ban nhân dân phường Kỳ Lừa",
    name="Trung tâm Phục vụ hành chính công",
    place="Kỳ Lừa",
)
AN = slips.Party(
    name="Nguyễn Thị Ẩn",
    identity="020190001234",
    address="Số 12, ngõ 3, đường Bà Triệu, phường Kỳ Lừa, tỉnh Lạng Sơn",
    phone="0912 345 678",
    email="an.nguyen@example.vn",
)
PROOF = slips.Proof(
    seq=2, hash="3f9a12cd77e04b1581aa90b3c4d5e6f7" * 2, recorded_at=datetime(2026, 4, 29, 8, 30, 12, tzinfo=UTC)
)
URL = "https://motcua.langson.gov.vn/t/H37.65.12-260429-0012"
CODE = "H37.65.12-260429-0012"
ISSUED = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)
BIRTH = "Đăng ký khai sinh"


def receipt(**changes: object) -> slips.ReceiptSlip:
    """Return An's receipt for a birth registration, received by Bình."""
    slip = slips.ReceiptSlip(
        office=OFFICE,
        number="12/TTPVHCC",
        issued_at=ISSUED,
        code=CODE,
        tracking_url=URL,
        proof=PROOF,
        applicant=AN,
        procedure=BIRTH,
        papers=(
            slips.Paper(name="Tờ khai đăng ký khai sinh", originals=1),
            slips.Paper(name="Giấy chứng sinh", originals=1, note="giữ bản chính"),
            slips.Paper(name="Căn cước của cha, mẹ", copies=2),
        ),
        term="03 ngày làm việc",
        received_at=ISSUED,
        due_at=datetime(2026, 5, 6, 17, 0, tzinfo=HANOI),
        due_reason="Nhận 15:30 Thứ Tư 29/04; 30/4 và 01/5 nghỉ lễ, 02–03/5 cuối tuần; tính các ngày 04, 05, 06/5.",
        return_place="Quầy 2, Trung tâm Phục vụ hành chính công phường Kỳ Lừa",
        book="01/2026",
        book_line="0012",
        receiver=slips.Signer(name="Hoàng Văn Bình"),
    )
    return replace(slip, **changes)  # type: ignore[arg-type]


def authorised() -> slips.ReceiptSlip:
    """Return a receipt of an organisation through an authorised person, with two appointments."""
    return receipt(
        applicant=slips.Party(
            kind="organisation",
            name="Công ty trách nhiệm hữu hạn Ẩm thực Mẫu Sơn",
            identity="4900123456",
            address="Số 5 đường Trần Đăng Ninh, phường Tam Thanh, tỉnh Lạng Sơn",
            phone="0205 3 812 345",
        ),
        authorised=slips.Authorised(
            name="Lý Thị Thương Thưởng",
            identity="020195004321",
            address="Thôn Khuôn Cuổng, xã Mẫu Sơn, tỉnh Lạng Sơn",
            phone="0987 654 321",
            paper="Giấy ủy quyền số 15/GUQ ngày 20/04/2026",
        ),
        procedure="Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        first_appointment=slips.Appointment(
            label="Hẹn lần 1 (chuyển thông tin thuế)", at=datetime(2026, 5, 8, 17, 0, tzinfo=HANOI)
        ),
        receiver=slips.Signer(name="Hoàng Văn Bình", signed_at=ISSUED),
        lodged_online_at=ISSUED,
    )


def supplement() -> slips.SupplementSlip:
    """Return the request to An to photograph the birth notice again."""
    return slips.SupplementSlip(
        office=OFFICE,
        number="05/PBS",
        issued_at=ISSUED,
        code=CODE,
        tracking_url=URL,
        proof=PROOF,
        applicant=AN,
        procedure=BIRTH,
        wanted=(
            slips.Wanted(name="Giấy chứng sinh", what="ảnh mờ, không đọc được ngày cấp"),
            slips.Wanted(name="Tờ khai đăng ký khai sinh", what="thiếu nơi sinh của trẻ"),
        ),
        reason="Thông tin trên giấy tờ chưa đủ để đối chiếu với Cơ sở dữ liệu quốc gia về dân cư.",
        answer_by=datetime(2026, 5, 22, 17, 0, tzinfo=HANOI),
        contact_name="Hoàng Văn Bình",
        contact_phone="0205 3 870 001",
        guide=slips.Signer(name="Hoàng Văn Bình"),
    )


def refusal() -> slips.RefusalSlip:
    """Return the refusal of a dossier whose agency is another province's."""
    return slips.RefusalSlip(
        office=OFFICE,
        number="03/PTC",
        issued_at=ISSUED,
        code=CODE,
        tracking_url=URL,
        proof=PROOF,
        applicant=AN,
        procedure=BIRTH,
        reason="Thủ tục không thuộc thẩm quyền giải quyết của các cơ quan tỉnh Lạng Sơn.",
        legal_basis="Điều 13 Luật Hộ tịch năm 2014",
        what_next="nộp hồ sơ tại Ủy ban nhân dân cấp xã nơi cư trú của cha hoặc mẹ.",
        receiver=slips.Signer(name="Hoàng Văn Bình"),
    )


def apology() -> slips.ApologySlip:
    """Return the apology that Nam signs for the chairman."""
    return slips.ApologySlip(
        office=slips.Office(superior="Tỉnh Lạng Sơn", name="Ủy ban nhân dân phường Kỳ Lừa", place="Kỳ Lừa"),
        number="01/PXL",
        issued_at=datetime(2026, 5, 5, 3, 0, tzinfo=UTC),
        code=CODE,
        tracking_url=URL,
        proof=PROOF,
        applicant=AN,
        agency="Ủy ban nhân dân phường Kỳ Lừa",
        procedure=BIRTH,
        received_at=ISSUED,
        old_due_at=datetime(2026, 5, 6, 17, 0, tzinfo=HANOI),
        new_due_at=datetime(2026, 5, 7, 17, 0, tzinfo=HANOI),
        reason="chưa nhận được kết quả xác minh của Công an xã Mẫu Sơn.",
        receipt_number="12/TTPVHCC",
        head=slips.Signer(name="Nông Văn Nam", titles=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    )


def stop() -> slips.StopSlip:
    """Return the notice that An's dossier stops at her wish."""
    return slips.StopSlip(
        office=OFFICE,
        number="01/TBD",
        issued_at=ISSUED,
        code=CODE,
        tracking_url=URL,
        proof=PROOF,
        applicant=AN,
        procedure=BIRTH,
        agency="Ủy ban nhân dân phường Kỳ Lừa",
        received_at=ISSUED,
        due_at=datetime(2026, 5, 6, 17, 0, tzinfo=HANOI),
        requested_at=datetime(2026, 5, 4, 9, 5, tzinfo=HANOI),
        requested_by="Nguyễn Thị Ẩn (người nộp hồ sơ)",
        request_way="trực tuyến",
        stage="Đang thụ lý, chưa có quyết định",
        stopped_at=datetime(2026, 5, 4, 9, 20, tzinfo=HANOI),
        reason="Đã đăng ký tại nơi cư trú của cha",
        papers_returned="01 Giấy chứng sinh (bản chính)",
        fees="Không thu",
        signer=slips.Signer(name="Hoàng Văn Bình"),
    )


def control() -> slips.ControlSlip:
    """Return the control slip of a dossier that went through three hands."""
    return slips.ControlSlip(
        office=OFFICE,
        number="12/PKS",
        issued_at=ISSUED,
        code=CODE,
        tracking_url=URL,
        proof=PROOF,
        procedure=BIRTH,
        agency="Ủy ban nhân dân phường Kỳ Lừa",
        cooperating=("Công an xã Mẫu Sơn",),
        received_at=ISSUED,
        due_at=datetime(2026, 5, 6, 17, 0, tzinfo=HANOI),
        hand_overs=(
            slips.HandOver(
                from_unit="Trung tâm Phục vụ hành chính công",
                to_unit="Văn phòng HĐND và UBND",
                at=datetime(2026, 5, 4, 8, 5, tzinfo=HANOI),
                taken_at=datetime(2026, 5, 4, 8, 20, tzinfo=HANOI),
                given_by="Hoàng Văn Bình",
                taken_by="Vi Thị Chi",
                outcome="early",
            ),
            slips.HandOver(
                from_unit="Văn phòng HĐND và UBND",
                to_unit="Lãnh đạo UBND phường",
                at=datetime(2026, 5, 6, 14, 0, tzinfo=HANOI),
                given_by="Vi Thị Chi",
                taken_by="Nông Văn Nam",
                outcome="on_time",
            ),
            slips.HandOver(
                from_unit="Lãnh đạo UBND phường",
                to_unit="Trung tâm Phục vụ hành chính công",
                at=datetime(2026, 5, 7, 9, 30, tzinfo=HANOI),
                given_by="Nông Văn Nam",
                taken_by="Hoàng Văn Bình",
                outcome="overdue",
                note="đã xin lỗi, hẹn lại",
            ),
        ),
    )


ALL = (receipt, authorised, supplement, refusal, apology, stop, control)
