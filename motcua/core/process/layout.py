"""Where everything of a route stands on paper: lanes by who works, one column a step, right-angled lines.

Each column holds one step, so an upright line at a gateway meets no task of another lane; lines that skip or go back
run in strips of their own above or below the tasks of the lane they lead to. All lengths are whole pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from motcua.core.process.drawing import LINE, Drawing, Flow, Lane, Node, Note, Point, Words, words_at, wrapped
from motcua.core.process.route import END, Consultation, Outcome, Route, Step
from motcua.core.process.table import NOT_COUNTED

Label = Callable[[str, str], str]

POOL, BAND = 30, 30
TASK, SLOT, EVENT, GATEWAY = (160, 100), 220, 36, 50
OPINION = (140, 84)
GAP, WAY_GAP, FIRST = 60, 110, 40
NOTE = (110, 26)
STRIP = 14
ABOVE, BELOW, BELOW_OPINION = 46, 26, 100
LOWEST_LANE = 176
INSET = 16


def plain(unit: str, role: str) -> str:
    """Name a lane by the codes themselves."""
    return f"{unit} {role}".strip()


def lay_out(route: Route, label: Label = plain) -> Drawing:
    """Return the drawing of a route whose outcomes all lead to a step or the end.

    ``label`` names the lane of a unit and role; the role is "" for a unit that is asked for its opinion.
    """
    return _Layout(route, label).drawing()


@dataclass(slots=True)
class _Column:
    """One step's place: where it begins and how wide its task is."""

    x: int
    task: int
    gateway: bool


@dataclass(slots=True)
class _Strip:
    """How many lines run above and below the tasks of one lane."""

    above: int = 0
    below: int = 0
    hosts: bool = False
    opinions: bool = False


Ways = tuple[tuple[int, Outcome], ...]


def ways(step: Step) -> dict[str, Ways]:
    """Return a step's outcomes with their numbers, by the step that they lead to."""
    found: dict[str, Ways] = {}
    for number, outcome in enumerate(step.outcomes):
        found[outcome.to] = (*found.get(outcome.to, ()), (number, outcome))
    return found


