"""Carrying a running dossier to a newer version of its procedure: its route, clock and money follow that version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from motcua.core.phrase import Phrase
from motcua.core.process.decide.clock import Law, written
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.decide.intake import opened, units_of
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import Route, Step
from motcua.core.refusal import Refused
from motcua.core.worktime import Deadline
from motcua.core.worktime.facts import Moment

TRANSITION, FAVOURABLE, REQUESTED = "transition", "favourable", "requested"
GROUNDS: Final = (TRANSITION, FAVOURABLE, REQUESTED)
_STAGES: Final[Mapping[str, int]] = {"receive": 0, "assign": 1, "work": 2, "external": 2, "approve": 3, "decide": 4}


@dataclass(frozen=True, slots=True)
class Target:
    """What the newer version gives this dossier: its case, law and fee, and how many papers it requires.

    ``fee_due`` is what the version asks of this applicant in đồng (None: no amount published); ``asked`` are the codes
    of papers that it requires and that were not handed in.
    """

    version: str
    case: str
    law: Law
    fee_due: int | None
    required: int
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a dossier is carried: one of :data:`GROUNDS`, the act that allows it, and the reason in words."""

    code: str
    legal_basis: str
    reason: str


def carry(before: Snapshot, at: datetime, *, to: Target, old: Route, ground: Ground, step: str = "") -> Decision:
    """Put a dossier on a newer version; the due date is what its clock says, counted from the reception.

    ``old`` is the route it runs on, ``step`` the step of the new route that was chosen where its own is not there.
    """
    kind = permit(before, "carry", at)
    if to.version == before.procedure_version:
        raise Refused(
            "same_version", "Hồ sơ đang theo chính bản này của thủ tục.", "Không phải làm gì thêm: mở lại trang hồ sơ."
        )
    _grounded(ground)
    target = _target(before, old.step(before.step), to.law.route, step)
    continued = follows(old.step(before.step), to.law.route) is target
    new = to.law.due(before)
    _dated(before, at, new, ground.code)
    payload = {
        "from_version": before.procedure_version,
        "from_case": before.case,
        "from_route": before.route,
        "procedure_version": to.version,
        "case": to.case,
        "term": str(to.law.term),
        "rules": to.law.rules.id,
        "basis": to.law.basis,
        "route": to.law.route_version,
        "fee_was": before.fee_due,
        "fee_due": fee_after(before, to.fee_due),
        "required": to.required,
        "asked": list(to.asked),
        "ground": ground.code,
        "legal_basis": ground.legal_basis,
        "from": before.step,
        **_step(before, at, target, to.law, new, continued=continued),
        "was": written(before.due_at),
        "due": written(new.due),
    }
    return Decision((Draft(kind, payload, {"reason": ground.reason.strip()}),), new)


def follows(step: Step, route: Route) -> Step | None:
    """Return the step of another route that is the same: same code, kind, role and unit; None where there is none."""
    same = next((other for other in route.steps if other.code == step.code), None)
    if same is None or (same.kind, same.role, same.unit) != (step.kind, step.role, step.unit):
        return None
    return same


def fitting(step: Step, route: Route) -> tuple[Step, ...]:
    """Return the steps of a route at which a dossier may go on: none further along than the step where it is.

    So nothing that the new route wants done (appraisal, approval) is passed over, and a received dossier is not
    received again.
    """
    stage = _STAGES.get(step.kind, -1)
    least = min(stage, 1)
    deciding = next(other.code for other in route.steps if other.decides)
    return tuple(
        other
        for other in route.steps
        if least <= _STAGES.get(other.kind, len(_STAGES)) <= stage and not route.follows(other.code, deciding)
    )


def fee_after(before: Snapshot, asked: int | None) -> int | None:
    """Return what is due after the dossier was carried: never more than it was, never less than was paid.

    A fee that rose is not charged on a dossier already lodged; one that fell lowers what is still to be paid.
    """
    if before.fee_due is None or asked is None:
        return before.fee_due
    return max(min(before.fee_due, asked), before.fee_paid)


