"""What carrying a dossier would do, worked out and not written: both versions side by side, the date, who is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.process.decide import carrying as decide
from motcua.core.process.decide.carrying import FAVOURABLE, REQUESTED, TRANSITION, Ground, Target
from motcua.core.process.decide.decision import Decision
from motcua.core.process.decide.intake import units_of
from motcua.core.process.events import Event
from motcua.core.process.fold import Snapshot, fold
from motcua.core.process.route import Step
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import carrying
from motcua.dossiers.law import route_of
from motcua.dossiers.models import Applicant
from motcua.dossiers.reading import Found
from motcua.people import queries as people
from motcua.people.roles import LABELS
from motcua.procedures.differences import Difference, differences, sections
from motcua.procedures.queries import Published
from motcua.ui import refusals
from motcua.ui.formatting import moment as spoken
from motcua.ui.formatting import money, term
from motcua.worktime import explaining
from motcua.worktime.explaining import Told

ANY = "-"
Row = tuple[str, str, str]


@dataclass(slots=True)
class Carriage:
    """Both versions, what is still to be chosen (codes with names), and the outcome where nothing is."""

    old: Published
    new: Published
    cases: dict[str, str] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    due: datetime | None = None
    why: str = ""
    lines: list[Told] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def ready(self) -> bool:
        """Tell whether there is an outcome to confirm."""
        return bool(self.rows)

    @property
    def changed(self) -> list[tuple[str, list[Difference]]]:
        """Return the differences between both versions in words, under the titles of the sheet."""
        return sections(differences(self.old.definition, self.new.definition))


def carriage(found: Found, new: Published, at: datetime, *, case: str, step: str) -> Carriage:
    """Work out what carrying a dossier to a version would do now; ``problem`` says what stands in the way."""
    now, on = found.now, local(at).date()
    shown = Carriage(carrying.own(now), new)
    if carrying.kept_case(now, new.definition) is None:
        shown.cases = {one.code: one.name for one in new.definition.cases if one.receivable}
        if not case and shown.cases:
            return shown
    try:
        to = carrying.target(found, str(new.id), case, on)
        own = route_of(now).step(now.step)
        if decide.follows(own, to.law.route) is None:
            shown.steps = {one.code: _step(one, now) for one in decide.fitting(own, to.law.route)}
            if not step and shown.steps:
                return shown
        _outcome(shown, found, to, at, step)
    except Refused as refused:
        shown.problem = refusals.sentences(refused)
    return shown


def _outcome(shown: Carriage, found: Found, to: Target, at: datetime, step: str) -> None:
    now = found.now
    decision = _decided(found, to, at, step, TRANSITION)
    deadline, draft = decision.deadline, decision.drafts[0]
    assert deadline is not None
    after = fold([Event(draft.type, now.seq + 1, at, "", draft.payload)], now)
    shown.due, shown.why, shown.lines = deadline.due, explaining.why(deadline), explaining.lines(deadline)
    shown.told = [*_papers(shown.new, to, now), *_money(to, after, now), *_known(now), *_readers(found, after)]
    shown.rows = _rows(shown, now, after, to)
    for ground in (FAVOURABLE, REQUESTED):
        try:
            _decided(found, to, at, step, ground)
        except Refused as refused:
            shown.hints[ground] = refusals.message(refused)


def _decided(found: Found, to: Target, at: datetime, step: str, ground: str) -> Decision:
    return decide.carry(found.now, at, to=to, old=route_of(found.now), ground=Ground(ground, ANY, ANY), step=step)


def _rows(shown: Carriage, now: Snapshot, after: Snapshot, to: Target) -> list[Row]:
    old, new, route = shown.old.definition.case(now.case), shown.new.definition.case(after.case), route_of(now)
    return [
        (_("Bản của thủ tục"), _version(shown.old), _version(shown.new)),
        (_("Trường hợp"), old.name, new.name),
        (_("Thời hạn"), term(old.term), term(new.term)),
        (_("Quy trình nội bộ"), route.name, to.law.route.name),
        (_("Bước"), _step(route.step(now.step), now), _step(to.law.route.step(after.step), now)),
        (_("Hạn của bước"), _moment(now.step_due_at), _moment(after.step_due_at)),
        (_("Hẹn trả"), _moment(now.due_at), _moment(after.due_at)),
        (_("Phí, lệ phí phải nộp"), _amount(now.fee_due), _amount(after.fee_due)),
    ]


def _version(published: Published) -> str:
    return _("Bản %(number)s (%(decision)s)") % {"number": published.number, "decision": published.decision}


def _step(step: Step, now: Snapshot) -> str:
    unit = people.unit(units_of(now).resolve(step.unit)).name
    return f"{step.code}. {step.name} ({LABELS.get(step.role, step.role)}, {unit})"


def _moment(at: datetime | None) -> str:
    return spoken(at) if at else _("không tính")


def _amount(amount: int | None) -> str:
    return _("chưa có mức thu được công bố") if amount is None else money(amount)


def _papers(new: Published, to: Target, now: Snapshot) -> list[str]:
    if not to.asked:
        return [_("Bản mới không đòi thêm giấy tờ nào so với giấy tờ đã có.")]
    names = "; ".join(new.definition.component(code).name for code in to.asked)
    told = [
        _("Bản mới có thêm giấy tờ: %(papers)s. Chuyển không phải là đòi: cần thì lập phiếu yêu cầu bổ sung (mẫu 02).")
        % {"papers": names}
    ]
    if now.supplements:
        told.append(_("Hồ sơ đã được yêu cầu bổ sung một lần, không được lần hai: giải quyết trên giấy tờ đang có."))
    return told


def _money(to: Target, after: Snapshot, now: Snapshot) -> list[str]:
    facts = {"new": money(to.fee_due or 0), "due": money(after.fee_due or 0), "paid": money(now.fee_paid)}
    if to.fee_due is None or after.fee_due is None or to.fee_due == now.fee_due:
        return []
    if to.fee_due > after.fee_due:
        return [_("Bản mới thu %(new)s, nhưng hồ sơ đã nộp vẫn theo mức cũ %(due)s: không thu thêm.") % facts]
    if after.fee_due > to.fee_due:
        return [_("Bản mới thu thấp hơn (%(new)s); người nộp đã nộp %(paid)s nên không còn phải nộp gì.") % facts]
    return [_("Bản mới thu thấp hơn: phải nộp %(due)s.") % facts]


def _known(now: Snapshot) -> list[str]:
    """Say what happened before and still counts."""
    told = []
    if now.extensions:
        told.append(_("Lần xin lỗi, hẹn lại trước đây vẫn tính: không được hẹn lại lần nữa."))
    if now.pending:
        told.append(_("Ý kiến đã hỏi vẫn chờ trả lời như cũ."))
    return told


def _readers(found: Found, after: Snapshot) -> list[str]:
    """Say who is told, and how."""
    contact = Applicant.objects.filter(dossier_id=found.id).values_list("email", "phone").first() or ("", "")
    ways = [_("trang hồ sơ của họ")] if found.created_by.startswith("user:") else []
    ways += [way for way in (contact[0] and _("thư điện tử"), contact[1] and _("tin nhắn")) if way]
    how = ", ".join(ways) or _("điện thoại hoặc gặp trực tiếp: hồ sơ không có địa chỉ liên lạc")
    told = [_("Người nộp được báo ngày hẹn mới và lý do qua %(how)s.") % {"how": how}]
    unit = people.unit(after.step_unit).name
    who = people.names([after.assignee])[after.assignee] if after.assignee else unit
    return [*told, _("Việc ở bước mới vào danh sách của %(who)s.") % {"who": who}]
