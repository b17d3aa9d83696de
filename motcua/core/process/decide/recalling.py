"""Taking back a step that was just sent, while nobody at the other end has opened it."""

from __future__ import annotations

from datetime import datetime

from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.events import Event, moment
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused


def recall(before: Snapshot, at: datetime, *, sent: Event, former: Snapshot, opened: bool) -> Decision:
    """Put the dossier back on the step that it left with ``sent``, with its own beginning and due: no clock restarts.

    ``former`` is where the dossier stood before that entry; ``opened`` says that somebody else has looked at it since.
    """
    kind = permit(before, "recall", at)
    if sent.type != "dossier.routed" or sent.seq != before.seq:
        raise Refused(
            "worked_on", "Bước sau đã có người làm nên không thu hồi được nữa.", "Nhờ người đang giữ bước trả lại."
        )
    if before.step_kind == "return":
        raise Refused(
            "applicant_told",
            "Người nộp đã được báo có kết quả nên không thu hồi được nữa.",
            "Nhờ quầy trả kết quả chuyển lại nếu kết quả sai.",
        )
    if opened:
        raise Refused(
            "opened_already", "Người nhận đã mở hồ sơ nên không thu hồi được nữa.", "Nhờ người đang giữ bước trả lại."
        )
    assert former.step_since is not None
    payload = {
        "from": before.step,
        "step": former.step,
        "step_seq": former.step_seq,
        "step_kind": former.step_kind,
        "step_unit": former.step_unit,
        "step_role": former.step_role,
        "step_since": moment(former.step_since),
        "step_due": former.step_due_at and moment(former.step_due_at),
        "assignee": former.assignee,
        "state": former.state.value,
    }
    return Decision((Draft(kind, payload),))
