"""What search engines read: data in the pages, the map, and what they leave alone; nothing of a demonstration."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from motcua.core.procedure.publication import Publication
from motcua.ledger import origin
from motcua.procedures import queries
from motcua.procedures.actions import publish, repeal
from motcua.procedures.tests.conftest import LOADER, TODAY
from motcua.procedures.web import structured
from motcua.procedures.web.public import engines
from motcua.procedures.web.where import ServicePoint

HERE = "https://motcua.example.vn"
DAY = datetime(2026, 7, 15, 3, tzinfo=UTC)
DECISION = Publication("QĐ thử", date(2026, 7, 14), TODAY, date(2026, 7, 14))
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

pytestmark = pytest.mark.usefixtures("register_and_units", "a_day_in_july")


@pytest.fixture
def a_day_in_july(settings: Any) -> Iterator[None]:
    settings.PUBLIC_URL = HERE
    with time_machine.travel(DAY, tick=False):
        yield


def data_in(page: str) -> dict[str, Any]:
    """Return the things described in a page, by type."""
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    whole = json.loads(block)
    assert whole["@context"] == "https://schema.org"
    return {node["@type"]: node for node in whole["@graph"]}


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def named(page: str, kind: str, name: str) -> str:
    (value,) = re.findall(rf'<meta {kind}="{name}" content="([^"]*)">', page)
    return str(value)


def test_every_procedure_describes_itself(client: Client) -> None:
    lines = queries.listing(TODAY)
    assert len(lines) >= 37
    for line in lines:
        page = page_of(client, f"/procedures/{line.code}/")
        found = data_in(page)
        service = found["GovernmentService"]
        here = f"{HERE}/procedures/{line.code}/"
        assert (service["name"], service["url"]) == (line.title, here)
        assert service["identifier"] == f"{line.code}.000.00.00.H37"
        assert service["provider"]["name"] == line.agency
        assert service["areaServed"]["name"] == "Tỉnh Lạng Sơn"
        assert service["serviceOutput"]
        assert service["availableChannel"]
        assert [item["position"] for item in found["BreadcrumbList"]["itemListElement"]] == [1, 2, 3]
        assert found["BreadcrumbList"]["itemListElement"][2]["item"] == here
        assert f'<link rel="canonical" href="{here}">' in page
        assert named(page, "property", "og:url") == here
        assert len(named(page, "name", "description")) > 20
        assert named(page, "property", "og:title")


def test_an_answered_page_points_to_the_plain_one(client: Client) -> None:
    page = page_of(client, "/procedures/1.001193/?channel=direct&child=abandoned")
    assert f'<link rel="canonical" href="{HERE}/procedures/1.001193/">' in page


def test_no_text_ends_the_block_of_data(client: Client) -> None:
    version = queries.published("1.001193", TODAY)
    assert version is not None
    bad = "</script><script>alert(1)</script><!-- &"
    publish(replace(version.definition, title=bad, summary=bad), DECISION, actor=LOADER, at=DAY)
    page = page_of(client, "/procedures/1.001193/")
    assert "<script>alert" not in page
    assert data_in(page)["GovernmentService"]["description"] == bad
    assert "\u2028" not in structured.script([{"name": "a\u2028b"}])


def test_amounts_that_nobody_verified_are_not_told_to_machines() -> None:
    version = queries.published("2.000815", TODAY)
    assert version is not None
    fee = replace(version.definition.fees[0], code="x", tiers=(), amount=2000, per="", channels=(), name="Phí thử")
    where = structured.Province("Tỉnh Lạng Sơn", "H37")
    for unverified, prices in ((frozenset(), [2000]), (frozenset({"fees.x"}), []), (frozenset({"fees"}), [])):
        definition = replace(version.definition, fees=(fee, replace(fee, code="y", amount=None)), unverified=unverified)
        service = structured.service(definition, TODAY, where, None)
        assert [offer["price"] for offer in service.get("offers", [])] == prices
    for unverified, prices in ((frozenset(), [0]), (frozenset({"fees"}), []), (frozenset({"fee_note"}), [])):
        definition = replace(version.definition, fees=(), fee_note="", unverified=unverified)
        service = structured.service(definition, TODAY, where, None)
        assert [offer["price"] for offer in service.get("offers", [])] == prices
    told = structured.service(replace(version.definition, unverified=frozenset()), TODAY, where, None)["offers"]
    assert {"price": 2000, "priceCurrency": "VND", "unitText": "trang"}.items() <= told[0]["priceSpecification"][
        0
    ].items()


def test_office_hours_are_told_where_somebody_verified_them() -> None:
    version = queries.published("1.014438", TODAY)
    assert version is not None
    week = (*(((("07:30", "11:30"), ("13:00", "17:00"))),) * 5, (), ())
    point = ServicePoint("H37.TTPVHCC", "Trung tâm", "Phố Dã Tượng", "0205", week)
    where = structured.Province("", "")
    service = structured.service(version.definition, TODAY, where, point)
    assert len(service["hoursAvailable"]) == 10
    assert service["hoursAvailable"][0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "07:30",
        "closes": "11:30",
    }
    direct = next(channel for channel in service["availableChannel"] if "serviceLocation" in channel)
    assert direct["serviceLocation"]["telephone"] == "0205"
    doubtful = structured.service(version.definition, TODAY, where, replace(point, unverified=True))
    assert "hoursAvailable" not in doubtful


def test_the_first_page_the_list_and_the_open_data_describe_themselves(client: Client) -> None:
    assert data_in(page_of(client, "/"))["WebSite"]["potentialAction"]["@type"] == "SearchAction"
    data = data_in(page_of(client, "/open-data/"))["DataCatalog"]["dataset"]
    assert data["distribution"][0]["contentUrl"] == f"{HERE}/open-data/procedures.json"
    assert {one["encodingFormat"] for one in data["distribution"]} == {"application/json", "text/csv"}
    assert f'<link rel="canonical" href="{HERE}/procedures/">' in page_of(client, "/procedures/")
    searched = page_of(client, "/procedures/?q=khai+sinh")
    assert named(searched, "name", "robots") == "noindex, follow"
    assert "canonical" not in searched


def listed(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/xml"
    root = ET.fromstring(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    return [str(place.text) for place in root.iter(f"{SITEMAP}loc")]


def test_the_map_lists_what_is_in_force_and_nothing_internal(client: Client) -> None:
    repeal("1.014027", DECISION, actor=LOADER, at=DAY)
    found = listed(client, "/sitemap.xml")
    codes = {line.code for line in queries.listing(TODAY)}
    assert {f"{HERE}/procedures/{code}/" for code in codes} <= set(found)
    assert len(found) == len(codes) + len(engines.PAGES)
    assert not any("9.000001" in address or "1.014027" in address for address in found)
    for address in found[: len(engines.PAGES)]:
        assert client.get(address.removeprefix(HERE)).status_code == 200


def test_the_map_is_sent_again_only_when_something_changed(client: Client) -> None:
    tag = client.get("/sitemap.xml")["ETag"]
    assert client.get("/sitemap.xml", headers={"if-none-match": tag}).status_code == 304
    repeal("1.014027", DECISION, actor=LOADER, at=DAY)
    assert client.get("/sitemap.xml", headers={"if-none-match": tag}).status_code == 200


def test_a_map_too_long_for_one_file_is_cut(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = listed(client, "/sitemap.xml")
    monkeypatch.setattr(engines, "MOST", 10)
    parts = listed(client, "/sitemap.xml")
    assert parts == [f"{HERE}/sitemap-{number}.xml" for number in range(1, -(-len(whole) // 10) + 1)]
    pieces = [listed(client, part.removeprefix(HERE)) for part in parts]
    assert all(len(piece) <= 10 for piece in pieces)
    assert [address for piece in pieces for address in piece] == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_keep_to_public_pages_in_a_province(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    lines = page_of(client, "/robots.txt").splitlines()
    assert f"Sitemap: {HERE}/sitemap.xml" in lines
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    assert {"/desk/", "/t/", "/dossiers/", "/registry/", "/account/"} <= set(closed)
    assert not any("/procedures/".startswith(path) for path in closed)
    for path in ("/", "/procedures/1.001193/", "/robots.txt"):
        assert not client.get(path).has_header("X-Robots-Tag")


def test_a_demonstration_is_listed_nowhere(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: True)
    assert "Sitemap" not in page_of(client, "/robots.txt")
    assert "Disallow: /" not in page_of(client, "/robots.txt")
    for path in (
        "/",
        "/procedures/1.001193/",
        "/procedures/9.999999/",
        "/t/H37-1",
        "/open-data/procedures.json",
        "/desk/",
    ):
        assert client.get(path)["X-Robots-Tag"] == "noindex, nofollow"


def test_the_short_address_keeps_the_answers(client: Client) -> None:
    answer = client.get("/p/1.001193?child=abandoned&place=06184")
    assert answer["Location"] == "/procedures/1.001193/?child=abandoned&place=06184"
    assert client.get("/p/1.001193")["Location"] == "/procedures/1.001193/"
    page = page_of(client, "/procedures/1.001193/?child=abandoned")
    assert f'value="{HERE}/p/1.001193?child=abandoned"' in page


def test_the_list_of_papers_is_for_ones_own_case(client: Client) -> None:
    sheet = page_of(
        client, "/procedures/1.001193/checklist/?channel=direct&child=ordinary&proof=hospital&late=no&lodger=parent"
    )
    assert "Giấy chứng sinh" in sheet
    assert "Biên bản về việc trẻ bị bỏ rơi" not in sheet
    assert "Văn bản của người làm chứng" not in sheet
    assert client.get("/procedures/9.999999/checklist/").status_code == 404
    assert client.get("/procedures/9.000001/checklist/").status_code == 404


def test_a_list_of_papers_never_says_free_while_the_case_is_open(client: Client) -> None:
    version = queries.published("1.013225", TODAY)
    assert version is not None
    publish(replace(version.definition, fee_note=""), DECISION, actor=LOADER, at=DAY)
    page = page_of(client, "/procedures/1.013225/checklist/")
    assert "Tùy trường hợp" in page
    assert "Không mất tiền" not in page
