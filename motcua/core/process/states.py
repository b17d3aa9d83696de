"""The states of a dossier's life cycle and the one table of transitions (house.md section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.core.phrase import marked


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
    ``name`` and ``who`` are the Vietnamese words of the refusal: what cannot be done, and who may do it; the catalogue
    has them under the contexts ``verb`` and ``who``.
    """

    verb: str
    event: str
    sources: frozenset[State]
    target: State | None
    name: str
    who: str


_HANDLER = marked("người đang giữ bước hiện tại", "who")
_COUNTER = marked("công chức tiếp nhận tại bộ phận một cửa", "who")
_COUNTER_OR_HANDLER = marked("công chức tiếp nhận tại bộ phận một cửa hoặc người đang giữ bước hiện tại", "who")
_APPLICANT = marked("người nộp", "who")
_LEADER = marked("người có thẩm quyền quyết định", "who")
_HEAD = marked("thủ trưởng cơ quan giải quyết", "who")
_ASKED = marked("đơn vị được lấy ý kiến", "who")
_CASHIER = marked("người thu phí", "who")
_IN_CHARGE = marked("người phụ trách đơn vị giải quyết", "who")
_SENDER = marked("người vừa chuyển bước", "who")
_CHECKED = UNDECIDED | {State.SUBMITTED}


def _only(*states: State) -> frozenset[State]:
    return frozenset(states)


# verb, sources, target, what it is called, who may do it; EVENTS names what it writes
_ROWS: tuple[tuple[str, frozenset[State], State | None, str, str], ...] = (
    ("submit", _only(State.NEW), State.SUBMITTED, marked("nộp hồ sơ", "verb"), _APPLICANT),
    ("receive", _only(State.NEW, State.SUBMITTED), State.RECEIVED, marked("tiếp nhận", "verb"), _COUNTER),
    (
        "ask_supplement",
        WORKING | {State.SUBMITTED},
        State.WITH_APPLICANT,
        marked("yêu cầu bổ sung", "verb"),
        _COUNTER_OR_HANDLER,
    ),
    ("answer_supplement", _only(State.WITH_APPLICANT), None, marked("bổ sung hồ sơ", "verb"), _APPLICANT),
    ("refuse", _CHECKED, State.REFUSED, marked("từ chối tiếp nhận", "verb"), _COUNTER),
    ("claim", WORKING | {State.DECIDED}, None, marked("nhận việc", "verb"), _HANDLER),
    ("route", WORKING | {State.SUSPENDED, State.DECIDED}, None, marked("chuyển bước", "verb"), _HANDLER),
    ("consult", WORKING, State.IN_PROGRESS, marked("lấy ý kiến", "verb"), _HANDLER),
    ("answer_consultation", UNDECIDED, None, marked("trả lời ý kiến", "verb"), _ASKED),
    ("suspend", WORKING, State.SUSPENDED, marked("tạm dừng tính thời hạn", "verb"), _HANDLER),
    ("resume", _only(State.SUSPENDED), State.IN_PROGRESS, marked("tính tiếp thời hạn", "verb"), _HANDLER),
    ("verify", WORKING, State.IN_PROGRESS, marked("thêm thời gian xác minh", "verb"), _HANDLER),
    ("extend", WORKING, None, marked("xin lỗi và gia hạn", "verb"), _HEAD),
    ("carry", WORKING, None, marked("chuyển sang bản mới của thủ tục", "verb"), _IN_CHARGE),
    ("decide", WORKING, State.DECIDED, marked("quyết định", "verb"), _LEADER),
    ("return", _only(State.DECIDED), State.RETURNED, marked("trả kết quả", "verb"), _COUNTER),
    ("stop", UNDECIDED, State.STOPPED, marked("dừng giải quyết theo yêu cầu", "verb"), _APPLICANT),
    (
        "withdraw",
        _only(State.SUBMITTED, State.WITH_APPLICANT),
        State.WITHDRAWN,
        marked("rút hồ sơ chưa tiếp nhận", "verb"),
        _APPLICANT,
    ),
    ("annul", WORKING, State.ANNULLED, marked("hủy tiếp nhận nhầm", "verb"), _COUNTER),
    ("check", WORKING | {State.SUBMITTED}, None, marked("đánh dấu giấy tờ", "verb"), _COUNTER_OR_HANDLER),
    ("correct", UNDECIDED | {State.DECIDED}, None, marked("sửa thông tin sau tiếp nhận", "verb"), _COUNTER_OR_HANDLER),
    ("recall", _only(State.IN_PROGRESS, State.DECIDED), None, marked("thu hồi bước vừa chuyển", "verb"), _SENDER),
    ("pay", _CHECKED | {State.DECIDED}, None, marked("ghi nhận tiền nộp", "verb"), _CASHIER),
    ("exempt", _CHECKED | {State.DECIDED}, None, marked("miễn, giảm phí", "verb"), _CASHIER),
    ("refund", frozenset(State) - {State.NEW}, None, marked("hoàn tiền", "verb"), _CASHIER),
    ("rate", _only(State.RETURNED, State.REFUSED), None, marked("đánh giá", "verb"), _APPLICANT),
    ("move_due", UNDECIDED, None, marked("tính lại ngày hẹn", "verb"), marked("hệ thống", "who")),
)
EVENTS: dict[str, str] = {
    "submit": "submitted",
    "receive": "received",
    "ask_supplement": "supplement_asked",
    "answer_supplement": "supplement_answered",
    "refuse": "refused",
    "claim": "claimed",
    "route": "routed",
    "consult": "consultation_asked",
    "answer_consultation": "consultation_answered",
    "suspend": "suspended",
    "resume": "resumed",
    "verify": "verification_added",
    "extend": "extended",
    "carry": "carried",
    "decide": "decided",
    "return": "returned",
    "stop": "stopped",
    "withdraw": "withdrawn",
    "annul": "annulled",
    "check": "checked",
    "correct": "corrected",
    "recall": "recalled",
    "pay": "paid",
    "exempt": "exempted",
    "refund": "refunded",
    "rate": "rated",
    "move_due": "due_changed",
}

TABLE: dict[str, Transition] = {
    verb: Transition(verb, f"dossier.{EVENTS[verb]}", sources, target, name, who)
    for verb, sources, target, name, who in _ROWS
}


def allowed(state: State) -> tuple[Transition, ...]:
    """Return every transition that the law allows from a state, in the order of the table."""
    return tuple(row for row in TABLE.values() if state in row.sources)
