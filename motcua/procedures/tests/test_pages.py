"""The public pages, as An reads them on a phone."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from motcua.core.procedure.publication import Publication
from motcua.procedures import queries
from motcua.procedures.actions import publish, repeal
from motcua.procedures.tests.conftest import LOADER, TODAY

pytestmark = pytest.mark.usefixtures("register", "a_day_in_july")


@pytest.fixture
def a_day_in_july() -> object:
    with time_machine.travel(datetime(2026, 7, 15, 3, tzinfo=UTC), tick=False):
        yield


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def heading(page: str) -> str:
    """Return the title that a page shows."""
    return page.partition("<h1")[2].partition("</h1>")[0]


def test_an_begins_at_the_home_page(client: Client) -> None:
    page = text(client, "/")
    assert 'action="/procedures/"' in page
    assert "Sinh con" in page
    assert "Tra cứu hồ sơ" in page
    assert "Tính ngày hẹn trả" in page


def test_an_searches_without_accents(client: Client) -> None:
    page = text(client, "/procedures/?q=dang+ky+khai+sih")
    assert "/procedures/1.001193/" in page
    assert "/procedures/1.115719/" not in page


def test_a_search_that_finds_nothing_says_what_to_do(client: Client) -> None:
    page = text(client, "/procedures/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "Không tìm thấy thủ tục nào" in page
    assert "<script>alert" not in page


def test_the_page_of_a_procedure_answers_the_five_questions(client: Client) -> None:
    page = text(client, "/procedures/1.001193/")
    for words in ("Bạn nhận được", "Bao lâu", "Bao nhiêu tiền", "Ở đâu", "Bạn cần gì?", "Giấy khai sinh"):
        assert words in page
    assert "chưa xác minh" in page


def test_answers_leave_only_the_papers_of_that_case(client: Client) -> None:
    ordinary = text(client, "/procedures/1.001193/?channel=direct&child=ordinary&proof=witness&late=no&lodger=parent")
    needed = ordinary[ordinary.index('id="need"') : ordinary.index("Không ai được đòi")]
    assert "Văn bản của người làm chứng xác nhận việc sinh" in needed
    assert "Giấy cam đoan về việc sinh" not in needed
    assert "Biên bản về việc trẻ bị bỏ rơi" not in needed
    assert "Mẫu hộ tịch điện tử" not in needed
    assert "Đăng ký đúng hạn" in needed
    assert "trong ngày" in needed
    found = text(client, "/procedures/1.001193/?child=abandoned&late=no&lodger=parent")
    assert "Biên bản về việc trẻ bị bỏ rơi" in found[found.index('id="need"') : found.index("Không ai được đòi")]


def test_an_unknown_amount_is_not_invented(client: Client) -> None:
    late = "child=ordinary&proof=hospital&late=yes&lodger=parent"
    assert "chưa có dữ liệu" in text(client, f"/procedures/1.001193/?channel=direct&{late}")
    assert "Không mất tiền" in text(client, f"/procedures/1.001193/?channel=online&{late}")


def test_two_appointments_are_told_as_one_term_and_its_parts(client: Client) -> None:
    page = text(client, "/procedures/1.115719/?owner=person&transfer=sale&highland=no")
    assert "10 ngày làm việc, không tính thời gian bạn nộp thuế" in page


def test_the_route_is_shown_with_its_times_and_its_badge(client: Client) -> None:
    real = text(client, "/procedures/1.014438/")
    assert "4,5 ngày" in real
    assert "Quy trình này do Motcua đề xuất" not in real
    assert "Quy trình này do Motcua đề xuất" in text(client, "/procedures/1.014027/")


def test_a_code_written_in_another_way_leads_to_its_page(client: Client) -> None:
    answer = client.get("/procedures/1.013.225/")
    assert answer.status_code == 302
    assert answer["Location"] == "/procedures/1.013225/"


@pytest.mark.parametrize("code", ["9.999999", "abc", "1.001193'%20OR%201=1", "%00", "x" * 300])
def test_an_unknown_code_says_so_and_offers_the_search(client: Client, code: str) -> None:
    page = text(client, f"/procedures/{code}/", status=404)
    assert "Không có thủ tục này" in page
    assert 'role="search"' in page


def test_a_repealed_procedure_says_since_when_and_by_what(client: Client) -> None:
    decision = Publication("QĐ 9/QĐ-UBND", date(2026, 7, 1), date(2026, 7, 10), date(2026, 7, 2))
    repeal("1.014027", decision, actor=LOADER, at=datetime(2026, 7, 2, tzinfo=UTC))
    page = text(client, "/procedures/1.014027/", status=404)
    assert "đã bị bãi bỏ" in page
    assert "10/07/2026" in page
    assert "QĐ 9/QĐ-UBND" in page


def test_a_coming_version_is_announced(client: Client) -> None:
    now = queries.published("1.014027", TODAY)
    assert now is not None
    coming = Publication("QĐ 9/QĐ-UBND", date(2026, 7, 1), date(2026, 9, 1), date(2026, 7, 2))
    publish(replace(now.definition, title="Mới"), coming, actor=LOADER, at=datetime(2026, 7, 2, tzinfo=UTC))
    page = text(client, "/procedures/1.014027/")
    assert "Từ 01/09/2026 áp dụng bản mới" in page


def test_every_procedure_has_a_page_that_a_slow_phone_can_load(client: Client) -> None:
    for line in queries.listing(TODAY):
        assert len(text(client, f"/procedures/{line.code}/").encode()) < 60_000


NONSENSE = [
    "q=" + "a" * 5000,
    "channel=pigeon",
    "child=%00",
    "field=%00&q=%00&life_event=%00",
    "late=maybe&child=<b>",
    "highland=yes&highland=no",
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_changes_nothing(client: Client, query: str) -> None:
    for address in ("/procedures/", "/procedures/1.115719/"):
        shown = text(client, f"{address}?{query}")
        assert heading(shown) == heading(text(client, address))
        assert f"?{query}" not in shown, "the address is repeated as it was typed"


def test_a_post_is_refused(client: Client) -> None:
    assert client.post("/procedures/").status_code == 405
