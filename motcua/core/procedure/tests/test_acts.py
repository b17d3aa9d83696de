"""Numbers of acts: however a text writes one, it is one key, with its own article and nobody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure import acts
from motcua.core.procedure.acts import Cited, act_key, cited, kind_of, name_key, same_act, short_key, slug


@pytest.mark.parametrize(
    "written",
    [
        "Nghị định số 175/2024/NĐ-CP",
        "NĐ 175/2024",
        "NĐ175/2024/NĐ-CP",
        "175/2024/NĐ-CP",
        "175 / 2024 / nđ - cp",
        "Nghị định số: 175/2024/ND-CP ngày 30/12/2024 của Chính phủ",
    ],
)
def test_every_way_of_writing_a_decree_is_one_key(written: str) -> None:
    assert act_key(written) == "175/2024/NĐ-CP"


def test_a_zero_in_front_makes_no_other_act() -> None:
    assert act_key("Thông tư 02/2017/TT-VPCP") == act_key("TT 2/2017/TT-VPCP") == "2/2017/TT-VPCP"


def test_a_circular_without_its_ministry_may_be_any_of_that_number() -> None:
    short = act_key("TT 02/2017")
    assert short == "2/2017/TT"
    assert same_act(short, "2/2017/TT-VPCP")
    assert not same_act(short, "2/2018/TT-VPCP")
    assert not same_act("163/QĐ-BTP", "163/QĐ-BXD")
    assert short_key("163/QĐ-BTP") == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Điều 147 khoản 2 Bộ luật Dân sự 2015; quy định chung của hệ thống",
         [("bo luat dan su 2015", "Điều 147 khoản 2")]),
        ("Nghị quyết 21/2024/NQ-HĐND Điều 6 khoản 4, sửa đổi bởi Nghị quyết 25/2025/NQ-HĐND tỉnh Lạng Sơn",
         [("21/2024/NQ-HĐND", "Điều 6 khoản 4"), ("25/2025/NQ-HĐND", "")]),
        ("Thông tư 226/2016/TT-BTC, Điều 4; Thông tư 257/2016/TT-BTC",
         [("226/2016/TT-BTC", "Điều 4"), ("257/2016/TT-BTC", "")]),
        ("Điều 7 Nghị định 23/2015/NĐ-CP; QĐ 163/QĐ-BTP", [("23/2015/NĐ-CP", "Điều 7"), ("163/QĐ-BTP", "")]),
        ("điểm a khoản 2 Điều 16 của Nghị định 297/2025/NĐ-CP", [("297/2025/NĐ-CP", "điểm a khoản 2 Điều 16")]),
        ("Thông tư 85/2019, 106/2021/TT-BTC", [("85/2019/TT-BTC", ""), ("106/2021/TT-BTC", "")]),
        ("Nghị quyết 66.7/2025/NQ-CP, số thứ tự 584", [("66.7/2025/NQ-CP", "số thứ tự 584")]),
        ("CSDL quốc gia về thủ tục hành chính (QĐ 56/QĐ-BXD)", [("56/QĐ-BXD", "")]),
        ("Đủ điều kiện từ ngày 12/10/2025, theo Điều 5; mẫu số 01", []),
    ],
)  # fmt: skip
def test_acts_of_a_text_with_their_own_articles(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.key, one.article) for one in cited(text)] == found


def test_the_words_of_the_text_are_kept() -> None:
    assert cited("theo Nghị định  số 63/2024/NĐ-CP") == (Cited("63/2024/NĐ-CP", "Nghị định số 63/2024/NĐ-CP"),)


@pytest.mark.parametrize(
    ("key", "written", "kind"),
    [
        ("31/2024/QH15", "Luật 31/2024/QH15", "law"),
        ("254/2025/QH15", "Nghị quyết 254/2025/QH15", "resolution"),
        ("bo luat dan su 2015", "Bộ luật Dân sự 2015", "law"),
        ("175/2024/NĐ-CP", "", "decree"),
        ("2/2017/TT-VPCP", "", "circular"),
        ("766/QĐ-TTG", "", "decision"),
        ("5/2011/TTLT-BTP-BCA", "", "joint_circular"),
        ("1/CT-UBND", "", "directive"),
        ("12/BC-UBND", "", "other"),
    ],
)
def test_the_kind_follows_from_the_number(key: str, written: str, kind: str) -> None:
    assert kind_of(key, written) == kind


def test_a_code_answers_to_its_name_and_year_and_an_amending_law_does_not() -> None:
    assert name_key("Bộ luật Dân sự", 2015) == act_key("Điều 5 Bộ luật Dân sự năm 2015")
    assert name_key("Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", 2020) == ""
    assert name_key("Quy định chi tiết một số điều", 2024) == ""


BODIES = ("NĐ-CP", "TT-BTP", "QĐ-UBND", "NQ-HĐND", "QH15", "TTLT-BTP-BCA")


@given(number=st.integers(1, 9999), year=st.integers(1990, 2090), body=st.sampled_from(BODIES))
def test_a_key_is_its_own_key_and_fits_into_an_address(number: int, year: int, body: str) -> None:
    key = f"{number}/{year}/{body}"
    assert act_key(key) == key
    assert [one.key for one in cited(f"Căn cứ {key}, Điều 3; {key}")] == [key, key]
    assert acts.year_of(key) == year
    assert set(slug(key)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text())
def test_any_text_at_all_is_read(text: str) -> None:
    for one in cited(text):
        assert one.key
        assert one.written


def test_two_acts_of_one_number_and_year_keep_their_own_words() -> None:
    decree, circular = cited("Nghị định 01/2021/NĐ-CP và Điều 5 Thông tư 01/2021/TT-BKHĐT")
    assert (decree.written, circular.written) == ("Nghị định 01/2021/NĐ-CP", "Thông tư 01/2021/TT-BKHĐT")
    assert (decree.article, circular.article) == ("", "Điều 5")
