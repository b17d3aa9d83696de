"""What an officer must know of a dossier first: at most three notices, each with the act that it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.process.fold import Snapshot
from motcua.core.process.states import CLOSED, TABLE, UNDECIDED, State
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import carrying, policies, queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import OPEN
from motcua.dossiers.reading import Found
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures
from motcua.ui.formatting import day, money
from motcua.ui.formatting import moment as spoken

MOST = 3
REPEALED = {
    "finish": gettext_lazy("Thủ tục đã bị bãi bỏ theo %(by)s: hồ sơ này giải quyết tiếp theo bản khi tiếp nhận."),
    "replacement": gettext_lazy("Thủ tục đã bị bãi bỏ theo %(by)s: hướng dẫn người nộp chuyển sang %(codes)s."),
    "stop": gettext_lazy("Thủ tục đã bị bãi bỏ theo %(by)s: dừng giải quyết, trả hồ sơ theo quy định chuyển tiếp."),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is true now; ``noun`` names the act that answers it and ``act`` its words."""

    text: str
    kind: str = "warning"
    noun: str = ""
    act: str = ""


def notices(dossier: Dossier, now: Snapshot, actor: Actor, at: datetime) -> list[Notice]:
    """Return at most three notices, the most pressing first."""
    told = [
        *_time(now, at),
        *_repealed(now, at),
        *_newer(dossier, now, actor, at),
        *_disagreement(dossier),
        *_money(now),
        *_done_before(now),
        *_twin(dossier, now, actor),
    ]
    return told[:MOST]


def _time(now: Snapshot, at: datetime) -> list[Notice]:
    if now.state is State.SUBMITTED and now.check_by and at > now.check_by:
        return [Notice(_("Đã quá giờ kiểm tra hồ sơ nộp trực tuyến: %s.") % spoken(now.check_by), "error")]
    if now.state is State.WITH_APPLICANT and now.answer_by:
        return [Notice(_("Đang chờ người nộp bổ sung, hạn %s.") % spoken(now.answer_by), "info")]
    if now.state not in UNDECIDED or not now.due_at or now.state is State.SUSPENDED:
        return []
    if at > now.due_at:
        said = _("Đã quá hạn hẹn trả %s.") % spoken(now.due_at)
        if now.extensions:
            return [Notice(f"{said} {_('Đã xin lỗi một lần, không được hẹn lại nữa.')}", "error")]
        return [Notice(f"{said} {_('Phải gửi văn bản xin lỗi.')}", "error", "apology", _("Soạn xin lỗi"))]
    if local(now.due_at).date() == local(at).date():
        said = _("Phải xong trước %s hôm nay.") % f"{local(now.due_at):%H:%M}"
        if now.extensions:
            return [Notice(said)]
        return [
            Notice(f"{said} {_('Không kịp thì gửi xin lỗi trước giờ đó.')}", "warning", "apology", _("Soạn xin lỗi"))
        ]
    return []


def _repealed(now: Snapshot, at: datetime) -> list[Notice]:
    """Say what the decision that repealed the procedure wants done with a dossier that is still open."""
    gone = None if State(now.state) in CLOSED else procedures.repealed(now.procedure, local(at).date())
    if gone is None or gone.treatment not in REPEALED:
        return []
    told = {"by": gone.by, "codes": ", ".join(gone.replaced_by)}
    return [Notice(str(REPEALED[gone.treatment]) % told, "info" if gone.treatment == "finish" else "warning")]


def _newer(dossier: Dossier, now: Snapshot, actor: Actor, at: datetime) -> list[Notice]:
    """Say to whoever may carry the dossier that its procedure has a newer version; it stays on its own until then."""
    found = Found(dossier.pk, dossier.created_by, b"", now)
    if now.state not in TABLE["carry"].sources or not policies.can_carry(actor, found).allowed:
        return []
    new = carrying.newer(now, local(at).date())
    if new is None:
        return []
    said = _("Thủ tục có bản mới áp dụng từ %(day)s; hồ sơ này vẫn theo bản khi tiếp nhận.")
    return [Notice(said % {"day": day(new.valid_from)}, "info", "new-version", _("Xem nếu chuyển sang bản mới"))]


def _disagreement(dossier: Dossier) -> list[Notice]:
    if dossier.closed_at or not dossier.consultations.filter(verdict__in=("disagree", "other")).exists():
        return []
    return [Notice(_("Có ý kiến khác của đơn vị được hỏi: đọc ở phần Trao đổi."))]


def _money(now: Snapshot) -> list[Notice]:
    if State(now.state) in CLOSED:
        return []
    if now.fee_due is None:
        return _unpublished(now)
    owed = now.fee_due - now.fee_paid
    return [Notice(_("Chưa nộp phí %s.") % money(owed), "warning", "payment", _("Thu tiền"))] if owed > 0 else []


def _unpublished(now: Snapshot) -> list[Notice]:
    """Tell that nobody knows here what is to be paid, and what to do; a receipt already recorded settles it."""
    if now.fee_paid:
        said = _("Chưa có mức thu được công bố; đã ghi nhận %(paid)s theo biên lai.") % {"paid": money(now.fee_paid)}
        return [Notice(said, "info")]
    said = _(
        "Chưa có mức thu được công bố: tra văn bản quy định mức thu, thu theo biên lai rồi ghi nhận trước khi trả."
    )
    return [Notice(said, "warning", "payment", _("Ghi nhận tiền"))]


def _done_before(now: Snapshot) -> list[Notice]:
    if State(now.state) in CLOSED or now.state is State.DECIDED:
        return []
    told = []
    if now.supplements and now.state is not State.WITH_APPLICANT:
        told.append(Notice(_("Đã yêu cầu bổ sung 1 lần, không được lần 2."), "info"))
    if now.extensions and now.due_at:
        told.append(Notice(_("Đã xin lỗi và hẹn lại một lần."), "info"))
    return told


def _twin(dossier: Dossier, now: Snapshot, actor: Actor) -> list[Notice]:
    """Point at another open dossier of the same person for the same procedure, if this officer may see it."""
    applicant = getattr(dossier, "applicant", None)
    if now.state in CLOSED or applicant is None or not applicant.national_id:
        return []
    same = queries.visible_to(actor).filter(OPEN, procedure=now.procedure, applicant__national_id=applicant.national_id)
    code = same.exclude(pk=dossier.pk).values_list("code", flat=True).first()
    return [Notice(_("Nghi trùng với hồ sơ %s của cùng người nộp.") % code)] if code else []
