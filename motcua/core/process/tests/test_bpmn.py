"""The BPMN file: valid for the tools of bpmn.io, the same route when it is read back, nothing drawn over anything."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from bpmn_io import BpmnModdle, check
from bpmn_io.lint import Linter
from bpmn_io.lint.resolver import NodeResolver
from hypothesis import given, settings

from motcua.core.process import bpmn
from motcua.core.process.bpmn_reading import read
from motcua.core.process.drawing import Drawing, Node, wrapped
from motcua.core.process.layout import lay_out
from motcua.core.process.route import Outcome, Route
from motcua.core.process.tests.law import ROUTE
from motcua.core.process.tests.routes import routes
from motcua.core.refusal import Refused

# A task that is reached in several ways says by itself that they join; a gateway before each would only hide the way.
ALLOWED = {"fake-join"}


def model(text: str) -> Any:
    """Return a file as bpmn-moddle reads it."""
    return BpmnModdle().from_xml(text).root_element


def linted(text: str) -> dict[str, list[str]]:
    """Return what bpmnlint's recommended rules say."""
    resolver: Any = NodeResolver()
    reports = Linter(config={"extends": "bpmnlint:recommended"}, resolver=resolver).lint(model(text))
    return {rule: [f"{one['id']}: {one['message']}" for one in found] for rule, found in reports.items()}


@given(routes())
def test_a_route_comes_back_from_its_file(route: Route) -> None:
    assert read(bpmn.write(route)) == route


@settings(max_examples=12)  # the linter takes a second for a route
@given(routes(most=7))
def test_the_file_is_bpmn(route: Route) -> None:
    text = bpmn.write(route)
    report = check(text)
    assert report.ok, report.errors
    assert not report.warnings
    assert linted(text).keys() <= ALLOWED


def test_what_bpmn_has_of_the_route() -> None:
    text = bpmn.write(ROUTE, lambda unit, role: f"<{unit}> & {role}")
    root = model(text)
    process = next(one for one in root.get("rootElements") if one.get("id") == "Process")
    kinds = [one.get("$type") for one in process.get("flowElements")]
    assert kinds.count("bpmn:StartEvent") == 1
    assert kinds.count("bpmn:ExclusiveGateway") == 2, "B4 and B5 can send back"
    assert kinds.count("bpmn:BoundaryEvent") == 2, "the police may be asked, and have a day"
    lanes = process.get("laneSets")[0].get("lanes")
    assert lanes[0].get("name") == "<reception> & receiver"
    assert [lane.get("name") for lane in lanes][-1] == "<competent.CA> & "
    assert [one.get("text") for one in process.get("artifacts") if one.get("$type") == "bpmn:TextAnnotation"][:3] == [
        "0,25 ngày làm việc", "0,25 ngày làm việc", "1 ngày làm việc"
    ]  # fmt: skip


def test_a_check_that_can_fail() -> None:
    text = bpmn.write(ROUTE)
    assert check(text.replace('targetRef="End"', 'targetRef="Nowhere"')).warnings
    assert not check(text.replace("</bpmn:process>", "")).ok
    assert not linted(text.replace("<bpmn:incoming>Way_0_0</bpmn:incoming>", "")).keys() <= ALLOWED


def overlap(one: Node, other: Node) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def crossed(drawing: Drawing) -> list[str]:
    """Name each line that runs through a figure which it does not belong to, and each that runs aslant."""
    found = []
    boxes = [node for node in drawing.nodes if node.kind not in {"ask", "silence"}]
    for flow in drawing.flows:
        for (x1, y1), (x2, y2) in pairwise(flow.points):
            if x1 != x2 and y1 != y2:
                found.append(f"{flow.id} runs aslant")
            for node in boxes:
                inside = (
                    min(x1, x2) < node.right
                    and max(x1, x2) > node.x
                    and min(y1, y2) < node.bottom
                    and max(y1, y2) > node.y
                )
                if inside and node.id not in {flow.source, flow.target}:
                    found.append(f"{flow.id} crosses {node.id}")
    return found


@given(routes(most=8))
def test_nothing_stands_on_anything_and_no_line_crosses_a_figure(route: Route) -> None:
    drawing = lay_out(route)
    figures = [node for node in drawing.nodes if not node.host]
    assert [(a.id, b.id) for a, b in combinations(figures, 2) if overlap(a, b)] == []
    assert crossed(drawing) == []
    for node in drawing.nodes:
        lane = drawing.lanes[node.lane]
        assert lane.y <= node.y
        assert node.bottom <= lane.y + lane.height
        assert node.x > 0
        assert node.right < drawing.width
    for flow in drawing.flows:
        assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in flow.points)


def test_words_are_broken_between_words_where_they_can() -> None:
    assert wrapped("Thẩm định, dự thảo Tờ trình", 72) == ("Thẩm định,", "dự thảo Tờ", "trình")
    assert wrapped("https://motcua.vn", 36) == ("https:", "//motc", "ua.vn")
    assert wrapped("", 60) == ("",)


def test_control_characters_do_not_break_the_file() -> None:
    nasty = replace(ROUTE, name="Tên \x00\x0b<&\"'>\ufffe", source="dòng 1\ndòng 2\t]]>")
    back = read(bpmn.write(nasty))
    assert (back.name, back.source) == ("Tên <&\"'>", "dòng 1\ndòng 2\t]]>")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Sai cú pháp XML ở dòng 1"),
        ("<a>", "Sai cú pháp XML"),
        ("<a/>", "không có quy trình do Motcua xuất ra"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ("<a>" + "x" * 2_000_001 + "</a>", "quá lớn"),
        (bpmn.write(ROUTE).replace('kind="work"', 'kind="magic"'), "thiếu hoặc sai"),
        (bpmn.write(ROUTE).replace('version="1" name', "name"), "thiếu hoặc sai"),
        (bpmn.write(ROUTE).replace('code="police"', ""), "thiếu hoặc sai"),
    ],
)
def test_a_foreign_file_is_refused_with_why(text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(text)


def test_a_term_that_somebody_broke_is_refused() -> None:
    with pytest.raises(Refused, match="Không đọc được thời hạn"):
        read(bpmn.write(ROUTE).replace('time="1 working day"', 'time="soon"'))


def test_a_grant_and_a_rejection_to_the_same_step_are_one_line_with_both_words() -> None:
    ways = (Outcome("approve", "Ký", "B6"), Outcome("reject", "Không ký", "B6"))
    route = replace(ROUTE, steps=(*ROUTE.steps[:4], replace(ROUTE.steps[4], outcomes=ways), *ROUTE.steps[5:]))
    drawing = lay_out(route)
    (flow,) = (flow for flow in drawing.flows if flow.source == "Step_4")
    assert (flow.target, len(flow.outcomes)) == ("Step_5", 2)
    assert read(bpmn.write(route)) == route
