"""The route (quy trình nội bộ): ordered steps with role, unit, working time and outcomes, and the checks on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from motcua.core.worktime import Term

StepKind = Literal["receive", "assign", "work", "approve", "decide", "issue", "external", "return"]
KINDS: tuple[StepKind, ...] = ("receive", "assign", "work", "approve", "decide", "issue", "external", "return")
END = "end"
HOURS_PER_DAY = 8
ROLES = ("receiver", "coordinator", "handler", "head", "leader", "clerk", "returner", "cashier")
PLACE = re.compile(r"reception|return|competent(\.\w+)*|province(\.\w+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way out of a step: its code, the words on the button, and the step it leads to (or ``end``)."""

    code: str
    label: str
    to: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """Another unit asked in parallel; ``silence`` says what no answer within the term means (``agree`` or ``none``)."""

    code: str
    name: str
    unit: str
    answer_within: Term
    silence: Literal["agree", "none"] = "none"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route; ``time`` is None where it is not counted ("không tính thời gian").

    ``unit`` is ``reception``, ``return``, ``competent`` (or ``competent.VP``: a department below it) or
    ``province.H37.SKHCN``: a named unit of the province. ``pauses`` is the ground on which the legal clock stands still
    while the dossier is at this step (land: waiting for the tax to be paid).
    """

    code: str
    name: str
    role: str
    unit: str
    kind: StepKind
    time: Term | None
    outcomes: tuple[Outcome, ...]
    decides: bool = False
    consultations: tuple[Consultation, ...] = ()
    result: str = ""
    pauses: str = ""

    def outcome(self, code: str) -> Outcome | None:
        """Return the way out with that code, or None."""
        return next((out for out in self.outcomes if out.code == code), None)


@dataclass(frozen=True, slots=True)
class Route:
    """The ordered steps of one procedure's case, with the act that approved them.

    ``symbol`` is the sign of the quality system's sheet ("QT.VP.07"), ``records`` what is filed afterwards and
    ``kept_for`` for how long, in words.
    """

    code: str
    version: int
    name: str
    source: str
    steps: tuple[Step, ...]
    unverified: bool = False
    symbol: str = ""
    records: tuple[str, ...] = ()
    kept_for: str = ""
    _by_code: dict[str, Step] = field(init=False, repr=False, compare=False, hash=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_code.update({step.code: step for step in self.steps})

    @property
    def first(self) -> Step:
        """Return the step that begins at reception."""
        return self.steps[0]

    def step(self, code: str) -> Step:
        """Return the step with that code; KeyError where the route has none."""
        return self._by_code[code]

    def follows(self, code: str, earlier: str) -> bool:
        """Tell whether step ``code`` stands after step ``earlier`` in the printed order."""
        order = [step.code for step in self.steps]
        return order.index(code) > order.index(earlier)

    def ahead(self, code: str) -> Iterator[Step]:
        """Yield the step and those after it, each by its first outcome that does not go back."""
        step = self.step(code)
        while True:
            yield step
            way = next((out.to for out in step.outcomes if out.to == END or self.follows(out.to, step.code)), END)
            if way == END:
                return
            step = self.step(way)

    def counted(self) -> Fraction:
        """Return the sum of the counted steps on the main way (first outcomes), in working days of 8 hours."""
        total, seen, step = Fraction(0), set[str](), self.first
        while step.code not in seen:
            seen.add(step.code)
            total += in_days(step.time) if step.time else 0
            if not step.outcomes or step.outcomes[0].to == END:
                break
            step = self.step(step.outcomes[0].to)
        return total


def in_days(term: Term) -> Fraction:
    """Return a term's length in days, an hour being an eighth; a same-day term is one day."""
    if term.unit == "same_day":
        return Fraction(1)
    return sum(
        (part.amount / (HOURS_PER_DAY if part.unit == "working_hours" else 1) for part in term.parts), Fraction(0)
    )


def problems(route: Route, limit: Term | None = None) -> list[tuple[str, str]]:
    """Return everything wrong with a route as (step code or "", Vietnamese sentence); an empty list means sound.

    Checked: at least one step; codes unique; roles and units that can exist; every outcome leads to a step or to the
    end; every step can be reached; from every step the end can be reached (it terminates); exactly one step decides
    and no step after it goes back before it; the last step returns the result; counted steps do not exceed the legal
    term.
    """
    if not route.steps:
        return [("", "Quy trình chưa có bước nào: thêm ít nhất bước tiếp nhận và bước trả kết quả.")]
    found = _shape(route)
    if not found:
        found = _reach(route)
    if limit is not None and not found:
        total, allowed = route.counted(), in_days(limit)
        if total > allowed:
            found.append(("", f"Tổng thời gian các bước là {_days(total)} ngày, vượt thời hạn {_days(allowed)} ngày."))
    return found


def _shape(route: Route) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    codes = [step.code for step in route.steps]
    for step in route.steps:
        if codes.count(step.code) > 1:
            found.append((step.code, f"Mã bước {step.code} bị trùng."))
        found.extend((step.code, message) for message in _holder(step))
        if not step.outcomes:
            found.append((step.code, f"Bước {step.code} không có lối ra: thêm kết quả và bước tiếp theo."))
        for out in step.outcomes:
            if out.to != END and out.to not in codes:
                found.append((step.code, f"Bước {step.code}, kết quả «{out.label}» dẫn tới bước {out.to} không có."))
    deciding = [step.code for step in route.steps if step.decides]
    if len(deciding) != 1:
        found.append(("", f"Phải có đúng một bước ra quyết định, quy trình này có {len(deciding)}."))
    if route.steps[-1].kind != "return":
        found.append((route.steps[-1].code, "Bước cuối phải là trả kết quả."))
    return found


def _holder(step: Step) -> list[str]:
    """Return why nobody could ever hold the step or answer its consultations: a dossier would stay there for good."""
    said = []
    if step.role not in ROLES:
        said.append(f"Bước {step.code}: không có vai trò «{step.role}»; chọn một trong: {', '.join(ROLES)}.")
    for unit in (step.unit, *(asked.unit for asked in step.consultations)):
        if not PLACE.fullmatch(unit):
            said.append(
                f"Bước {step.code}: không hiểu đơn vị «{unit}»; ghi reception, return, competent, competent.<bộ phận> "
                "hoặc province.<mã đơn vị>."
            )
    return said


def _reach(route: Route) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    ways = {step.code: {out.to for out in step.outcomes} for step in route.steps}
    forward = _closure({route.first.code}, ways)
    backward: dict[str, set[str]] = {}
    for source, targets in ways.items():
        for target in targets:
            backward.setdefault(target, set()).add(source)
    ending = _closure({END}, backward)
    decided = next(step.code for step in route.steps if step.decides)
    for step in route.steps:
        if step.code not in forward:
            found.append((step.code, f"Không có đường nào dẫn tới bước {step.code}."))
        if step.code not in ending:
            found.append((step.code, f"Từ bước {step.code} không đi tới được kết thúc."))
        if route.follows(step.code, decided):
            found.extend(
                (step.code, f"Bước {step.code} đứng sau quyết định nên không được trả lại bước {out.to}.")
                for out in step.outcomes
                if out.to != END and not route.follows(out.to, decided)
            )
    return found


def _closure(start: set[str], ways: dict[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        for target in ways.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def _days(amount: Fraction) -> str:
    return f"{float(amount):g}".replace(".", ",")
