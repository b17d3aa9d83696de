"""What a tracking page says without any personal data: one sentence, where the dossier is, and since when.

Everything here follows from the dossier's own row and from published definitions: no query beyond that row, but for an
office's name once a minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.process.states import UNDECIDED, State
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import late_marks
from motcua.dossiers.models import Dossier
from motcua.dossiers.offices import closing, hours, office
from motcua.procedures import queries as procedures
from motcua.ui.formatting import hour, moment, term
from motcua.worktime import queries as worktime

STEP_WORDS = {
    "receive": gettext_lazy("Kiểm tra, chuyển bộ phận giải quyết"),
    "assign": gettext_lazy("Phân công người giải quyết"),
    "work": gettext_lazy("Xem xét, thẩm định"),
    "approve": gettext_lazy("Lãnh đạo bộ phận xem lại"),
    "decide": gettext_lazy("Lãnh đạo ký duyệt"),
    "issue": gettext_lazy("Đóng dấu, vào sổ"),
    "external": gettext_lazy("Chờ cơ quan hoặc hệ thống khác"),
    "return": gettext_lazy("Kết quả đã sẵn sàng"),
}


@dataclass(frozen=True, slots=True)
class Headline:
    """The one sentence, what follows it, and the kind of notice that repeats its tone."""

    text: str
    more: str = ""
    kind: str = "info"


@dataclass(frozen=True, slots=True)
class Meeting:
    """When to be where, and with what; ``phone`` may be empty."""

    when: str
    where: str
    address: str
    hours: str
    bring: str
    phone: str


def definition(dossier: Dossier) -> ProcedureDefinition:
    """Return the definition on which the dossier runs."""
    return procedures.by_version(UUID(dossier.procedure_version)).definition


def case(dossier: Dossier) -> Case:
    """Return the dossier's case."""
    return definition(dossier).case(dossier.case)


def headline(dossier: Dossier, at: datetime) -> Headline:
    """Return the one sentence that answers "how is it going?"; nothing personal in it."""
    state = State(dossier.state)
    if state is State.SUBMITTED:
        return _submitted(dossier, at)
    if state is State.WITH_APPLICANT:
        until = _("Bổ sung trước %(when)s, nếu không hồ sơ sẽ đóng.") % {"when": moment(dossier.answer_by)}
        return Headline(_("Bạn cần làm 1 việc: bổ sung giấy tờ."), until, "warning")
    if state is State.SUSPENDED:
        return Headline(_("Đang tạm dừng tính thời hạn."), _("Ngày trả sẽ được báo khi tính tiếp."), "warning")
    if state is State.DECIDED:
        return _decided(dossier)
    if state in UNDECIDED:
        return _working(dossier, at)
    return _closed(dossier, state)


def _submitted(dossier: Dossier, at: datetime) -> Headline:
    if dossier.check_by and at > dossier.check_by:
        late = _("Lẽ ra đã được kiểm tra trước %(when)s. Chúng tôi xin lỗi.") % {"when": moment(dossier.check_by)}
        return Headline(_("Đơn đã gửi, chưa tiếp nhận, đang chậm."), late, "error")
    by = _("Cán bộ kiểm tra chậm nhất %(when)s.") % {"when": moment(dossier.check_by)}
    return Headline(_("Đơn đã gửi, chưa tiếp nhận."), by)


def _working(dossier: Dossier, at: datetime) -> Headline:
    due = dossier.due_at
    if due is None:
        return Headline(_("Đang giải quyết."))
    if at > due:
        late = _("Chậm %(span)s so với ngày hẹn. Chúng tôi xin lỗi.") % {"span": _late(due, at)}
        return Headline(late, _("Ngày hẹn là %(when)s.") % {"when": moment(due)}, "error")
    if dossier.extensions:
        return Headline(
            _("Đã hẹn lại, chúng tôi xin lỗi."), _("Ngày mới: %(when)s.") % {"when": moment(due)}, "warning"
        )
    return Headline(_("Đang giải quyết, đúng hạn."), _("Hẹn trả %(when)s.") % {"when": moment(due)}, "success")


