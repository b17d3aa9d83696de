"""What an officer can do with a dossier from its page: one noun each, with its form, policy and action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.core.process.states import State
from motcua.core.refusal import ALLOWED, Refused, Verdict
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import custody, effects, fees, guards, policies, queries
from motcua.dossiers.actions.annul import annul
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.exempt import exempt
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.issue import issue
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.recall import recall, recalled
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refund import refund
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.verify import verify
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.law import definition_of
from motcua.dossiers.slips import open_request
from motcua.dossiers.web.desk import closing_forms as closing
from motcua.dossiers.web.desk import forms
from motcua.dossiers.web.desk.correction_form import CorrectionForm, correctable
from motcua.dossiers.web.desk.scene import Act, Scene
from motcua.people import queries as people


def _definition(scene: Scene) -> dict[str, Any]:
    return {"definition": definition_of(scene.found.now)}


def _asked(scene: Scene) -> dict[str, Any]:
    """Return the papers that this case asks for or that were handed in: of the list nothing else may be demanded."""
    on = local(scene.at).date()
    return {"components": guards.may_be_asked(scene.found), "definition": definition_of(scene.found.now), "on": on}


def _has_ground(kind: str) -> Callable[[Scene], bool]:
    return lambda scene: any(g.kind == kind for g in definition_of(scene.found.now).clock_grounds)


def _holds(scene: Scene) -> Verdict:
    return policies.holds(scene.actor, scene.found.now)


def _counter(scene: Scene) -> Verdict:
    return policies.can_receive(scene.actor, scene.found.now.reception_unit)


def _ways(scene: Scene) -> dict[str, Any]:
    shut = effects.ways(scene.found.now, scene.at)
    assert scene.step is not None
    return {"ways": [(out.code, out.label) for out in scene.step.outcomes if out.code in shut]}


def _only_issues(scene: Scene) -> bool:
    """Tell whether number and seal are the step's one way out: then there is nothing to choose."""
    return scene.step is not None and scene.step.kind == "issue" and len(scene.step.outcomes) == 1


def _colleagues(scene: Scene) -> dict[str, Any]:
    now = scene.found.now
    held = {row.assignee: row for row in queries.load([now.step_unit], scene.at)}
    choices = []
    for option in people.officer_options(now.step_unit, now.step_role, scene.at):
        row = held.get(f"user:{option.user}")
        told = _now("đang giữ %(n)d việc, %(late)d trễ") % {"n": row.open if row else 0, "late": row.late if row else 0}
        away = _now(" · hôm nay vắng mặt") if option.away else ""
        choices.append((f"user:{option.user}", f"{option.name} ({told}{away})"))
    return {"people": choices, "initial": {"assignee": now.assignee}}


def _grounds(kind: str) -> Callable[[Scene], dict[str, Any]]:
    def options(scene: Scene) -> dict[str, Any]:
        moved = effects.verifications(scene.found.now, scene.at) if kind == "verification" else {}
        return {**_definition(scene), "kind": kind, "moved": moved}

    return options


def _refusable(scene: Scene) -> dict[str, Any]:
    asked = scene.found.now.supplements > 0
    return {"listed": guards.grounds(definition_of(scene.found.now), asked=asked)}


def _requested(scene: Scene) -> dict[str, Any]:
    request = open_request(scene.found.id)
    return {
        **_definition(scene),
        "items": request.items if request else [],
        "reasons": request.reasons if request else {},
    }


def _may_recall(scene: Scene) -> bool:
    """Tell whether the actor sent the last step and nobody has opened it."""
    try:
        recalled(scene.found, actor=scene.actor, at=scene.at)
    except Refused:
        return False
    return True


def _owed(scene: Scene) -> int:
    now = scene.found.now
    return (now.fee_due or 0) - now.fee_paid


def _may_owe(scene: Scene) -> bool:
    """Tell whether money may come in: some is owed, or the published fee has no amount yet and the counter knows it."""
    return scene.found.now.fee_due is None or _owed(scene) > 0


