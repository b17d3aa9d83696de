"""Turns what happened to a clock into stretches: a start, the term that runs from it, and the pauses in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.worktime.calendar import Calendar
from motcua.core.worktime.events import ClockEvent
from motcua.core.worktime.facts import Moment
from motcua.core.worktime.receipt import moved_receipt
from motcua.core.worktime.rules import RuleSet
from motcua.core.worktime.term import Term
from motcua.core.worktime.trace import Line


@dataclass(slots=True)
class Pause:
    """The clock stands from ``start`` until ``end`` (not included; ``None``: still)."""

    start: int
    end: int | None
    event: ClockEvent
    resumed: ClockEvent | None = None


@dataclass(slots=True)
class Addition:
    """Time that an extension or the law adds, known from ``second`` on."""

    second: int
    term: Term
    event: ClockEvent


@dataclass(slots=True)
class Stretch:
    """One run of a term: from the receipt, from a restart, or from the end of a financial obligation."""

    start: int
    term: Term
    why: str = "received"  # received, restarted, financial_obligation
    moved: Line | None = None
    event: ClockEvent | None = None
    pauses: list[Pause] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)

    @property
    def standing(self) -> Pause | None:
        """The pause that hasn't ended, if there is one."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].end is None else None


class Planner:
    """Reads events in their order and refuses those that can't have happened."""

    def __init__(self, calendar: Calendar, rules: RuleSet, term: Term, received: int) -> None:
        start, moved = moved_receipt(calendar, rules, received)
        self.calendar, self.rules, self.term = calendar, rules, term
        self.received = received
        self.stretches = [Stretch(start, term, moved=moved)]
        self.extended = 0

    def read(self, events: Sequence[ClockEvent]) -> list[Stretch]:
        """Return the stretches; raises :class:`Refused` for impossible events."""
        last = self.received
        for event in events:
            second = self.calendar.second(event.at)
            if second < self.received:
                raise Refused(
                    "event_before_receipt",
                    Phrase("Sự kiện lúc {at} có trước lúc nhận hồ sơ.", at=Moment.of(event.at)),
                    "Kiểm tra lại thời điểm.",
                )
            if second < last:
                raise Refused(
                    "events_out_of_order", "Các sự kiện chưa theo thứ tự thời gian.", "Sắp xếp lại theo thời điểm."
                )
            last = second
            getattr(self, f"_{event.kind}")(event, second)
        return self.stretches

    def _paused(self, event: ClockEvent, second: int) -> None:
        here = self.stretches[-1]
        if here.standing is not None:
            raise Refused("already_paused", "Thời hạn đang tạm dừng rồi.", "Ghi lúc tiếp tục trước khi dừng lần nữa.")
        here.pauses.append(Pause(max(second, here.start), None, event))

    def _resumed(self, event: ClockEvent, second: int) -> None:
        here = self.stretches[-1]
        pause = here.standing
        if pause is None:
            raise Refused("not_paused", "Thời hạn không tạm dừng nên không thể tiếp tục.", "Kiểm tra lại sự kiện.")
        ground = pause.event.ground
        second_part = here.term.then
        if (
            ground == "financial_obligation"
            and second_part is not None
            and self.rules.after_financial_obligation == "second_part"
        ):
            # The first part ends with the pause, however much of it was left; the second has its own length.
            self.stretches.append(Stretch(max(second, here.start), second_part, "financial_obligation", event=event))
            return
        if ground == "supplement" and self.rules.after_supplement == "restart":
            self._restarted(event, second)
            return
        pause.end, pause.resumed = max(second, here.start), event

    def _restarted(self, event: ClockEvent, second: int) -> None:
        start, moved = second, None
        if self.rules.restart_receipt == "moved":
            start, moved = moved_receipt(self.calendar, self.rules, second)
        # What the law adds stays with the case; an extension moved one appointment and is spent.
        kept = [a for s in self.stretches for a in s.additions if a.event.kind == "verification"]
        self.stretches.append(Stretch(start, self.term, "restarted", moved, event, additions=kept))

    def _extended(self, event: ClockEvent, second: int) -> None:
        if self.extended >= self.rules.extensions:
            raise Refused(
                "extended_already",
                Phrase(
                    "Hồ sơ đã được gia hạn {times} lần; chỉ được gia hạn tối đa {most} lần.",
                    times=self.extended,
                    most=self.rules.extensions,
                ),
                "Giải quyết theo ngày đã hẹn lại.",
            )
        self.extended += 1
        self._add(event, second, _term_of(event))

    def _verification(self, event: ClockEvent, second: int) -> None:
        term = _term_of(event)
        cap = self.rules.verification_cap
        if cap is not None and cap.unit == term.unit:
            so_far = sum((t.amount for t in self._whole_term() if t.unit == cap.unit), Fraction(0))
            left = cap.amount - so_far
            if left <= 0:
                return
            term = Term(min(term.amount, left), term.unit)
        self._add(event, second, term)

    def _whole_term(self) -> Iterable[Term]:
        yield from self.term.parts
        for addition in self.stretches[-1].additions:
            if addition.event.kind == "verification":
                yield addition.term

    def _add(self, event: ClockEvent, second: int, term: Term) -> None:
        self.stretches[-1].additions.append(Addition(second, term, event))


def _term_of(event: ClockEvent) -> Term:
    if event.term is None or event.term.unit == "same_day":
        raise Refused("bad_term", "Phải nêu số ngày hoặc số giờ thêm.", "Ghi ví dụ: 2 ngày làm việc.")
    return event.term


def merged(terms: Iterable[Term]) -> list[Term]:
    """Add up neighbouring parts of the same unit: 4,5 + 3 ngày làm việc run as 7,5."""
    parts: list[Term] = []
    for term in terms:
        for part in term.parts:
            if parts and parts[-1].unit == part.unit:
                parts[-1] = Term(parts[-1].amount + part.amount, part.unit)
            else:
                parts.append(part)
    return parts