def _late(due: datetime, at: datetime) -> str:
    days = (local(at).date() - local(due).date()).days
    if days:
        return ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": days}
    hours_late = int((at - due).total_seconds() // 3600)
    if not hours_late:
        return _("chưa đến 1 giờ")
    return ngettext("%(n)s giờ", "%(n)s giờ", hours_late) % {"n": hours_late}


def _decided(dossier: Dossier) -> Headline:
    rejected = dossier.outcome == "rejected"
    if dossier.step_kind == "return":
        more = _("Kết quả là văn bản không chấp thuận, có nêu lý do.") if rejected else ""
        return Headline(_("Đã có kết quả."), more, "success")
    return Headline(_("Đã có quyết định, đang hoàn tất để trả."), "", "success")


def _closed(dossier: Dossier, state: State) -> Headline:
    when = {"when": moment(dossier.closed_at)}
    if state is State.RETURNED:
        return Headline(_("Đã trả kết quả."), _("Trả lúc %(when)s.") % when, "success")
    if state is State.REFUSED:
        more = _("Bạn có thể hoàn thiện và nộp lại, hoặc phản ánh nếu không đồng ý. Lý do ghi trong phiếu từ chối.")
        return Headline(_("Đã từ chối giải quyết."), more, "error")
    if state is State.STOPPED:
        return Headline(_("Đã dừng giải quyết theo yêu cầu của người nộp."), _("Dừng lúc %(when)s.") % when)
    if state is State.WITHDRAWN:
        return Headline(_("Người nộp đã rút hồ sơ."), _("Rút lúc %(when)s.") % when)
    return Headline(_("Đã hủy tiếp nhận."), _("Hủy lúc %(when)s. Hãy gọi bộ phận một cửa để biết lý do.") % when)


def meeting(dossier: Dossier, at: datetime) -> Meeting | None:
    """Return when, where and with what to collect the result; None where there is nothing to collect (any more)."""
    state = State(dossier.state)
    ready = state is State.DECIDED and dossier.step_kind == "return"
    if state is State.DECIDED or (state in UNDECIDED and dossier.due_at):
        if ready:
            when, day = _("Từ bây giờ, trong giờ làm việc"), local(at).date()
        elif dossier.due_at:
            when, day = _("Trước %(when)s") % {"when": moment(dossier.due_at)}, local(dossier.due_at).date()
        else:
            when, day = _("Chúng tôi sẽ báo khi có kết quả"), local(at).date()
        place = office(dossier.return_unit, at)
        bring = _("Giấy hẹn hoặc căn cước. Người khác nhận thay mang thêm giấy ủy quyền.")
        return Meeting(when, place.name, place.address, hours(place.code, day, at), bring, place.phone)
    return None


def milestones(dossier: Dossier, at: datetime) -> list[dict[str, Any]]:
    """Return four or five steps in plain words, each with the unit and since when; no officer's name."""
    state = State(dossier.state)
    way = _("Nộp trực tuyến") if dossier.channel == 2 else pgettext("milestone", "Nộp hồ sơ")
    steps = [{"title": way, "at": dossier.submitted_at, "state": "done"}]
    ended = state in {State.REFUSED, State.STOPPED, State.WITHDRAWN, State.ANNULLED}
    desk = office(dossier.reception_unit, at).name
    if dossier.received_at:
        steps.append(
            {
                "title": pgettext("milestone", "Tiếp nhận"),
                "at": dossier.received_at,
                "by": desk,
                "state": "done",
                "text": late_marks.told(dossier.pk),
            }
        )
    elif not ended:
        checking = _("Chờ người nộp bổ sung") if state is State.WITH_APPLICANT else _("Kiểm tra, tiếp nhận")
        steps.append({"title": checking, "by": desk, "state": "now"})
    if ended:
        steps.append({"title": _(state.vi).capitalize(), "at": dossier.closed_at, "by": desk, "state": "now"})
        return steps
    steps.append(_handling(dossier, state, at))
    decided = {"title": _("Có kết quả"), "at": dossier.decided_at, "state": "done" if dossier.decided_at else "next"}
    back = office(dossier.return_unit, at).name
    returned = {"title": pgettext("milestone", "Trả kết quả"), "at": dossier.closed_at, "by": back, "state": "done"}
    if not dossier.closed_at:
        ready = dossier.step_kind == "return"
        returned["state"] = "now" if ready else "next"
        returned["text"] = _("Kết quả chờ bạn đến nhận") if ready else ""
    return [*steps, decided, returned]


def _handling(dossier: Dossier, state: State, at: datetime) -> dict[str, Any]:
    step: dict[str, Any] = {"title": _("Giải quyết"), "state": "next"}
    if dossier.decided_at and dossier.step_kind in {"return", ""}:
        return {**step, "state": "done"}
    if dossier.received_at is None:
        return step
    unit = office(dossier.step_unit or dossier.competent_unit, at).name
    step |= {"by": unit, "state": "late" if dossier.due_at and at > dossier.due_at else "now"}
    if state is State.WITH_APPLICANT:
        return {**step, "text": _("Chờ người nộp bổ sung; thời gian chờ không tính cho cơ quan.")}
    words = str(STEP_WORDS.get(dossier.step_kind, ""))
    since = _("%(what)s, từ %(when)s") % {"what": words, "when": moment(dossier.step_since)} if words else ""
    asked = [office(unit_code, at).name for _seq, unit_code, _by in dossier.pending]
    waiting = _("Đang lấy ý kiến: %(who)s.") % {"who": "; ".join(asked)} if asked else ""
    return {**step, "text": " ".join(filter(None, (since and f"{since}.", waiting)))}


def promise(dossier: Dossier) -> str:
    """Say when the counter looks at a dossier just lodged, and what follows if it is accepted."""
    if dossier.check_by is None:
        return ""
    own = case(dossier)
    check = _("Cán bộ kiểm tra chậm nhất %(when)s (8 giờ làm việc).") % {"when": moment(dossier.check_by)}
    rules = worktime.rules(own.rule_set, local(dossier.submitted_at).date())
    end = closing(dossier.competent_unit, dossier.check_by)
    if own.same_day and rules.same_day_cutoff and end:
        cutoff = f"{rules.same_day_cutoff // 3600}:{rules.same_day_cutoff % 3600 // 60:02d}"
        facts = {"cutoff": cutoff, "end": hour(end)}
        return f"{check} " + _("Nếu được tiếp nhận trước %(cutoff)s, có kết quả trước %(end)s cùng ngày.") % facts
    return f"{check} " + _("Từ lúc tiếp nhận, thời hạn giải quyết là %(term)s.") % {"term": term(own.term)}


def state_words(dossier: Dossier) -> str:
    """Return the state as an official says it."""
    return _(State(dossier.state).vi)
