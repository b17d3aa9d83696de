"""Reading the route back from the BPMN file that Motcua wrote, after whoever drew it anew moved its figures."""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree

from motcua.core.process.bpmn import BPMN, OURS
from motcua.core.process.route import END, KINDS, Consultation, Outcome, Route, Step, StepKind
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

LARGEST = 2_000_000
Element = ElementTree.Element
_KINDS: dict[str, StepKind] = {kind: kind for kind in KINDS}
_SILENCE: dict[str, Literal["agree", "none"]] = {"agree": "agree", "none": "none"}


def read(text: str) -> Route:
    """Return the route in a BPMN file written by Motcua; raises ``Refused("bad_bpmn")`` for any other."""
    process = _tree(text).find(f"{{{BPMN}}}process")
    head = None if process is None else process.find(f".//{{{OURS}}}route")
    if process is None or head is None:
        raise _foreign("Tệp không có quy trình do Motcua xuất ra.")
    try:
        steps = _steps(process)
        return Route(
            code=head.attrib["code"],
            version=int(head.attrib["version"]),
            name=head.attrib["name"],
            source=head.attrib["source"],
            steps=steps,
            unverified=head.attrib["unverified"] == "true",
            symbol=head.attrib["symbol"],
            records=tuple(record.text or "" for record in process.iter(f"{{{OURS}}}record")),
            kept_for=head.attrib["keptFor"],
        )
    except (KeyError, ValueError) as wrong:
        raise _foreign(f"Tệp thiếu hoặc sai phần «{wrong}».") from wrong


def _tree(text: str) -> Element:
    if len(text) > LARGEST or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _foreign("Tệp quá lớn hoặc có phần DOCTYPE.")
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError as wrong:
        line, column = wrong.position
        raise _foreign(f"Sai cú pháp XML ở dòng {line}, cột {column + 1}.") from wrong


def _foreign(why: str) -> Refused:
    return Refused("bad_bpmn", f"Không đọc được tệp BPMN. {why}", "Dùng tệp .bpmn tải từ trang của một quy trình.")


def _steps(process: Element) -> tuple[Step, ...]:
    flows = [
        (flow, flow.attrib["sourceRef"], flow.attrib["targetRef"]) for flow in process.iter(f"{{{BPMN}}}sequenceFlow")
    ]
    tasks = [(task, told) for task in process if (told := task.find(f".//{{{OURS}}}step")) is not None]
    codes = {task.attrib["id"]: told.attrib["code"] for task, told in tasks}
    ends = {end.attrib["id"] for end in process.iter(f"{{{BPMN}}}endEvent")}
    gateways = {gateway.attrib["id"] for gateway in process.iter(f"{{{BPMN}}}exclusiveGateway")}
    found = []
    for task, told in tasks:
        here = task.attrib["id"]
        sources = {here} | {target for _, source, target in flows if source == here and target in gateways}
        ways = sorted(
            (int(way.attrib["number"]), way.attrib["code"], way.attrib["label"], END if to in ends else codes[to])
            for flow, source, to in flows
            if source in sources
            for way in flow.iter(f"{{{OURS}}}outcome")
        )
        time = told.attrib["time"]
        found.append(
            Step(
                code=told.attrib["code"],
                name=told.attrib["name"],
                role=told.attrib["role"],
                unit=told.attrib["unit"],
                kind=_KINDS[told.attrib["kind"]],
                time=Term.parse(time) if time else None,
                outcomes=tuple(Outcome(code, label, to) for _, code, label, to in ways),
                decides=told.attrib["decides"] == "true",
                consultations=_consultations(process, here),
                result=told.attrib["result"],
                pauses=told.attrib["pauses"],
            )
        )
    return tuple(found)


def _consultations(process: Element, task: str) -> tuple[Consultation, ...]:
    """Return whom a task asks: the opinions that the events on its edge lead to, in their order."""
    edges = [
        event.attrib["id"]
        for event in process.iter(f"{{{BPMN}}}boundaryEvent")
        if event.attrib["attachedToRef"] == task
    ]
    flows = process.iter(f"{{{BPMN}}}sequenceFlow")
    leads = {flow.attrib["sourceRef"]: flow.attrib["targetRef"] for flow in flows}
    opinions = {node.attrib["id"]: node.find(f".//{{{OURS}}}consultation") for node in process if "id" in node.attrib}
    told = [opinions[leads[edge]] for edge in edges if edge in leads]
    return tuple(
        Consultation(
            one.attrib["code"],
            one.attrib["name"],
            one.attrib["unit"],
            Term.parse(one.attrib["answerWithin"]),
            _SILENCE[one.attrib["silence"]],
        )
        for one in told
        if one is not None
    )
