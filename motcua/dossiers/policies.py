"""Who may do what with a dossier; each answer says why not, in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.core.process.fold import Snapshot
from motcua.core.refusal import ALLOWED, Verdict
from motcua.dossiers.reading import Found
from motcua.people import policies as people
from motcua.people.actor import Actor
from motcua.people.roles import ADMINISTRATOR

RECEIVERS = ("receiver", "coordinator")
OPINION = ("handler", "head", "leader")
HEADS = ("head", "coordinator")


def _needs(held: bool, who: str) -> Verdict:
    return ALLOWED if held else Verdict(False, gettext("Việc này của %(who)s.") % {"who": gettext(who)})


def is_applicant(actor: Actor, dossier: Found) -> bool:
    """Tell whether the actor lodged this dossier."""
    return actor.kind == "user" and actor.id == dossier.created_by


def can_submit(actor: Actor) -> Verdict:
    """Anybody with an account lodges for themselves or as authorised."""
    if actor.kind == "visitor":
        return Verdict(False, "Hãy đăng nhập để nộp hồ sơ; bản khai đã viết vẫn còn.", "log_in")
    return ALLOWED


def can_receive(actor: Actor, reception_unit: str) -> Verdict:
    """A receiver at the one-stop shop to which the dossier came."""
    return _needs(actor.has_any(RECEIVERS, reception_unit), _("công chức tiếp nhận tại bộ phận một cửa này"))


def can_claim(actor: Actor, dossier: Found, assignee: str) -> Verdict:
    """Whoever has the step's role in its unit takes it; a head of the unit gives it to somebody."""
    now = dossier.now
    if actor.has("head", now.step_unit) or actor.has("coordinator", now.step_unit):
        return ALLOWED
    own = actor.has(now.step_role, now.step_unit) and assignee == actor.id
    if own and now.assignee not in {"", actor.id}:
        return Verdict(False, "Việc này đã có người nhận; chỉ trưởng phòng được chuyển người khác.")
    return _needs(own, _("người có nhiệm vụ ở bước này, hoặc trưởng phòng"))


def can_assign(actor: Actor, dossier: Found) -> Verdict:
    """Whoever answers for the unit gives the current step to somebody."""
    held = actor.has_any(("head", "coordinator"), dossier.now.step_unit)
    return _needs(held, _("người phụ trách đơn vị đang giữ hồ sơ"))


def holds(actor: Actor, now: Snapshot) -> Verdict:
    """Whoever holds the current step: its role in its unit, and not taken by somebody else."""
    if not actor.has(now.step_role, now.step_unit):
        return Verdict(False, "Việc này của người đang giữ bước hiện tại.")
    if now.assignee not in {"", actor.id}:
        return Verdict(False, "Bước này đã giao cho người khác; trưởng phòng có thể chuyển lại cho bạn.")
    return ALLOWED


def can_correct(actor: Actor, dossier: Found) -> Verdict:
    """The counter that wrote it down, or whoever holds the step and found it wrong."""
    counter = can_receive(actor, dossier.now.reception_unit)
    return counter if counter.allowed or dossier.now.before_reception else holds(actor, dossier.now)


def can_recall(actor: Actor, sender: str) -> Verdict:
    """Only whoever sent the step, and only while they are an official."""
    return _needs(actor.id == sender and bool(actor.duties), _("người vừa chuyển bước"))


def can_ask_supplement(actor: Actor, dossier: Found) -> Verdict:
    """Before reception the counter, afterwards whoever holds the step."""
    if dossier.now.before_reception:
        return can_receive(actor, dossier.now.reception_unit)
    return holds(actor, dossier.now)


def can_answer_supplement(actor: Actor, dossier: Found) -> Verdict:
    """The applicant, or the counter that takes the papers from their hands."""
    if is_applicant(actor, dossier):
        return ALLOWED
    return _needs(actor.has_any(RECEIVERS, dossier.now.reception_unit), _("người nộp hồ sơ"))