def _grounded(ground: Ground) -> None:
    if ground.code not in GROUNDS:
        raise Refused("no_such_ground", "Chưa chọn lý do chuyển sang bản mới.", "Chọn một trong các lý do nêu sẵn.")
    if not ground.legal_basis:
        raise Refused(
            "legal_basis_missing",
            "Chưa chọn văn bản làm căn cứ chuyển.",
            "Chọn văn bản trong căn cứ pháp lý của bản mới, thường là văn bản có điều khoản chuyển tiếp.",
        )
    if not ground.reason.strip():
        raise Refused(
            "reason_missing", "Chưa ghi lý do chuyển sang bản mới.", "Ghi rõ lý do; người nộp đọc được trong thông báo."
        )


def _target(before: Snapshot, step: Step, route: Route, chosen: str) -> Step:
    own = follows(step, route)
    if own is not None:
        return own
    choices = fitting(step, route)
    if not choices:
        raise Refused(
            "no_fitting_step",
            Phrase("Quy trình mới không có bước nào nhận được hồ sơ đang ở bước «{step}».", step=step.name),
            "Giải quyết tiếp theo bản đang áp dụng, hoặc chuyển khi hồ sơ đã sang bước khác.",
        )
    found = next((other for other in choices if other.code == chosen), None)
    if found is None:
        raise Refused(
            "step_missing",
            Phrase("Quy trình mới không còn bước «{step}»: chưa chọn bước nào nhận hồ sơ.", step=step.name),
            "Chọn bước mà hồ sơ đi tiếp; không chọn được bước ở sau việc đã làm.",
        )
    if before.pending:
        raise Refused(
            "opinions_open",
            Phrase("Còn {number} ý kiến chưa trả lời nên chưa thể chuyển tiếp.", number=len(before.pending)),
            "Chờ đơn vị được hỏi trả lời, hoặc nhắc họ trên trang hồ sơ.",
        )
    return found


def _step(before: Snapshot, at: datetime, target: Step, law: Law, new: Deadline, *, continued: bool) -> dict[str, Any]:
    """Return where the dossier goes on; a step that continues keeps its beginning and whoever holds it."""
    begun = opened(target, units_of(before), law, at, new.due)
    if not continued:
        return {**begun, "assignee": "", "continued": False}
    assert before.step_since is not None
    due = law.step_due(target, before.step_since, new.due, before.clock)
    return {**begun, "step_due": written(due), "assignee": before.assignee, "continued": True}


def _dated(before: Snapshot, at: datetime, new: Deadline, ground: str) -> None:
    """Refuse what would harm the applicant or make the dossier late at once, unless the law itself orders it."""
    assert new.due is not None
    assert before.due_at is not None
    if ground == FAVOURABLE and new.due > before.due_at:
        raise Refused(
            "later_date",
            Phrase(
                "Theo bản mới ngày hẹn lùi tới {due}, nên không phải là có lợi hơn cho người nộp.",
                due=Moment.of(new.due),
            ),
            "Chỉ chuyển khi điều khoản chuyển tiếp buộc áp dụng, hoặc người nộp đề nghị.",
        )
    if ground != TRANSITION and before.due_at < at and before.due_at < new.due:
        raise Refused(
            "late_already",
            Phrase("Hồ sơ đã quá hạn {due}: không chuyển sang bản mới để lùi ngày hẹn.", due=Moment.of(before.due_at)),
            "Gửi văn bản xin lỗi, hẹn lại; hoặc chuyển khi điều khoản chuyển tiếp buộc áp dụng bản mới.",
        )
    if ground != TRANSITION and new.due < at <= before.due_at:
        raise Refused(
            "already_late",
            Phrase(
                "Tính theo bản mới thì hạn là {due}, đã qua: chuyển bây giờ hồ sơ thành quá hạn.",
                due=Moment.of(new.due),
            ),
            "Giải quyết tiếp theo bản đang áp dụng, trừ khi điều khoản chuyển tiếp buộc áp dụng bản mới.",
        )
