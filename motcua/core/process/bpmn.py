"""A route as BPMN 2.0: lanes, tasks, gateways, opinions asked beside a task, remarks of time, and the drawing of it.

What BPMN has no word for (role, unit, term, codes) stands in extension elements of our own namespace, so that the
file gives back the same route (:mod:`motcua.core.process.bpmn_reading`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from motcua.core.process.drawing import Drawing, Flow, Node, Words
from motcua.core.process.layout import POOL, Label, lay_out, plain
from motcua.core.process.route import Route, Step

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
OURS = "urn:motcua:route:1"
_TAGS = {
    "start": "startEvent",
    "end": "endEvent",
    "answered": "endEvent",
    "gateway": "exclusiveGateway",
    "opinion": "userTask",
    "ask": "boundaryEvent",
    "silence": "boundaryEvent",
}
_TASKS = {"receive": "userTask", "external": "receiveTask", "issue": "manualTask", "return": "manualTask"}


def write(route: Route, label: Label = plain) -> str:
    """Return the BPMN 2.0 XML of a sound route; ``label`` names the lane of a unit and role."""
    drawing = lay_out(route, label)
    writer = _Writer()
    spaces = {"bpmn": BPMN, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": LINES, "motcua": OURS}
    names = {f"xmlns:{prefix}": uri for prefix, uri in spaces.items()}
    with writer.tag("bpmn:definitions", id="Definitions", targetNamespace=OURS, exporter="Motcua", **names):
        with writer.tag("bpmn:collaboration", id="Collaboration"):
            writer.one("bpmn:participant", id="Pool", name=route.name or route.code, processRef="Process")
        with writer.tag("bpmn:process", id="Process", name=route.name or route.code, isExecutable="false"):
            _process(writer, route, drawing)
        with (
            writer.tag("bpmndi:BPMNDiagram", id="Diagram"),
            writer.tag("bpmndi:BPMNPlane", id="Plane", bpmnElement="Collaboration"),
        ):
            _plane(writer, drawing)
    return writer.text()


@dataclass(slots=True)
class _Writer:
    """Writes indented XML with escaped text."""

    lines: list[str] = field(default_factory=lambda: ['<?xml version="1.0" encoding="UTF-8"?>'])
    depth: int = 0

    def tag(self, name: str, /, **attributes: str) -> _Tag:
        """Open an element that is closed at the end of the block."""
        return _Tag(self, name, attributes)

    def one(self, name: str, words: str = "", /, **attributes: str) -> None:
        """Write an element with text or nothing in it."""
        inside = f">{escape(clean(words))}</{name}>" if words else "/>"
        self.line(f"<{name}{_written(attributes)}{inside}")

    def line(self, text: str) -> None:
        """Write one line at the present depth."""
        self.lines.append("  " * self.depth + text)

    def text(self) -> str:
        """Return all that was written."""
        return "\n".join(self.lines) + "\n"


@dataclass(slots=True)
class _Tag:
    """One open element."""

    writer: _Writer
    name: str
    attributes: dict[str, str]

    def __enter__(self) -> None:
        self.writer.line(f"<{self.name}{_written(self.attributes)}>")
        self.writer.depth += 1

    def __exit__(self, *failed: object) -> None:
        self.writer.depth -= 1
        self.writer.line(f"</{self.name}>")


def _written(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(clean(value), _BREAKS)}" for name, value in attributes.items())


_BREAKS = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def clean(text: str) -> str:
    """Return the text without the characters that XML 1.0 cannot hold."""
    return "".join(
        c for c in text if c in "\n\t\r" or (c >= "\x20" and not "\ud800" <= c <= "\udfff" and c not in "￾￿")
    )


def _process(writer: _Writer, route: Route, drawing: Drawing) -> None:
    with writer.tag("bpmn:extensionElements"):
        writer.one(
            "motcua:route",
            code=route.code,
            version=str(route.version),
            name=route.name,
            source=route.source,
            symbol=route.symbol,
            keptFor=route.kept_for,
            unverified=_flag(route.unverified),
        )
        for record in route.records:
            writer.one("motcua:record", record)
    with writer.tag("bpmn:laneSet", id="Lanes"):
        for n, lane in enumerate(drawing.lanes):
            with writer.tag("bpmn:lane", id=lane.id, name=lane.label):
                for node in drawing.nodes:
                    if node.lane == n:
                        writer.one("bpmn:flowNodeRef", node.id)
    for node in drawing.nodes:
        _node(writer, drawing, node)
    for flow in drawing.flows:
        _flow(writer, flow)
    for note in drawing.notes:
        with writer.tag("bpmn:textAnnotation", id=note.id):
            writer.one("bpmn:text", note.text)
        writer.one("bpmn:association", id=f"{note.id}_of", sourceRef=note.node, targetRef=note.id)


def _node(writer: _Writer, drawing: Drawing, node: Node) -> None:
    tag = _TAGS.get(node.kind) or _TASKS.get(node.step.kind if node.step else "", "userTask")
    named = {"id": node.id, "name": node.label}
    if node.kind == "ask":
        named |= {"cancelActivity": "false", "attachedToRef": node.host}
    elif node.kind == "silence":
        named["attachedToRef"] = node.host
    with writer.tag(f"bpmn:{tag}", **named):
        if node.kind == "task" and node.step is not None:
            _step(writer, node.step)
        elif node.kind == "opinion":
            _opinion(writer, node)
        for kind, flows in (
            ("incoming", [f for f in drawing.flows if f.target == node.id]),
            ("outgoing", [f for f in drawing.flows if f.source == node.id]),
        ):
            for flow in flows:
                writer.one(f"bpmn:{kind}", flow.id)
        if node.kind == "ask":
            writer.one("bpmn:escalationEventDefinition", id=f"{node.id}_raised")
        elif node.kind == "silence":
            with writer.tag("bpmn:timerEventDefinition", id=f"{node.id}_clock"):
                # ISO 8601 knows no working days: the term stands in words, the engine is Motcua's own clock.
                writer.one("bpmn:timeDuration", node.label)


def _step(writer: _Writer, step: Step) -> None:
    if step.result:
        writer.one("bpmn:documentation", f"Kết quả: {step.result}")
    with writer.tag("bpmn:extensionElements"):
        writer.one(
            "motcua:step",
            code=step.code,
            name=step.name,
            role=step.role,
            unit=step.unit,
            kind=step.kind,
            time="" if step.time is None else str(step.time),
            decides=_flag(step.decides),
            result=step.result,
            pauses=step.pauses,
        )


def _opinion(writer: _Writer, node: Node) -> None:
    asked = node.consultation
    assert asked is not None
    with writer.tag("bpmn:extensionElements"):
        writer.one(
            "motcua:consultation",
            code=asked.code,
            name=asked.name,
            unit=asked.unit,
            answerWithin=str(asked.answer_within),
            silence=asked.silence,
        )


def _flow(writer: _Writer, flow: Flow) -> None:
    attributes = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
    if flow.label:
        attributes["name"] = flow.label
    if not flow.outcomes:
        writer.one("bpmn:sequenceFlow", **attributes)
        return
    with writer.tag("bpmn:sequenceFlow", **attributes), writer.tag("bpmn:extensionElements"):
        for number, outcome in flow.outcomes:
            writer.one("motcua:outcome", code=outcome.code, label=outcome.label, number=str(number))


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _plane(writer: _Writer, drawing: Drawing) -> None:
    _shape(writer, "Pool", (0, 0, drawing.width, drawing.height), isHorizontal="true")
    for lane in drawing.lanes:
        _shape(writer, lane.id, (POOL, lane.y, drawing.width - POOL, lane.height), isHorizontal="true")
    for node in drawing.nodes:
        beside = _beside(node)
        extra = {"isMarkerVisible": "true"} if node.kind == "gateway" else {}
        _shape(writer, node.id, (node.x, node.y, node.width, node.height), beside, **extra)
    for note in drawing.notes:
        _shape(writer, note.id, (note.x, note.y, note.width, note.height))
        _edge(writer, f"{note.id}_of", note.points)
    for flow in drawing.flows:
        _edge(writer, flow.id, flow.points, _box(flow.words))


Box = tuple[int, int, int, int]


def _beside(node: Node) -> Box | None:
    """Return where the words of a figure stand that has no room for them inside."""
    return None if node.kind in {"task", "opinion"} else _box(node.words)


def _box(words: Words | None) -> Box | None:
    return None if words is None else (words.x, words.y, words.width, words.height)


def _shape(writer: _Writer, key: str, box: Box, label: Box | None = None, **attributes: str) -> None:
    with writer.tag("bpmndi:BPMNShape", id=f"{key}_di", bpmnElement=key, **attributes):
        _bounds(writer, box)
        if label is not None:
            with writer.tag("bpmndi:BPMNLabel"):
                _bounds(writer, label)


def _edge(writer: _Writer, key: str, points: Iterable[tuple[int, int]], label: Box | None = None) -> None:
    with writer.tag("bpmndi:BPMNEdge", id=f"{key}_di", bpmnElement=key):
        for x, y in points:
            writer.one("di:waypoint", x=str(x), y=str(y))
        if label is not None:
            with writer.tag("bpmndi:BPMNLabel"):
                _bounds(writer, label)


def _bounds(writer: _Writer, box: Box) -> None:
    x, y, width, height = map(str, box)
    writer.one("dc:Bounds", x=x, y=y, width=width, height=height)
