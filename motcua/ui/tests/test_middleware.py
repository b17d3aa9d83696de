"""Policy, language and refusals."""

import json

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("motcua.ui.tests.urls"), pytest.mark.django_db]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_every_page_has_the_strict_policy(client: Client) -> None:
    policy = client.get("/nowhere/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_stored_paper_may_be_framed_by_us_and_runs_nothing(client: Client) -> None:
    headers = client.get("/paper").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("code", "status"), [("already_received", 409), ("forbidden", 403), ("not_found", 404), ("too_many", 429)]
)
def test_a_refusal_is_a_page_that_says_what_to_do(client: Client, code: str, status: int) -> None:
    answer = client.get(f"/refuse/{code}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert "Hồ sơ &lt;b&gt;đã&lt;/b&gt; tiếp nhận rồi." in page
    assert "Chị Bình ở quầy có thể in lại giấy hẹn." in page


def test_a_refusal_leads_back_to_our_own_page_only(client: Client) -> None:
    ours = client.get("/refuse/late", headers={"referer": "http://testserver/form"}).content.decode()
    theirs = client.get("/refuse/late", headers={"referer": "http://evil.example/form"}).content.decode()
    assert 'href="http://testserver/form"' in ours
    assert "evil.example" not in theirs


def test_htmx_gets_a_fragment_for_the_place_of_messages(client: Client) -> None:
    answer = client.get("/refuse/late", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()


def test_a_program_gets_json(client: Client) -> None:
    answer = client.get("/refuse/late", headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert json.loads(answer.content)["code"] == "late"


def test_vietnamese_unless_chosen_whatever_the_browser_wishes(client: Client) -> None:
    answer = client.get("/nowhere/", headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "vi"
    assert '<html class="govuk-template" lang="vi"' in answer.content.decode()


def test_a_chosen_language_stays(client: Client) -> None:
    answer = client.get("/language/en?next=/nowhere/?a=1")
    assert answer.headers["Location"] == "/nowhere/?a=1"
    assert 'lang="en"' in client.get("/nowhere/").content.decode()
    client.get("/language/vi")
    assert 'lang="vi"' in client.get("/nowhere/").content.decode()


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_choosing_a_language_never_leads_away(client: Client, away: str) -> None:
    assert client.get("/language/en", {"next": away}).headers["Location"] == "/"


def test_only_our_languages_can_be_chosen(client: Client) -> None:
    assert client.get("/language/xx").status_code == 404
    client.cookies["django_language"] = "../../etc"
    assert client.get("/nowhere/").headers["Content-Language"] == "vi"


def test_an_unforeseen_error_shows_no_detail(client: Client) -> None:
    answer = client.get("/break")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi, không phải lỗi của bạn" in page
    assert "secret" not in page
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_missing_page_says_what_to_do(client: Client) -> None:
    page = client.get("/nowhere/").content.decode()
    assert "Không tìm thấy trang này" in page
    assert "mã in trên giấy hẹn" in page


def test_a_form_from_an_old_page_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/refuse/late")
    assert answer.status_code == 403
    assert "Trang đã mở quá lâu" in answer.content.decode()


def test_the_style_page_is_for_demo_and_debugging_only(client: Client) -> None:
    assert client.get("/ui/").status_code == 404
