"""The public calculator, as An uses it on a phone."""

import pytest
from django.test import Client

from tests.databases import FreshDatabase


@pytest.fixture
def an(lang_son: FreshDatabase) -> Client:
    return Client()


def ask(client: Client, **fields: str) -> str:
    given = {"procedure": "", "term": "", "unit": "H37", "day": "29/04/2026", "time": "15:30", **fields}
    reply = client.get("/due-date/", given)
    assert reply.status_code == 200
    return reply.content.decode()


def test_an_sees_the_date_and_why(an: Client) -> None:
    page = ask(an, term="3 ngày làm việc")
    assert "17:00 Thứ Tư 06/05/2026" in page
    assert "30/4, 1/5 nghỉ lễ, 2–3/5 cuối tuần. Tính 4, 5, 6/5." in page
    assert "Thứ Sáu 01/05/2026: nghỉ lễ (Ngày Quốc tế lao động 1/5), không tính." in page
    assert "Điều 112 Bộ luật Lao động 2019" in page


def test_the_empty_page_asks_and_offers_the_published_procedures(an: Client) -> None:
    page = an.get("/due-date/").content.decode()
    assert "Tính ngày hẹn trả" in page
    assert "1.001193" in page
    assert "UBND phường Kỳ Lừa" in page


def test_a_procedure_is_reckoned_by_its_own_term_and_rules(an: Client) -> None:
    page = ask(an, procedure="2.000635/same_day", time="15:01")
    assert "17:00 Thứ Hai 04/05/2026" in page


def test_mistakes_are_told_at_the_field_and_nothing_is_lost(an: Client) -> None:
    page = ask(an, term="ba ngày nữa nhé")
    assert "Không đọc được thời hạn" in page
    assert 'value="ba ngày nữa nhé"' in page
    assert "Hãy chọn một thủ tục" in ask(an)
    assert "Giờ chưa đúng" in ask(an, term="3 ngày", time="25:00")
    assert "Ngày chưa đúng" in ask(an, term="3 ngày", day="31/02/2026")
    assert "chỉ có từ 01/01/2024 đến 31/12/2027" in ask(an, term="3 ngày", day="01/01/2030")


def test_a_script_in_a_field_stays_text(an: Client) -> None:
    page = ask(an, term="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page


def test_a_provisional_year_and_unverified_hours_are_visible(an: Client) -> None:
    page = ask(an, term="10 ngày làm việc", day="30/12/2026")
    assert "năm 2027 là tạm tính" in page
    assert "chưa đối chiếu với văn bản của tỉnh" in page


@pytest.mark.parametrize("time", ["15h30", "15.30", "15:30"])
def test_times_are_taken_as_people_write_them(an: Client, time: str) -> None:
    assert "Nhận 15:30 Thứ Tư 29/04." in ask(an, term="1 ngày", time=time)
