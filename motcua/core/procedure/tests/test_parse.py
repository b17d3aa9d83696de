"""Reading: all problems at once, each at its place; and what is sound is sound."""

from typing import Any

import pytest

from motcua.core.procedure.parse import parse, parse_route
from motcua.core.procedure.source import Source
from motcua.core.procedure.tests import samples

PUBLISHED = {
    "decision": "QĐ 1",
    "decision_date": "2026-06-01",
    "effective_date": "2026-07-01",
    "public_date": "2026-06-02",
}


def test_a_sound_procedure_has_no_problems_and_a_whole_applicant() -> None:
    definition = samples.definition()
    assert [entry.code for entry in definition.fields()][:2] == ["applicant.name", "applicant.national_id"]
    assert definition.parts() == ("a", "b", "c", "d", "đ", "e", "g")


@pytest.mark.parametrize(
    ("changed", "path", "words"),
    [
        ({"level": "comune"}, "level", "Có phải «commune»?"),
        ({"sets": "một"}, "sets", "số nguyên"),
        ({"sets": True}, "sets", "số nguyên"),
        ({"code": 1.001193}, "code", "ngoặc kép"),
        ({"code": "1.13"}, "code", "không phải mã thủ tục"),
        ({"code": "1.999.999"}, "code", "«1.999999»"),
        ({"colour": "red"}, "colour", "Không có mục «colour»"),
        ({"titel": "x"}, "titel", "Có phải «title»?"),
        ({"sequence": []}, "sequence", "phần bắt buộc b)"),
        ({"audience": "Cá nhân"}, "audience", "danh sách"),
        ({"legal_bases": []}, "legal_bases", "căn cứ pháp lý"),
        ({"name": ""}, "name", "không được để trống"),
        ({"unverified": ["colour"]}, "unverified", "không có phần «colour»"),
        ({"unverified": ["cases.nobody"]}, "unverified", "không có mục «nobody»"),
        ({"pages": []}, "pages", "trang người nộp"),
    ],
)
def test_one_wrong_part_is_told_at_its_place(changed: dict[str, Any], path: str, words: str) -> None:
    _, found = samples.read(**changed)
    assert any(where == path and words in message for where, message in found), found


def spoiled(section: str, n: int, **changed: Any) -> dict[str, Any]:
    items = samples.data()[section]
    items[n] = {**items[n], **changed}
    return {section: items}


@pytest.mark.parametrize(
    ("changed", "path", "words"),
    [
        (spoiled("cases", 0, term="soon"), "cases[0].term", "thời hạn"),
        (spoiled("cases", 0, term="0 days"), "cases[0].term", "lớn hơn 0"),
        (spoiled("cases", 0, components=["ghost"]), "cases[0].components", "«ghost»"),
        (spoiled("cases", 1, same_day=True), "cases[1].same_day", "same day"),
        (spoiled("cases", 1, code="late"), "cases", "bị trùng"),
        (spoiled("cases", 0, when={"question": "ghost", "is": "yes"}), "cases[0].when", "«ghost»"),
        (spoiled("cases", 0, when={"question": "late", "is": "maybe"}), "cases[0].when", "«maybe»"),
        (spoiled("cases", 0, when="late == yes"), "cases[0].when", "{question"),
        (spoiled("components", 0, form=""), "components[0].form", "tên mẫu"),
        (spoiled("components", 0, need="one_of", group="g"), "components[0].group", "chỉ có một"),
        (spoiled("components", 2, replaced_by=None), "components[2].replaced_by", "cơ sở dữ liệu"),
        (spoiled("components", 0, copies=-1), "components[0]", "không được âm"),
        (spoiled("fees", 0, amount=-5), "fees[0].amount", "không được âm"),
        (spoiled("fees", 0, amount=1.5), "fees[0].amount", "số nguyên"),
        (spoiled("fees", 0, copies_from="ghost"), "fees[0].copies_from", "«ghost»"),
        (spoiled("fees", 0, valid_to="30/06/2026"), "fees[0].valid_to", "2026-07-01"),
        (spoiled("fees", 0, source=""), "fees[0].source", "căn cứ"),
        (spoiled("questions", 0, kind="choice"), "questions[0].options", "hai phương án"),
        (spoiled("channels", 0, code="pigeon"), "channels[0].code", "direct, online, post"),
    ],
)
def test_contradictions_are_told_at_their_place(changed: dict[str, Any], path: str, words: str) -> None:
    _, found = samples.read(**changed)
    assert any(where == path and words in message for where, message in found), found


def test_a_declaration_of_six_pages_is_too_long_for_lodging_online() -> None:
    page = {"title": "Trang", "fields": []}
    pages = [samples.data()["pages"][0], *({**page, "code": f"p{n}"} for n in range(5))]
    _, found = samples.read(pages=pages)
    assert any(path == "pages" and "6 trang" in message for path, message in found)


def test_a_source_without_publication_or_without_anything() -> None:
    parsed, found = parse(Source(samples.data(), {"code": 1}))
    assert parsed.value is not None
    assert [problem.path for problem in found] == ["publication"]
    assert parse(Source([1, 2]))[1][0].message.startswith("Tệp phải gồm")
    assert parse_route(Source(None))[0].value is None


def test_dates_of_the_publication_must_agree() -> None:
    wrong = {**PUBLISHED, "public_date": "2026-05-01", "valid_to": "2026-06-30"}
    _, found = parse(Source({**samples.data(), "publication": wrong}))
    assert {problem.path for problem in found} == {"publication.public_date", "publication.valid_to"}


def test_a_problem_stands_at_the_nearest_line_that_is_known() -> None:
    source = Source({}, {"cases": 10, "cases[0]": 11, "cases[0].term": 14})
    assert source.line("cases[0].term") == 14
    assert source.line("cases[0].route") == 11
    assert source.line("cases[3].route") == 10
    assert source.line("nothing") == 1


def test_a_route_says_which_step_leads_nowhere() -> None:
    step = {"code": "B1", "name": "Nhận", "role": "receiver", "unit": "reception", "kind": "receive", "time": None}
    route = {
        "code": "r",
        "version": 1,
        "name": "R",
        "source": "thử",
        "steps": [{**step, "outcomes": [{"code": "x", "label": "Chuyển", "to": "B9"}]}],
        "publication": PUBLISHED,
    }
    _, found = parse_route(Source(route))
    assert any(problem.path == "steps[0]" and "B9" in problem.message for problem in found)