def _payment(scene: Scene) -> dict[str, Any]:
    """Return what the form of money needs: the sum owed, and whether an amount is published at all."""
    return {"owed": _owed(scene), "published": scene.found.now.fee_due is not None}


def _claims(scene: Scene) -> dict[str, Any]:
    now = scene.found.now
    open_to_claims = not now.relief and (_owed(scene) > 0 or (now.fee_due is None and not now.fee_paid))
    return {
        "claims": fees.claims(scene.found) if open_to_claims else {},
        "owing": _owed(scene) > 0,
        **custody.asked(scene.found, scene.at),
    }


def _extension(form: Any) -> dict[str, Any]:
    return {"term": Term.of(int(form.cleaned_data["days"]), "working_days"), "reason": form.cleaned_data["reason"]}


MAIN: dict[str, Any] = {"key": "F9", "kind": "primary"}
STEP: dict[str, Any] = {"verdict": _holds, "stepwise": True}
ACTS: tuple[Act, ...] = (
    Act("reception", "receive", _("Tiếp nhận"), _("Tiếp nhận hồ sơ"), forms.Plain, receive, _counter,
        arguments=lambda form: {}, fits=lambda s: s.found.now.state is State.SUBMITTED, **MAIN),
    Act("supplement", "answer_supplement", _("Nhận giấy tờ bổ sung"), _("Nhận giấy tờ bổ sung tại quầy"),
        forms.HandedForm, answer_supplement, lambda s: policies.can_answer_supplement(s.actor, s.found),
        options=_requested, arguments=lambda form: {"papers": form.papers()}, quiet=True, **MAIN),
    Act("decision", "decide", _("Quyết định"), _("Quyết định"), forms.DecisionForm, decide,
        fits=lambda s: bool(s.step and s.step.decides), **MAIN, **STEP),
    Act("return", "return", _("Trả kết quả"), _("Trả kết quả"), closing.ReturnForm, return_result,
        lambda s: policies.can_return(s.actor, s.found), options=_claims,
        arguments=lambda form: form.said(), fits=lambda s: s.found.now.step_kind == "return", **MAIN),
    Act("resumption", "resume", _("Tính tiếp thời hạn"), _("Tính tiếp thời hạn"), forms.Plain, resume,
        arguments=lambda form: {}, **MAIN, **STEP),
    Act("issue", "route", _("Cấp số, đóng dấu"), _("Cấp số, đóng dấu, chuyển trả kết quả"), forms.Plain, issue,
        arguments=lambda form: {}, fits=lambda s: s.found.now.step_kind == "issue", **MAIN, **STEP),
    Act("route", "route", _("Chuyển bước"), _("Làm xong bước này"), forms.RouteForm, route, options=_ways,
        fits=lambda s: bool(s.step) and not _only_issues(s) and bool(effects.ways(s.found.now, s.at)), **MAIN, **STEP),
    Act("payment", "pay", _("Thu tiền"), _("Ghi nhận tiền nộp"), closing.PaymentForm, pay,
        lambda s: policies.can_take_money(s.actor, s.found),
        options=_payment, fits=_may_owe, key="F6", quiet=True, send=_("Ghi nhận đã thu")),
    Act("exemption", "exempt", _("Miễn, giảm phí"), _("Ghi miễn, giảm phí"), closing.ExemptionForm, exempt,
        lambda s: policies.can_take_money(s.actor, s.found), options=lambda s: {"claims": fees.claims(s.found)},
        fits=lambda s: _may_owe(s) and not s.found.now.relief and bool(fees.claims(s.found)), quiet=True,
        send=_("Ghi miễn, giảm")),
    Act("refund", "refund", _("Hoàn tiền"), _("Hoàn tiền đã thu"), closing.RefundForm, refund,
        lambda s: policies.can_refund(s.actor, s.found), options=lambda s: {"paid": s.found.now.fee_paid},
        fits=lambda s: s.found.now.fee_paid > 0, quiet=True, send=_("Hoàn tiền, lập phiếu")),
    Act("supplement-request", "ask_supplement", _("Yêu cầu bổ sung"), _("Yêu cầu bổ sung, hoàn thiện hồ sơ"),
        forms.SupplementForm, ask_supplement, lambda s: policies.can_ask_supplement(s.actor, s.found),
        options=_asked, arguments=lambda form: {"reasons": form.reasons()}, stepwise=True),
    Act("consultation", "consult", _("Lấy ý kiến"), _("Lấy ý kiến đơn vị khác"), forms.ConsultationForm, consult,
        options=lambda s: {"step": s.step}, fits=lambda s: bool(s.step and s.step.consultations), **STEP),
    Act("suspension", "suspend", _("Tạm dừng"), _("Tạm dừng tính thời hạn"), forms.SuspensionForm, suspend,
        options=_grounds("pause"), fits=_has_ground("pause"), send=_("Tạm dừng tính thời hạn"), **STEP),
    Act("verification", "verify", _("Thêm ngày xác minh"), _("Thêm thời gian xác minh"), forms.GroundForm, verify,
        options=_grounds("verification"), fits=_has_ground("verification"), **STEP),
    Act("apology", "extend", _("Xin lỗi, hẹn lại"), _("Xin lỗi và hẹn lại ngày trả"), forms.ExtensionForm, extend,
        lambda s: policies.can_extend(s.actor, s.found),
        options=lambda s: {"choices": effects.extensions(s.found.now, s.at)}, arguments=_extension,
        send=_("Gửi xin lỗi, hẹn lại")),
    Act("assignment", "claim", _("Chuyển người khác"), _("Giao bước cho người khác"), forms.ClaimForm, claim,
        lambda s: policies.can_assign(s.actor, s.found), options=_colleagues, send=_("Giao bước này")),
    Act("refusal", "refuse", _("Từ chối"), _("Từ chối giải quyết hồ sơ"), forms.RefusalForm, refuse,
        lambda s: policies.can_refuse(s.actor, s.found), options=_refusable,
        kind="warning", stepwise=True, send=_("Từ chối hồ sơ")),
    Act("stop-notice", "stop", _("Dừng theo yêu cầu"), _("Dừng giải quyết theo yêu cầu của người nộp"),
        closing.StopForm, stop, lambda s: policies.can_stop(s.actor, s.found), quiet=True,
        fits=lambda s: not s.found.now.before_reception, send=_("Dừng giải quyết")),
    Act("withdrawal", "withdraw", _("Người nộp rút"), _("Người nộp rút hồ sơ chưa tiếp nhận"), closing.WithdrawalForm,
        withdraw, lambda s: policies.can_stop(s.actor, s.found), quiet=True,
        fits=lambda s: s.found.now.before_reception, send=_("Ghi nhận người nộp rút")),
    Act("recall", "recall", _("Thu hồi"), _("Thu hồi bước vừa chuyển"), forms.Plain, recall, lambda s: ALLOWED,
        arguments=lambda form: {}, fits=_may_recall, quiet=True),
    Act("correction", "correct", _("Sửa thông tin"), _("Sửa thông tin sau tiếp nhận"), CorrectionForm, correct,
        lambda s: policies.can_correct(s.actor, s.found), options=correctable,
        fits=lambda s: not s.found.now.before_reception,
        arguments=lambda form: form.arguments(), key="F3", quiet=True, send=_("Sửa, cấp lại giấy hẹn")),
    Act("annulment", "annul", _("Hủy tiếp nhận nhầm"), _("Hủy tiếp nhận nhầm"), closing.ReasonForm, annul, _counter,
        kind="warning", quiet=True, send=_("Hủy tiếp nhận")),
)  # fmt: skip
BY_NOUN = {act.noun: act for act in ACTS}
