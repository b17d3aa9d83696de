"""What changed between two versions, read aloud by a person."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from motcua.core.procedure.definition import ProcedureDefinition, Validity
from motcua.core.procedure.parse import parse
from motcua.core.worktime import Term
from motcua.procedures import queries
from motcua.procedures.differences import Difference, Piece, differences, sections, side_by_side
from motcua.procedures.sources import read
from motcua.procedures.tests.conftest import TODAY

FILES = Path(settings.DEFINITIONS)


def definition(name: str) -> ProcedureDefinition:
    found, problems = parse(read(FILES / "procedures" / f"{name}.yaml"))
    assert found.value is not None, problems
    return found.value


HOUSE = definition("1.013225-1")


def said(after: ProcedureDefinition, before: ProcedureDefinition = HOUSE) -> list[str]:
    return [one.sentence for one in differences(before, after)]


def item(name: str, code: str, **changed: Any) -> ProcedureDefinition:
    items = tuple(replace(x, **changed) if x.code == code else x for x in getattr(HOUSE, name))
    fields: dict[str, Any] = {name: items}
    return replace(HOUSE, **fields)


def test_nothing_changed_says_nothing() -> None:
    assert differences(HOUSE, HOUSE) == ()


def test_a_shorter_term_is_said_to_be_shorter() -> None:
    after = item("cases", "house", term=Term.parse("7 days"))
    assert said(after) == ["Thời hạn giải quyết của trường hợp «Nhà ở riêng lẻ» giảm từ 15 ngày xuống 7 ngày"]
    back = said(HOUSE, after)
    assert back == ["Thời hạn giải quyết của trường hợp «Nhà ở riêng lẻ» tăng từ 7 ngày lên 15 ngày"]


def test_days_and_working_days_are_not_compared() -> None:
    after = item("cases", "house", term=Term.parse("7 working days"))
    assert said(after)[0].endswith("từ «15 ngày» thành «7 ngày làm việc»")


def test_a_paper_less_and_a_paper_more() -> None:
    less = replace(HOUSE, components=HOUSE.components[1:])
    assert said(less) == ["Bỏ giấy tờ «Đơn đề nghị cấp giấy phép xây dựng»"]
    assert said(HOUSE, less)[0] == "Thêm giấy tờ «Đơn đề nghị cấp giấy phép xây dựng»"
    details = "".join(piece.text for piece in differences(less, HOUSE)[0].after)
    assert "Mức bắt buộc: bắt buộc" in details


def test_fewer_copies_and_a_fee_in_đồng() -> None:
    assert said(item("components", "site_plan", copies=1)) == [
        "Số bản sao của giấy tờ «Bản vẽ mặt bằng công trình trên lô đất, kèm sơ đồ vị trí» giảm từ 2 xuống 1"
    ]
    known = item("fees", "house", amount=75000)
    assert said(known)[0].endswith("từ «chưa có dữ liệu» thành «75.000 đ»")
    cheaper = replace(known, fees=tuple(replace(f, amount=50000) if f.code == "house" else f for f in known.fees))
    assert said(cheaper, known)[0].endswith("giảm từ 75.000 đ xuống 50.000 đ")


def test_a_condition_is_said_in_the_words_of_its_question() -> None:
    after = item("components", "adjoining", when=None)
    assert said(after)[0].endswith("từ «“Có công trình liền kề không?” là Có» thành «không có»")


def test_a_paper_of_a_case_is_called_by_its_name() -> None:
    house = HOUSE.case("house")
    after = item("cases", "house", components=house.components[1:])
    assert said(after) == ["Thành phần hồ sơ của trường hợp «Nhà ở riêng lẻ»: bỏ «Đơn đề nghị cấp giấy phép xây dựng»"]


def test_codes_are_said_in_words() -> None:
    assert said(item("fees", "house", kind="price"))[0].endswith("từ «lệ phí» thành «giá dịch vụ»")
    assert said(replace(HOUSE, register="internal"))[0].endswith("từ «Công khai» thành «Nội bộ giữa các cơ quan»")
    assert said(item("results", "permit", validity=Validity(6)))[0].endswith("thành «6 tháng»")


def test_lines_of_text_are_compared_line_by_line_with_the_words_marked() -> None:
    lines = (
        HOUSE.sequence[0].replace("trực tuyến", "trực tuyến toàn trình"),
        *HOUSE.sequence[1:],
        "Trả kết quả tại nhà.",
    )
    found = differences(HOUSE, replace(HOUSE, sequence=lines))
    assert [one.sentence for one in found] == [
        "Trình tự thực hiện: sửa",
        "Trình tự thực hiện: thêm «Trả kết quả tại nhà.»",
    ]
    assert "".join(piece.text for piece in found[0].after if piece.kind == "added").strip() == "toàn trình"


def test_another_order_says_so_with_both_orders() -> None:
    (one,) = differences(HOUSE, replace(HOUSE, questions=HOUSE.questions[::-1]))
    assert one.sentence == "Đổi thứ tự: câu hỏi chọn trường hợp"
    assert "".join(piece.text for piece in one.before).startswith("1. Bạn xây gì?")


def test_a_legal_basis_is_known_by_its_act() -> None:
    changed = tuple(replace(b, article="Điều 50") if b.article.startswith("Điều 50") else b for b in HOUSE.legal_bases)
    assert said(replace(HOUSE, legal_bases=changed)) == [
        "Điều, khoản của căn cứ «Nghị định 175/2024/NĐ-CP, Điều 50»: từ «Điều 50, Điều 53» thành «Điều 50»"
    ]


def test_differences_stand_in_the_order_of_the_sheet_under_its_titles() -> None:
    found = differences(HOUSE, definition("1.013225-2"))
    assert [title for title, _ in sections(found)] == ["Trường hợp và thời hạn", "Căn cứ pháp lý", "Phần chưa xác minh"]


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("", "mới", (), (Piece("mới", "added"),)),
        ("một hai ba", "một ba", (Piece("một "), Piece("hai ", "removed"), Piece("ba")), (Piece("một "), Piece("ba"))),
    ],
)
def test_both_sides_keep_all_their_words(before: str, after: str, left: object, right: object) -> None:
    assert side_by_side(before, after) == (left, right)


@pytest.mark.usefixtures("register")
def test_an_reads_what_changed(client: Client) -> None:
    page = client.get("/procedures/1.013225/changes/").content.decode()
    assert "Thời hạn giải quyết của trường hợp «Nhà ở riêng lẻ»" in page
    assert "<ins>" in page
    assert client.get("/procedures/9.999999/changes/").status_code == 404
    alone = client.get("/procedures/1.001193/changes/").content.decode()
    assert "chưa có gì để so sánh" in alone


@pytest.mark.usefixtures("register")
def test_every_published_version_can_be_compared_with_every_other() -> None:
    all_of_them = [v.definition for line in queries.listing(TODAY) for v in queries.history(line.code)]
    for before in all_of_them:
        for after in all_of_them[:4]:
            found: tuple[Difference, ...] = differences(before, after)
            assert bool(found) == (before != after)
            assert all(one.sentence and "{" not in one.sentence for one in found)
