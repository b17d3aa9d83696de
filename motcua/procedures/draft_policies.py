"""Who may write, see, answer, approve and publish drafts of procedures."""

from django.utils.translation import gettext as _

from motcua.core.procedure.clocks import PublishingRules
from motcua.core.refusal import ALLOWED, Verdict
from motcua.people import roles
from motcua.people.actor import Actor, Duty
from motcua.procedures import policies
from motcua.procedures.drafting import reads
from motcua.procedures.models import Draft, DraftRequest


def can_write(actor: Actor) -> Verdict:
    """Allow procedure control to begin, write, send and drop drafts."""
    if actor.kind == "system" or actor.has(roles.REGISTRAR):
        return ALLOWED
    return Verdict(False, _("Chỉ người làm công tác kiểm soát thủ tục hành chính mới được soạn thủ tục."))


def can_see_drafts(actor: Actor) -> Verdict:
    """Allow those who see the register, and whoever was asked about a draft."""
    if policies.can_see_register(actor).allowed or (actor.duties and reads.visible_to(actor).exists()):
        return ALLOWED
    return Verdict(False, _("Chưa có bản nháp thủ tục nào gửi tới bạn."), "not_found")


def is_open(draft: Draft) -> Verdict:
    """Allow changes while a draft is neither published nor dropped."""
    if draft.is_open:
        return ALLOWED
    return Verdict(False, _("Bản nháp này đã đóng: đã công bố hoặc đã bỏ."), "draft_closed")


def duty_of(actor: Actor, request: DraftRequest) -> Duty | None:
    """Return the duty by which an actor may answer a request, None where there is none."""
    return actor.duty(request.role, request.unit)


def can_answer(actor: Actor, request: DraftRequest) -> Verdict:
    """Allow whoever holds the role that was asked, also through delegation, while no answer is given."""
    if request.answer:
        return Verdict(False, _("Lần hỏi ý kiến này đã có trả lời."), "answered")
    if duty_of(actor, request) is None:
        return Verdict(False, _("Chỉ người được hỏi ý kiến mới trả lời được."))
    return ALLOWED


def can_comment(actor: Actor, asked: bool) -> Verdict:
    """Allow procedure control and those who were asked."""
    if asked or can_write(actor).allowed:
        return ALLOWED
    return Verdict(False, _("Chỉ người soạn và người được hỏi ý kiến mới góp ý được."))


def can_approve(actor: Actor, request: DraftRequest, editors: frozenset[str], rules: PublishingRules) -> Verdict:
    """Allow an approver of the rules who was asked and, where four eyes are wanted, wrote nothing in the draft."""
    answer = can_answer(actor, request)
    if not answer.allowed:
        return answer
    if (request.unit, request.role) not in {(office.unit, office.role) for office in rules.approvers}:
        return Verdict(False, _("Vai trò này không có thẩm quyền duyệt thủ tục."))
    if rules.four_eyes and actor.id in editors:
        return Verdict(False, _("Người đã soạn, sửa bản nháp không tự duyệt: người khác phải duyệt."), "four_eyes")
    return ALLOWED