def can_refuse(actor: Actor, dossier: Found) -> Verdict:
    """The counter refuses; after reception whoever holds the step may refuse too; the system closes unanswered ones."""
    if actor.kind == "system":
        return ALLOWED
    if can_receive(actor, dossier.now.reception_unit).allowed or dossier.now.before_reception:
        return can_receive(actor, dossier.now.reception_unit)
    return holds(actor, dossier.now)


def can_extend(actor: Actor, dossier: Found) -> Verdict:
    """The head of the competent agency, who signs the apology."""
    return _needs(
        actor.has("leader", dossier.now.competent_unit) or actor.has("head", dossier.now.step_unit),
        _("thủ trưởng cơ quan giải quyết (người ký văn bản xin lỗi)"),
    )


def can_carry(actor: Actor, dossier: Found) -> Verdict:
    """Whoever answers for the competent unit, or for the department of it that has the dossier; never the counter."""
    now = dossier.now
    held = actor.has_any((*HEADS, "leader"), now.competent_unit)
    at_step = now.step_unit != now.reception_unit and actor.has_any(HEADS, now.step_unit)
    return _needs(held or at_step, _("người phụ trách đơn vị giải quyết"))


def can_answer_consultation(actor: Actor, unit: str) -> Verdict:
    """Somebody competent in the unit that was asked; the system writes down what silence means."""
    return _needs(actor.kind == "system" or actor.has_any(OPINION, unit), _("đơn vị được lấy ý kiến"))


def can_return(actor: Actor, dossier: Found) -> Verdict:
    """The desk that hands out results at the place of return."""
    return _needs(actor.has_any(("returner", "receiver"), dossier.now.return_unit), _("quầy trả kết quả"))


def can_stop(actor: Actor, dossier: Found) -> Verdict:
    """The applicant, or the counter that got the request in person or by post."""
    held = is_applicant(actor, dossier) or actor.has_any(RECEIVERS, dossier.now.reception_unit)
    return _needs(held, _("người nộp hồ sơ"))


def can_take_money(actor: Actor, dossier: Found) -> Verdict:
    """The cashier or the counter of the place of reception; the payment gateway as the system."""
    held = actor.has_any(("cashier", "receiver"), dossier.now.reception_unit) or actor.kind == "system"
    return _needs(held, _("người thu phí tại bộ phận một cửa"))


def can_erase(actor: Actor, reception_unit: str) -> Verdict:
    """An administrator of the one-stop shop or of a unit above it; nobody who handles the dossier decides this."""
    held = people.above(actor, reception_unit, ADMINISTRATOR).allowed
    return _needs(held, _("quản trị viên của đơn vị, hoặc của cấp trên"))


def can_settle(actor: Actor, reception_unit: str) -> Verdict:
    """The express lane: whoever receives at the one-stop shop; the signer is named, the receiver does not sign."""
    return can_receive(actor, reception_unit)


def can_refund(actor: Actor, dossier: Found) -> Verdict:
    """The cashier, or whoever answers for the counter; a receiver alone does not pay money back."""
    held = actor.has_any(("cashier", "coordinator", "head"), dossier.now.reception_unit)
    return _needs(held, _("người thu phí hoặc người phụ trách bộ phận một cửa"))


def can_keep_till(actor: Actor, unit: str) -> Verdict:
    """Whoever takes money at the counter keeps a till of their own."""
    return _needs(actor.has_any(("cashier", *RECEIVERS, "head"), unit), _("người thu phí tại bộ phận một cửa"))


def can_read_till(actor: Actor, unit: str, cashier: str) -> Verdict:
    """The cashier's own sheets, and those of a counter for whoever answers for it or audits it."""
    own = actor.id == cashier and can_keep_till(actor, unit).allowed
    held = own or actor.has_any(("coordinator", "head", "auditor", "monitor"), unit) or actor.has("auditor")
    return _needs(held, _("người giữ sổ quỹ hoặc người phụ trách"))


def can_rate(actor: Actor, dossier: Found, *, proved: bool = False) -> Verdict:
    """The applicant rates, or who ``proved`` to be them by the link or the digits; never somebody with a post here."""
    return _needs(is_applicant(actor, dossier) or (proved and not actor.duties), _("người nộp hồ sơ"))
