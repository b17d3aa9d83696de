"""Posting sheets: what they say, whose they are, and that they fit the wall."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page

from motcua.procedures import queries
from motcua.procedures.tests.conftest import TODAY
from tests.browser.axe import violations
from tests.databases import FreshDatabase

NOON = datetime(2026, 7, 15, 5, tzinfo=UTC)
KY_LUA, CENTRE, SCIENCE = "06187", "H37.TTPVHCC", "H37.SKHCN"
PAGES = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of these journeys serves Lạng Sơn."""
    return lang_son


@pytest.fixture
def july() -> object:
    with time_machine.travel(NOON, tick=True):
        yield


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.usefixtures("lang_son", "july")
class TestSheets:
    """What the sheets say."""

    def test_one_sheet_says_what_people_ask_and_leads_to_the_page(self, client: Client, settings: Any) -> None:
        settings.PUBLIC_URL = "https://motcua.langson.example"
        page = text(client, f"/procedures/1.001193/poster/?unit={KY_LUA}")
        for words in ("UBND phường Kỳ Lừa", "Đăng ký khai sinh", "Giấy chứng sinh", "Không mất tiền", "QĐ 163/QĐ-BTP"):
            assert words in page
        assert "https://motcua.langson.example/procedures/1.001193/?place=06187" in page
        assert page.count("<svg") == 1
        assert "style=" not in page

    def test_a_paper_of_one_case_says_for_whom(self, client: Client) -> None:
        page = text(client, "/procedures/1.001193/poster/")
        assert "Khi: Trẻ sinh ra do mang thai hộ" in page
        assert "Khi: Giấy chứng sinh của cơ sở y tế" in page

    def test_the_price_by_the_page_is_told_whole(self, client: Client) -> None:
        page = text(client, "/procedures/2.000815/poster/")
        assert "2.000 đ mỗi trang; từ trang thứ 3: 1.000 đ; nhiều nhất 200.000 đ mỗi bản" in page

    @pytest.mark.parametrize(("unit", "level"), [(KY_LUA, "commune"), (f"{KY_LUA}.TTPVHCC", "commune")])
    def test_a_commune_puts_up_what_communes_decide(self, client: Client, unit: str, level: str) -> None:
        self.check(text(client, f"/posters/?unit={unit}"), {line.code for line in queries.listing(TODAY, level=level)})

    def test_the_provinces_centre_puts_up_what_the_province_decides(self, client: Client) -> None:
        lines = queries.listing(TODAY, level="province")
        self.check(text(client, f"/posters/?unit={CENTRE}"), {line.code for line in lines})

    def test_a_department_puts_up_its_own(self, client: Client) -> None:
        page = text(client, f"/posters/?unit={SCIENCE}")
        assert "Mã thủ tục 1.014438" in page
        assert "Mã thủ tục 1.115719" not in page

    def test_a_field_narrows(self, client: Client) -> None:
        lines = queries.listing(TODAY, level="commune", field="Hộ tịch")
        self.check(text(client, f"/posters/?unit={KY_LUA}&field=Hộ tịch"), {line.code for line in lines})

    def check(self, page: str, codes: set[str]) -> None:
        assert set(re.findall(r"Mã thủ tục (\d\.\d{6})", page)) == codes
        assert page.count('<article class="poster ') == len(codes)

    @pytest.mark.parametrize("query", ["", "?unit=nobody", "?unit=%00", f"?unit={KY_LUA}&field=Không có"])
    def test_without_a_unit_one_is_asked_for(self, client: Client, query: str) -> None:
        assert "Đơn vị niêm yết" in text(client, f"/posters/{query}")

    @pytest.mark.parametrize("code", ["9.999999", "abc", "%00"])
    def test_an_unknown_procedure_has_none(self, client: Client, code: str) -> None:
        assert client.get(f"/procedures/{code}/poster/").status_code == 404


@pytest.mark.browser
@pytest.mark.usefixtures("july")
def test_the_sheets_fit_their_page_and_can_be_read_by_everybody(server: Any, open_page: Callable[..., Page]) -> None:
    page = open_page(javascript=False)
    page.goto(server.at(f"/posters/?unit={KY_LUA}"))
    sheets = page.locator("article.poster").count()
    pages = len(PAGES.findall(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert sheets <= pages <= sheets + 3, "a sheet may run on to a second page, but few do"
    seeing = open_page(360, 800)
    for address in ("/procedures/1.013225/poster/", "/posters/"):
        seeing.goto(server.at(address))
        assert violations(seeing) == [], address
        wide = seeing.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
