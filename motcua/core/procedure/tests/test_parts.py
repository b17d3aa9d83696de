"""The parts that came later: old texts keep their digest, and each contradiction is told at its place."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.core.procedure.build import as_data
from motcua.core.procedure.canonical import digest, from_json, to_json
from motcua.core.procedure.checks import misfits
from motcua.core.procedure.components import Component, EarlierResult
from motcua.core.procedure.definition import ProcedureDefinition, Validity
from motcua.core.procedure.fees import Exemption
from motcua.core.procedure.requirements import fees_due, requirements
from motcua.core.procedure.tests import samples
from motcua.core.rules import Is

PUBLISHED_BEFORE = Path(__file__).with_name("published_before.json")
ITS_DIGEST = "d1f7a90a429ca7eaeabdf44fcc6f6ae73615b9e38de9b09e860a41abf10123c6"
JUNE = date(2026, 6, 30)


def test_a_version_published_before_keeps_its_text_and_its_digest() -> None:
    text = PUBLISHED_BEFORE.read_text()
    definition = from_json(ProcedureDefinition, text)
    assert to_json(definition) == text
    assert digest(text).hex() == ITS_DIGEST
    assert definition.register == "public"
    assert definition.receivable
    assert not definition.internal


def test_a_part_that_came_later_is_written_only_where_it_says_something() -> None:
    plain = samples.definition()
    assert "register" not in to_json(plain)
    assert as_data(plain)["register"] == "public"
    internal = samples.definition(register="internal", channels=[{"code": "direct"}])
    assert '"register":"internal"' in to_json(internal)
    assert from_json(ProcedureDefinition, to_json(internal)) == internal


def spoiled(section: str, n: int, **changed: Any) -> dict[str, Any]:
    items = samples.data()[section]
    items[n] = {**items[n], **changed}
    return {section: items}


GROUP = {"code": "poor", "words": "Người thuộc hộ nghèo", "source": "NQ 21/2024/NQ-HĐND"}
FORM = {"code": "tk", "name": "Tờ khai"}


@pytest.mark.parametrize(
    ("changed", "path", "words"),
    [
        ({"register": "secret"}, "register", "public, internal"),
        ({"register": "internal"}, "channels[1]", "không nhận hồ sơ trực tuyến"),
        ({"register": "internal", "keywords": ["x"]}, "keywords", "danh mục công khai"),
        ({"coordinated_with": ["Công an", ""]}, "coordinated_with[1]", "để trống"),
        ({"coordinated_with": ["Ủy ban nhân dân cấp xã"]}, "coordinated_with[0]", "cơ quan thực hiện"),
        ({"delegated_to": [""]}, "delegated_to[0]", "để trống"),
        ({"sequence": ["Nộp", ""]}, "sequence[1]", "để trống"),
        ({"forms": [FORM, FORM]}, "forms", "bị trùng"),
        ({"forms": [{**FORM, "name": ""}]}, "forms[0].name", "phải có tên"),
        ({"forms": [{**FORM, "link": "javascript:alert(1)"}]}, "forms[0].link", "https://"),
        ({"forms": [{**FORM, "file": "../../etc/passwd.txt"}]}, "forms[0].file", "«..»"),
        ({"forms": [{**FORM, "file": "/etc/passwd.txt"}]}, "forms[0].file", "«/»"),
        (spoiled("components", 0, form_code="tk"), "components[0].form_code", "«tk»"),
        (spoiled("components", 1, photos=-1), "components[1]", "không được âm"),
        (spoiled("components", 1, certified_copies=-1), "components[1]", "không được âm"),
        (spoiled("components", 1, national_code="KQ1"), "components[1].national_code", "000.00.00"),
        (spoiled("components", 1, kind="earlier_result"), "components[1].earlier", "mã thủ tục"),
        (spoiled("components", 1, earlier={"procedure": "1.013225"}), "components[1].earlier", "không phải"),
        (
            spoiled("components", 1, kind="earlier_result", earlier={"procedure": "1.013.225"}),
            "components[1].earlier.procedure",
            "«1.013225»",
        ),
        (
            spoiled("components", 1, kind="earlier_result", earlier={"procedure": "giấy phép"}),
            "components[1].earlier.procedure",
            "không phải mã",
        ),
        (
            spoiled("components", 1, kind="earlier_result", earlier={"procedure": "1.999999", "result": "ghost"}),
            "components[1].earlier.result",
            "«ghost»",
        ),
        (spoiled("fees", 0, valid_from="2026-07-01"), "fees[0].valid_to", "trước khi có hiệu lực"),
        (spoiled("fees", 0, pay_by=["cash", "shells"]), "fees[0].pay_by[1]", "cash, transfer, online"),
        (spoiled("fees", 0, pay_by=["cash", "cash"]), "fees[0].pay_by", "hai lần"),
        (spoiled("fees", 0, bases=[{"act": ""}]), "fees[0].bases[0].act", "số, ký hiệu"),
        (spoiled("fees", 0, exemptions=[GROUP, GROUP]), "fees[0].exemptions", "bị trùng"),
        (spoiled("fees", 0, exemptions=[{**GROUP, "source": ""}]), "fees[0].exemptions[0].source", "căn cứ"),
        (spoiled("fees", 0, exemptions=[{**GROUP, "words": ""}]), "fees[0].exemptions[0].words", "ai được"),
        (spoiled("fees", 0, exemptions=[{**GROUP, "percent": 0}]), "fees[0].exemptions[0].percent", "1 đến 100"),
        (
            spoiled("fees", 0, exemptions=[{**GROUP, "when": {"question": "ghost", "is": "yes"}}]),
            "fees[0].exemptions[0].when",
            "«ghost»",
        ),
        (spoiled("results", 0, validity={"amount": 0}), "results[0].validity", "1 ngày đến 100 năm"),
        (spoiled("results", 0, validity={"amount": 6, "unit": "weeks"}), "results[0].validity.unit", "days, months"),
        (spoiled("results", 0, copies=0), "results[0].copies", "ít nhất một bản"),
        (spoiled("results", 0, national_code="31"), "results[0].national_code", "KQ.G15"),
        (spoiled("cases", 0, national_code="1.000001.01"), "cases[0].national_code", "1.999999.01"),
        (spoiled("legal_bases", 0, act=""), "legal_bases[0].act", "số, ký hiệu"),
        (spoiled("legal_bases", 0, link="vbpl.vn"), "legal_bases[0].link", "https://"),
        (
            spoiled("legal_bases", 0, valid_from="2026-01-01", valid_to="2025-01-01"),
            "legal_bases[0].valid_to",
            "hết hiệu lực",
        ),
        ({"legal_bases": [{"act": "Luật 60/2014/QH13"}, {"act": "60/2014/qh13"}]}, "legal_bases[1]", "hai lần"),
    ],
)
def test_each_contradiction_is_told_at_its_place(changed: dict[str, Any], path: str, words: str) -> None:
    _, found = samples.read(**changed)
    assert any(where == path and words in message for where, message in found), found


def test_the_same_act_may_be_named_for_two_articles() -> None:
    bases = [{"act": "Luật 60/2014/QH13", "article": article} for article in ("Điều 13", "Điều 14")]
    assert [basis.number for basis in samples.definition(legal_bases=bases).legal_bases] == ["60/2014/QH13"] * 2


def test_a_procedure_without_a_route_is_information_only_and_needs_no_declaration() -> None:
    cases = [{key: value for key, value in case.items() if key != "route"} for case in samples.data()["cases"]]
    definition = samples.definition(cases=cases, pages=[])
    assert not definition.receivable
    assert definition.cases[0].route == ""
    assert misfits(definition, {}) == []
    half = samples.definition(cases=[cases[0], samples.data()["cases"][1]])
    assert half.receivable
    assert [path for path, _ in misfits(half, {})] == ["cases[1].route"]


def test_a_declaration_that_is_there_must_be_whole_even_for_information_only() -> None:
    cases = [{**case, "route": ""} for case in samples.data()["cases"]]
    _, found = samples.read(cases=cases, pages=[{"code": "child", "title": "Trẻ", "fields": []}])
    assert [path for path, _ in found] == ["pages"]


def test_an_earlier_result_is_looked_up_unless_the_paper_itself_is_wanted() -> None:
    permit = Component("permit", "Giấy phép đã cấp", "earlier_result", "mandatory", earlier=EarlierResult("1.013225"))
    known = replace(permit, code="known", originals=0)
    definition = replace(samples.definition(), components=(permit, known))
    asked = requirements(definition, definition.cases[1], {}, "online")
    assert {item.component.code: item.asked for item in asked} == {"permit": "required", "known": "looked_up"}
    assert (permit.uploaded, permit.reused, known.uploaded, known.reused) == (True, False, False, True)
    assert replace(permit, originals=1, certified_copies=2, photos=2).papers == 5


def line(**exemption: Any) -> tuple[int | None, bool, list[str]]:
    definition = samples.definition()
    fee = replace(definition.fees[0], exemptions=(Exemption("e", "Hộ nghèo", "NQ", **exemption),))
    found = fees_due(
        replace(definition, fees=(fee,)), definition.cases[1], {"late": "no", "copies": "3"}, "direct", JUNE
    )[0]
    return found.amount, found.waived, [offer.code for offer in found.offered]


def test_an_exemption_that_the_answers_prove_is_taken_and_one_that_they_do_not_is_offered() -> None:
    assert line(when=Is("late", ("no",))) == (0, True, [])
    assert line(when=Is("late", ("no",)), percent=50) == (3000, False, [])
    assert line(when=Is("late", ("yes",))) == (6000, False, [])
    assert line() == (6000, False, ["e"])


def test_of_two_exemptions_the_greater_counts_and_part_of_an_unknown_amount_stays_unknown() -> None:
    definition = samples.definition()
    holds = Is("late", ("no",))
    groups = (Exemption("half", "Giảm nửa", "NQ", holds, 50), Exemption("all", "Miễn", "NQ", holds))
    fee = replace(definition.fees[0], amount=None, exemptions=groups)
    answers = {"late": "no", "copies": "1"}
    found = fees_due(replace(definition, fees=(fee,)), definition.cases[1], answers, "direct", JUNE)[0]
    assert found.exemption is not None
    assert (found.amount, found.exemption.code) == (0, "all")
    assert groups[0].of(None) is None
    assert groups[0].of(75_001) == 37_500


@pytest.mark.parametrize(
    ("amount", "unit", "issued", "until", "words"),
    [
        (6, "months", date(2026, 8, 31), date(2027, 2, 28), "06 tháng"),
        (6, "months", date(2026, 6, 15), date(2026, 12, 15), "06 tháng"),
        (12, "months", date(2026, 12, 31), date(2027, 12, 31), "12 tháng"),
        (5, "years", date(2024, 2, 29), date(2029, 2, 28), "05 năm"),
        (30, "days", date(2026, 1, 31), date(2026, 3, 2), "30 ngày"),
    ],
)
def test_a_result_is_valid_through_its_last_day(amount: int, unit: Any, issued: date, until: date, words: str) -> None:
    validity = Validity(amount, unit)
    assert validity.until(issued) == until
    assert validity.vi() == words