@dataclass(slots=True)
class _Layout:
    """One layout in the making."""

    route: Route
    label: Label
    lanes: list[tuple[str, str]] = field(default_factory=list)
    strips: list[_Strip] = field(default_factory=list)
    columns: list[_Column] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    used: dict[tuple[str, str], int] = field(default_factory=dict)

    def drawing(self) -> Drawing:
        """Lay everything out, from lanes to lines."""
        self._name_lanes()
        self._place_columns()
        self._count_strips()
        self._place_lanes()
        for n, step in enumerate(self.route.steps):
            self._place_step(n, step)
        self._place_ends()
        for n, step in enumerate(self.route.steps):
            self._draw_ways(n, step)
        width = self.nodes["End"].right + 60
        return Drawing(
            title=self.route.name,
            width=width,
            height=self.tops[-1] + self.heights[-1],
            lanes=tuple(
                Lane(f"Lane_{n + 1}", self.label(*lane), self.tops[n], self.heights[n], width - POOL)
                for n, lane in enumerate(self.lanes)
            ),
            nodes=tuple(self.nodes.values()),
            flows=tuple(self.flows),
            notes=tuple(_note(n, self.nodes[f"Step_{n}"], step) for n, step in enumerate(self.route.steps)),
        )

    def _name_lanes(self) -> None:
        """Give each pair of unit and role a lane in the order of appearance; those who are asked come below."""
        asked = [(one.unit, "") for step in self.route.steps for one in step.consultations]
        for lane in [*((step.unit, step.role) for step in self.route.steps), *asked]:
            if lane not in self.lanes:
                self.lanes.append(lane)
        self.strips = [_Strip() for _ in self.lanes]

    def _place_columns(self) -> None:
        x = POOL + BAND + FIRST + EVENT + GAP
        for step in self.route.steps:
            asked = len(step.consultations)
            task = TASK[0] if asked < 2 else (asked - 1) * SLOT + TASK[0]
            gateway = len(ways(step)) > 1
            self.columns.append(_Column(x, task, gateway))
            slots = max(task, (asked - 1) * SLOT + OPINION[0] + EVENT + 40) if asked else task
            x += max(task + (40 + GATEWAY + WAY_GAP if gateway else GAP), slots + 20)

    def _lane(self, step: Step) -> int:
        return self.lanes.index((step.unit, step.role))

    def _adjacent(self, n: int, group: int, to: str) -> bool:
        """Tell whether a line is the plain one: the first way out, to the step of the next column."""
        below = self.route.steps[n + 1].code if n + 1 < len(self.route.steps) else END
        return group == 0 and to == below

    def _target_lane(self, to: str) -> int:
        return self._lane(self.route.steps[-1] if to == END else self.route.step(to))

    def _forward(self, n: int, to: str) -> bool:
        return to == END or self._index(to) > n

    def _index(self, code: str) -> int:
        return [step.code for step in self.route.steps].index(code)

    def _count_strips(self) -> None:
        for n, step in enumerate(self.route.steps):
            if step.consultations:
                self.strips[self._lane(step)].hosts = True
            for asked in step.consultations:
                self.strips[self.lanes.index((asked.unit, ""))].opinions = True
            for group, to in enumerate(ways(step)):
                if self._adjacent(n, group, to):
                    continue
                strip = self.strips[self._target_lane(to)]
                if self._forward(n, to):
                    strip.above += 1
                else:
                    strip.below += 1

    def _place_lanes(self) -> None:
        top = 0
        for strip in self.strips:
            above = ABOVE + STRIP * strip.above
            below = BELOW + STRIP * strip.below + (EVENT if strip.hosts else 0)
            below = max(below, BELOW_OPINION if strip.opinions else 0)
            height = max(LOWEST_LANE, above + TASK[1] + below)
            self.tops.append(top)
            self.heights.append(height)
            top += height

    def _middle(self, lane: int) -> int:
        return self.tops[lane] + ABOVE + STRIP * self.strips[lane].above + TASK[1] // 2

    def _put(self, node: Node) -> Node:
        node = replace(node, words=_words(node))
        self.nodes[node.id] = node
        return node

    def _place_step(self, n: int, step: Step) -> None:
        column, lane = self.columns[n], self._lane(step)
        middle = self._middle(lane)
        task = self._put(
            Node(
                f"Step_{n}",
                "task",
                f"{step.code}. {step.name}",
                lane,
                column.x,
                middle - TASK[1] // 2,
                column.task,
                TASK[1],
                step,
            )
        )
        if column.gateway:
            x = task.right + 40
            label = f"Kết quả {step.code}?"
            self._put(Node(f"Ways_{n}", "gateway", label, lane, x, middle - GATEWAY // 2, GATEWAY, GATEWAY, step))
        for m, asked in enumerate(step.consultations):
            self._place_opinion(n, m, task, asked)

    def _place_opinion(self, n: int, m: int, task: Node, asked: Consultation) -> None:
        """Put the question on the edge of the task, and the answer, its last day and its end into the other's lane."""
        lane = self.lanes.index((asked.unit, ""))
        width, height = OPINION
        x, y = task.x + m * SLOT + 15, self._middle(lane) - height // 2
        name, half = f"{n}_{m}", EVENT // 2
        x_ask = x + width // 2 - half
        ask = Node(f"Ask_{name}", "ask", "Lấy ý kiến", task.lane, x_ask, task.bottom - half, EVENT, EVENT, host=task.id)
        opinion = Node(f"Opinion_{name}", "opinion", asked.name, lane, x, y, width, height, None, asked)
        right, low = x + width + 12, y + height + 44
        end = Node(f"Answered_{name}", "answered", "Đã trả lời", lane, right, y + height // 2 - half, EVENT, EVENT)
        words = "Hết hạn: coi như đồng ý" if asked.silence == "agree" else "Hết hạn: không có ý kiến"
        lapsed = Node(f"Lapsed_{name}", "answered", words, lane, right, low - half, EVENT, EVENT)
        x_late = x + width - EVENT - 20
        term = asked.answer_within.vi()
        late = Node(
            f"Silence_{name}", "silence", term, lane, x_late, y + height - half, EVENT, EVENT, None, asked, opinion.id
        )
        for node in (ask, opinion, end, lapsed, late):
            self._put(node)
        (ax, _), (_, ey), (lx, _) = ask.middle, end.middle, late.middle
        self._line(f"Asked_{name}", ask, opinion, [(ax, ask.bottom), (ax, y)])
        self._line(f"Answer_{name}", opinion, end, [(x + width, ey), (end.x, ey)])
        self._line(f"Late_{name}", late, lapsed, [(lx, late.bottom), (lx, low), (right, low)])

    def _place_ends(self) -> None:
        first, last = self._lane(self.route.first), self._lane(self.route.steps[-1])
        x = POOL + BAND + FIRST
        half = EVENT // 2
        start = self._put(Node("Start", "start", "Nộp hồ sơ", first, x, self._middle(first) - half, EVENT, EVENT))
        column = self.columns[-1]
        x = column.x + column.task + (40 + GATEWAY + WAY_GAP if column.gateway else GAP)
        self._put(Node("End", "end", "Kết thúc", last, x, self._middle(last) - half, EVENT, EVENT))
        task = self.nodes["Step_0"]
        self._line("Begin", start, task, [(start.right, start.middle[1]), (task.x, task.middle[1])])

    def _line(
        self,
        key: str,
        source: Node,
        target: Node,
        points: list[Point],
        words: Words | None = None,
        label: str = "",
        outcomes: Ways = (),
    ) -> None:
        self.flows.append(Flow(key, source.id, target.id, label, tuple(points), words, outcomes))

    def _draw_ways(self, n: int, step: Step) -> None:
        task = self.nodes[f"Step_{n}"]
        source = self.nodes.get(f"Ways_{n}", task)
        if source is not task:
            self._line(f"Done_{n}", task, source, [(task.right, task.middle[1]), (source.x, source.middle[1])])
        for group, (to, outcomes) in enumerate(ways(step).items()):
            target = self.nodes["End" if to == END else f"Step_{self._index(to)}"]
            key = f"Way_{n}_{group}"
            # The only way out of a step needs no words: its task says what is done.
            label = " / ".join(outcome.label for _, outcome in outcomes) if source is not task else ""
            if self._adjacent(n, group, to):
                points = _straight(source, target)
                place = words_at(label, source.right + 4, source.middle[1] - 2, WAY_GAP - 16, above=True)
            else:
                points = self._around(n, source, target, self._forward(n, to))
                place = words_at(label, points[1][0] + 6, (points[0][1] + points[1][1]) // 2 - LINE // 2, SLOT)
            self._line(key, source, target, points, place if label else None, label, outcomes)

    def _around(self, n: int, source: Node, target: Node, forward: bool) -> list[Point]:
        """Return a line through the strip of the target's lane: above its tasks forward, below them back."""
        side = "above" if forward else "below"
        lane = target.lane
        strip = self._take((side, str(lane)))
        middle = self._middle(lane)
        if forward:
            y = middle - TASK[1] // 2 - NOTE[1] - 12 - STRIP * strip
        else:
            y = middle + TASK[1] // 2 + 14 + (EVENT // 2 if self.strips[lane].hosts else 0) + STRIP * strip
        start = self._exit(source, down=y > source.middle[1])
        arrivals = self._take((side, target.id))
        x = target.middle[0] if target.kind == "end" else target.right - 18 - 10 * min(arrivals, 4)
        end = target.y if forward else target.bottom
        return [*start, (start[-1][0], y), (x, y), (x, end)]

    def _exit(self, source: Node, *, down: bool) -> list[Point]:
        """Return where an upright line leaves a figure; several leave a gateway side by side."""
        x, y = source.middle
        if source.kind != "gateway":
            return [(source.right, y), (source.right + 15, y)]
        beside = (0, 10, -10, 18, -18)[min(self._take(("down" if down else "up", source.id)), 4)]
        reach = GATEWAY // 2 - abs(beside)
        return [(x + beside, y + reach if down else y - reach)]

    def _take(self, place: tuple[str, str]) -> int:
        number = self.used.get(place, 0)
        self.used[place] = number + 1
        return number


def _straight(source: Node, target: Node) -> list[Point]:
    (_, y), (_, to) = source.middle, target.middle
    if y == to:
        return [(source.right, y), (target.x, to)]
    x = target.x - 25
    return [(source.right, y), (x, y), (x, to), (target.x, to)]


def _note(n: int, task: Node, step: Step) -> Note:
    words = NOT_COUNTED if step.time is None else step.time.vi()
    text = f"{words}, dừng đồng hồ" if step.pauses else words
    width, height = NOTE
    x, y = task.x, task.y - height - 8
    return Note(f"Time_{n}", text, task.id, x, y, width, height, ((x + 20, y + height), (x + 20, task.y)))


def _words(node: Node) -> Words:
    """Return where a figure's label stands: inside a task, beside a gateway, below an event."""
    middle = node.middle[0]
    if node.kind in {"task", "opinion"}:
        most = (node.height - 12) // LINE
        lines = wrapped(node.label, node.width - INSET)
        if len(lines) > most:
            lines = (*lines[: most - 1], f"{lines[most - 1][:-1]}…")
        height = LINE * len(lines)
        return Words(node.x + INSET // 2, node.middle[1] - height // 2, node.width - INSET, height, lines)
    if node.kind == "gateway":
        return words_at(node.label, middle + 28, node.middle[1] + 6, WAY_GAP)
    if node.kind in {"ask", "silence"}:
        return words_at(node.label, middle + 6, node.bottom - 4, WAY_GAP)
    words = words_at(node.label, 0, node.bottom + 2, 30 * LINE if node.kind != "answered" else 100)
    return replace(words, x=middle - words.width // 2)
