"""Every place of a procedure, a route or a rule set that rests on an act is found, with its path and article."""

from motcua.core.procedure import citations
from motcua.core.procedure.citations import Citation
from motcua.core.procedure.tests.samples import definition
from motcua.core.process.route import Outcome, Route, Step


def test_a_procedure_cites_in_bases_papers_fees_grounds_and_texts() -> None:
    sample = definition(
        legal_bases=[{"act": "Nghị định 23/2015/NĐ-CP", "article": "Điều 7"}, {"act": "Luật Hộ tịch 2014"}],
        clock_grounds=[{"code": "more", "kind": "verification", "name": "Kéo dài", "source": "Điều 7 NĐ 23/2015"}],
        conditions=["Bản chính không thuộc Điều 22 Nghị định 23/2015/NĐ-CP."],
        source="CSDL quốc gia (QĐ 3152/QĐ-BTP)",
        forms=[{"code": "m01", "name": "Mẫu số 01", "act": "Thông tư 01/2020/TT-BTP", "article": "Phụ lục I"}],
    )
    found = citations.of_procedure(sample)
    assert Citation("23/2015/NĐ-CP", "Nghị định 23/2015/NĐ-CP", "Điều 7", "legal_basis", "legal_bases[0]", "") in found
    assert Citation("luat ho tich 2014", "Luật Hộ tịch 2014", "", "legal_basis", "legal_bases[1]", "") in found
    assert Citation("226/2016/TT-BTC", "TT 226/2016/TT-BTC", "", "fee", "fees[0].source", "Phí") in found
    assert Citation("23/2015/NĐ-CP", "NĐ 23/2015", "Điều 7", "clock", "clock_grounds[0].source", "Kéo dài") in found
    assert (
        Citation("1/2020/TT-BTP", "Thông tư 01/2020/TT-BTP", "Phụ lục I", "form", "forms[0].act", "Mẫu số 01") in found
    )
    assert Citation("3152/QĐ-BTP", "QĐ 3152/QĐ-BTP", "", "source", "source", "") in found
    assert ("text", "conditions[0]", "Điều 22") in {(one.kind, one.path, one.article) for one in found}


def test_a_component_cites_by_its_form_and_by_the_look_up_that_replaces_it() -> None:
    paper = {
        "code": "paper", "name": "Giấy tờ nhà đất", "kind": "issued_paper", "need": "fallback",
        "replaced_by": {"database": "CSDL đất đai", "act": "Nghị quyết 66.7/2025/NQ-CP", "article": "số thứ tự 584"},
        "form": "Mẫu số 01", "form_act": "Nghị định 175/2024/NĐ-CP",
    }  # fmt: skip
    found = citations.of_procedure(definition(components=[paper]))
    places = {(one.kind, one.path, one.key, one.article, one.name) for one in found}
    assert ("form", "components[0].form_act", "175/2024/NĐ-CP", "", "Mẫu số 01") in places
    assert (
        "lookup", "components[0].replaced_by", "66.7/2025/NQ-CP", "số thứ tự 584", "Giấy tờ nhà đất",
    ) in places  # fmt: skip


def test_a_route_and_a_rule_set_cite_too() -> None:
    step = Step(
        "B1", "Thẩm định theo Điều 5 NĐ 175/2024", "handler", "competent", "work", None, (Outcome("x", "x", "end"),)
    )
    route = Route("r", 1, "Cấp phép", "QĐ 2487/QĐ-UBND tỉnh Lạng Sơn ngày 19/11/2025", (step,))
    assert [(c.key, c.article, c.kind, c.path) for c in citations.of_route(route)] == [
        ("2487/QĐ-UBND", "", "route", "source"),
        ("175/2024/NĐ-CP", "Điều 5", "step", "steps[0]"),
    ]
    rules = {"id": "x", "name": "Trực tuyến theo Nghị định 297/2025/NĐ-CP", "rules": [
        {"parameter": "extensions", "text": "Chỉ được hẹn lại một lần.", "source": "Nghị định 118/2025/NĐ-CP"},
    ]}  # fmt: skip
    assert [(c.key, c.kind, c.path, c.name) for c in citations.of_rules(rules)] == [
        ("118/2025/NĐ-CP", "rule", "rules[0].source", "Chỉ được hẹn lại một lần."),
        ("297/2025/NĐ-CP", "source", "name", ""),
    ]
