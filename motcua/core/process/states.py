"""The states of a dossier's life cycle and the one table of transitions (house.md section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands in law; the same few states for every procedure."""

    NEW = "new"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    WITH_APPLICANT = "with_applicant"
    SUSPENDED = "suspended"
    DECIDED = "decided"
    RETURNED = "returned"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"

    @property
    def vi(self) -> str:
        """Return the state's name as an official says it."""
        return WORDS[self]


WORDS = {
    State.NEW: "chưa nộp",
    State.SUBMITTED: "đã nộp, chờ tiếp nhận",
    State.RECEIVED: "đã tiếp nhận",
    State.IN_PROGRESS: "đang giải quyết",
    State.WITH_APPLICANT: "chờ bổ sung hồ sơ",
    State.SUSPENDED: "tạm dừng tính thời hạn",
    State.DECIDED: "đã có quyết định",
    State.RETURNED: "đã trả kết quả",
    State.REFUSED: "bị từ chối",
    State.STOPPED: "đã dừng theo yêu cầu",
    State.WITHDRAWN: "đã rút",
    State.ANNULLED: "đã hủy tiếp nhận",
}

CLOSED = frozenset({State.RETURNED, State.REFUSED, State.STOPPED, State.WITHDRAWN, State.ANNULLED})
WORKING = frozenset({State.RECEIVED, State.IN_PROGRESS})
UNDECIDED = frozenset({State.RECEIVED, State.IN_PROGRESS, State.WITH_APPLICANT, State.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: from these states this verb writes this event and leads there.

    ``target`` is None where the state stays, or where the event itself says which (an answered supplement).
    ``name`` and ``who`` are the Vietnamese words of the refusal: what cannot be done, and who may do it.
    """

    verb: str
    event: str
    sources: frozenset[State]
    target: State | None
    name: str
    who: str


def _rows() -> tuple[Transition, ...]:
    s, only = State, frozenset
    handler, counter, applicant = "người đang giữ bước hiện tại", "công chức tiếp nhận tại bộ phận một cửa", "người nộp"
    leader = "người có thẩm quyền quyết định"
    return (
        Transition("submit", "dossier.submitted", only({s.NEW}), s.SUBMITTED, "nộp hồ sơ", applicant),
        Transition("receive", "dossier.received", only({s.NEW, s.SUBMITTED}), s.RECEIVED, "tiếp nhận", counter),
        Transition(
            "ask_supplement",
            "dossier.supplement_asked",
            only({s.SUBMITTED, *WORKING}),
            s.WITH_APPLICANT,
            "yêu cầu bổ sung",
            f"{counter} hoặc {handler}",
        ),
        Transition(
            "answer_supplement",
            "dossier.supplement_answered",
            only({s.WITH_APPLICANT}),
            None,
            "bổ sung hồ sơ",
            applicant,
        ),
        Transition(
            "refuse", "dossier.refused", only({s.SUBMITTED, *UNDECIDED}), s.REFUSED, "từ chối tiếp nhận", counter
        ),
        Transition("claim", "dossier.claimed", WORKING | {s.DECIDED}, None, "nhận việc", handler),
        Transition("route", "dossier.routed", WORKING | {s.SUSPENDED, s.DECIDED}, None, "chuyển bước", handler),
        Transition("consult", "dossier.consultation_asked", WORKING, s.IN_PROGRESS, "lấy ý kiến", handler),
        Transition(
            "answer_consultation",
            "dossier.consultation_answered",
            UNDECIDED,
            None,
            "trả lời ý kiến",
            "đơn vị được lấy ý kiến",
        ),
        Transition("suspend", "dossier.suspended", WORKING, s.SUSPENDED, "tạm dừng tính thời hạn", handler),
        Transition("resume", "dossier.resumed", only({s.SUSPENDED}), s.IN_PROGRESS, "tính tiếp thời hạn", handler),
        Transition("verify", "dossier.verification_added", WORKING, s.IN_PROGRESS, "thêm thời gian xác minh", handler),
        Transition("extend", "dossier.extended", WORKING, None, "xin lỗi và gia hạn", "thủ trưởng cơ quan giải quyết"),
        Transition("decide", "dossier.decided", WORKING, s.DECIDED, "quyết định", leader),
        Transition("return", "dossier.returned", only({s.DECIDED}), s.RETURNED, "trả kết quả", counter),
        Transition("stop", "dossier.stopped", UNDECIDED, s.STOPPED, "dừng giải quyết theo yêu cầu", applicant),
        Transition(
            "withdraw", "dossier.withdrawn", only({s.SUBMITTED}), s.WITHDRAWN, "rút hồ sơ chưa tiếp nhận", applicant
        ),
        Transition("annul", "dossier.annulled", only({s.RECEIVED}), s.ANNULLED, "hủy tiếp nhận nhầm", counter),
        Transition(
            "pay", "dossier.paid", UNDECIDED | {s.SUBMITTED, s.DECIDED}, None, "ghi nhận tiền nộp", "người thu phí"
        ),
        Transition("rate", "dossier.rated", only({s.RETURNED, s.REFUSED}), None, "đánh giá", applicant),
        Transition("move_due", "dossier.due_changed", UNDECIDED, None, "tính lại ngày hẹn", "hệ thống"),
    )


TABLE: dict[str, Transition] = {row.verb: row for row in _rows()}


def allowed(state: State) -> tuple[Transition, ...]:
    """Return every transition that the law allows from a state, in the order of the table."""
    return tuple(row for row in TABLE.values() if state in row.sources)
