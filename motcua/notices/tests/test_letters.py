"""Letters: complete, in Vietnamese, and short enough for a text message."""

from datetime import UTC, datetime

import pytest

from motcua.notices.letters import LETTERS, SMS_LIMIT, Fact, Letter, plain

FACTS: dict[str, Fact] = {
    "code": "H37.65.12-260429-0012",
    "procedure": "Đăng ký khai sinh",
    "office": "Trung tâm Phục vụ hành chính công phường Kỳ Lừa",
    "url": "https://motcua.langson.gov.vn/t/H37.65.12-260429-0012",
    "rating": "https://motcua.langson.gov.vn/t/H37.65.12-260429-0012/rating/?k=aB3dE6gH9jK2",
    "check_by": datetime(2026, 4, 30, 1, 0, tzinfo=UTC),
    "due_at": datetime(2026, 5, 6, 10, 0, tzinfo=UTC),
    "old_due_at": datetime(2026, 5, 6, 10, 0, tzinfo=UTC),
    "new_due_at": datetime(2026, 5, 7, 10, 0, tzinfo=UTC),
    "answer_by": datetime(2026, 5, 22, 10, 0, tzinfo=UTC),
    "returned_at": datetime(2026, 5, 6, 3, 15, tzinfo=UTC),
    "place": "Quầy 2, Trung tâm Phục vụ hành chính công phường Kỳ Lừa",
    "bring": "giấy hẹn hoặc căn cước",
    "wanted": "Giấy chứng sinh (ảnh mờ)",
    "edited_at": datetime(2026, 2, 6, 3, 15, tzinfo=UTC),
    "deleted_at": datetime(2026, 5, 7, 3, 15, tzinfo=UTC),
    "ended_at": datetime(2026, 5, 6, 3, 15, tzinfo=UTC),
    "corrected_at": datetime(2026, 5, 6, 3, 15, tzinfo=UTC),
    "what": "Họ và tên, Số điện thoại",
    "receipt": "Giấy hẹn bạn đang giữ vẫn dùng được.",
    "lines": "Thư điện tử: 3 tin",
    "dossiers": "H37.65.12-260429-0012",
    "version": 2,
    "decision": "Quyết định 1520/QĐ-UBND",
    "more": "Bạn không phải nộp thêm giấy tờ.",
    "number": "12/TBD",
    "rest": "Không có giấy tờ gốc hay khoản tiền nào phải nhận lại.",
    "reason": "Chưa nhận được kết quả xác minh.",
}
every_letter = pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)


def test_there_is_a_letter_for_every_moment() -> None:
    moments = {"submitted", "received", "supplement", "refused", "apology", "rescheduled", "ready", "returned"}
    moments |= {"supplement_ending", "failures", "carried", "stopped", "withdrawn", "annulled", "corrected"}
    assert set(LETTERS) == moments | {"draft_expiring", "unit_failures"}


@every_letter
def test_a_letter_names_the_dossier_and_leaves_no_gap(letter: Letter) -> None:
    written = letter.write(FACTS)
    about = {"draft_expiring": "procedure", "failures": "number", "unit_failures": "number"}.get(letter.code, "code")
    assert str(FACTS[about]) in written.title
    for text in (written.title, written.body, written.sms):
        assert text
        assert "{" not in text
    assert str(FACTS[about]) in written.body


@every_letter
def test_a_text_message_is_plain_and_short(letter: Letter) -> None:
    sms = letter.write(FACTS).sms
    assert len(sms) <= SMS_LIMIT
    assert sms.isascii()
    assert str(FACTS["url"]) in sms


@every_letter
def test_a_missing_fact_is_the_callers_mistake(letter: Letter) -> None:
    for name in letter.needs:
        with pytest.raises(ValueError, match=name):
            letter.write({key: value for key, value in FACTS.items() if key != name})


def test_moments_are_written_for_people() -> None:
    written = LETTERS["received"].write(FACTS)
    assert "Hẹn trả kết quả: 17:00 Thứ Tư 06/05/2026." in written.body
    assert "17:00 06/05" in written.sms


def test_facts_are_never_read_as_places_or_lines() -> None:
    tricky = FACTS | {"procedure": "{office.__class__} %s {0}\r\nBcc: khoa@example.vn", "code": "A\r\nBcc: x@y.vn"}
    written = LETTERS["submitted"].write(tricky)
    assert "{office.__class__} %s {0} Bcc: khoa@example.vn" in written.body
    assert "\n" not in written.title


def test_vietnamese_becomes_plain() -> None:
    assert plain("ĐÃ CÓ KẾT QUẢ – Quầy 2, phường Kỳ Lừa 😀") == "DA CO KET QUA Quay 2, phuong Ky Lua"
