"""What an officer can do with a dossier from its page: one noun each, with its form, policy and action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.core.process.route import END, Step
from motcua.core.process.states import TABLE, State
from motcua.core.refusal import Verdict
from motcua.core.worktime import Term
from motcua.dossiers import policies
from motcua.dossiers.actions.annul import annul
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.verify import verify
from motcua.dossiers.change import Done
from motcua.dossiers.law import definition_of
from motcua.dossiers.reading import Found
from motcua.dossiers.web.desk import forms
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.ui.forms import Form


@dataclass(frozen=True, slots=True)
class Scene:
    """What a page knows when it offers an act: the dossier as read, the current step, who looks and when."""

    found: Found
    step: Step | None
    actor: Actor
    at: Any


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``fits`` hides it where it makes no sense at this step; ``verdict`` says whether the actor may."""

    noun: str
    verb: str
    label: str | Promise
    title: str | Promise
    form: Callable[..., Form]
    options: Callable[[Scene], dict[str, Any]]
    verdict: Callable[[Scene], Verdict]
    call: Callable[..., Done]
    arguments: Callable[[Any], dict[str, Any]]
    fits: Callable[[Scene], bool] = lambda scene: True
    key: str = ""
    kind: str = "secondary"

    def offered(self, scene: Scene) -> bool:
        """Tell whether the law allows the act in this state and the step has a use for it."""
        return scene.found.now.state in TABLE[self.verb].sources and self.fits(scene)


def _nothing(_: Scene) -> dict[str, Any]:
    return {}


def _step(scene: Scene) -> dict[str, Any]:
    return {"step": scene.step}


def _definition(scene: Scene) -> dict[str, Any]:
    return {"definition": definition_of(scene.found.now)}


def _grounds(kind: str) -> Callable[[Scene], dict[str, Any]]:
    return lambda scene: {"definition": definition_of(scene.found.now), "kind": kind}


def _has_ground(kind: str) -> Callable[[Scene], bool]:
    return lambda scene: any(g.kind == kind for g in definition_of(scene.found.now).clock_grounds)


def _holds(scene: Scene) -> Verdict:
    return policies.holds(scene.actor, scene.found.now)


def _colleagues(scene: Scene) -> dict[str, Any]:
    now = scene.found.now
    options = people.officer_options(now.step_unit, now.step_role, scene.at)
    return {"people": [(f"user:{o.user}", f"{o.name} (đang nghỉ)" if o.away else o.name) for o in options]}


def _moves(scene: Scene) -> bool:
    return bool(scene.step) and not scene.step.decides and any(out.to != END for out in scene.step.outcomes)  # type: ignore[union-attr]


def _owes(scene: Scene) -> bool:
    now = scene.found.now
    return (now.fee_due or 0) > now.fee_paid


def _cleaned(form: Any) -> dict[str, Any]:
    return dict(form.cleaned_data)


ACTS: tuple[Act, ...] = (
    Act(
        "reception",
        "receive",
        _("Tiếp nhận"),
        _("Tiếp nhận hồ sơ"),
        forms.Plain,
        _nothing,
        lambda s: policies.can_receive(s.actor, s.found.now.reception_unit),
        receive,
        lambda form: {},
        fits=lambda s: s.found.now.state is State.SUBMITTED,
        key="F9",
        kind="primary",
    ),
    Act(
        "decision",
        "decide",
        _("Quyết định"),
        _("Quyết định"),
        forms.DecisionForm,
        _nothing,
        _holds,
        decide,
        _cleaned,
        fits=lambda s: bool(s.step and s.step.decides),
        key="F9",
        kind="primary",
    ),
    Act(
        "route",
        "route",
        _("Chuyển bước"),
        _("Làm xong bước này"),
        forms.RouteForm,
        _step,
        _holds,
        route,
        _cleaned,
        fits=_moves,
        key="F9",
        kind="primary",
    ),
    Act(
        "return",
        "return",
        _("Trả kết quả"),
        _("Trả kết quả"),
        forms.ReturnForm,
        _nothing,
        lambda s: policies.can_return(s.actor, s.found),
        return_result,
        _cleaned,
        fits=lambda s: s.found.now.step_kind == "return",
        key="F9",
        kind="primary",
    ),
    Act(
        "resumption",
        "resume",
        _("Tính tiếp thời hạn"),
        _("Tính tiếp thời hạn"),
        forms.Plain,
        _nothing,
        _holds,
        resume,
        lambda form: {},
        key="F9",
        kind="primary",
    ),
    Act(
        "supplement-request",
        "ask_supplement",
        _("Yêu cầu bổ sung"),
        _("Yêu cầu bổ sung, hoàn thiện hồ sơ"),
        forms.SupplementForm,
        _definition,
        lambda s: policies.can_ask_supplement(s.actor, s.found),
        ask_supplement,
        lambda form: {"reasons": form.reasons()},
    ),
    Act(
        "consultation",
        "consult",
        _("Lấy ý kiến"),
        _("Lấy ý kiến đơn vị khác"),
        forms.ConsultationForm,
        _step,
        _holds,
        consult,
        _cleaned,
        fits=lambda s: bool(s.step and s.step.consultations),
    ),
    Act(
        "suspension",
        "suspend",
        _("Tạm dừng"),
        _("Tạm dừng tính thời hạn"),
        forms.SuspensionForm,
        _grounds("pause"),
        _holds,
        suspend,
        _cleaned,
        fits=_has_ground("pause"),
    ),
    Act(
        "verification",
        "verify",
        _("Thêm ngày xác minh"),
        _("Thêm thời gian xác minh"),
        forms.GroundForm,
        _grounds("verification"),
        _holds,
        verify,
        _cleaned,
        fits=_has_ground("verification"),
    ),
    Act(
        "apology",
        "extend",
        _("Xin lỗi, hẹn lại"),
        _("Xin lỗi và hẹn lại ngày trả"),
        forms.ExtensionForm,
        _nothing,
        lambda s: policies.can_extend(s.actor, s.found),
        extend,
        lambda form: {
            "term": Term.of(form.cleaned_data["days"], "working_days"),
            "reason": form.cleaned_data["reason"],
        },
    ),
    Act(
        "assignment",
        "claim",
        _("Giao người làm"),
        _("Giao bước này cho"),
        forms.ClaimForm,
        _colleagues,
        lambda s: policies.can_claim(s.actor, s.found, s.actor.id),
        claim,
        _cleaned,
    ),
    Act(
        "payment",
        "pay",
        _("Thu tiền"),
        _("Ghi nhận tiền nộp"),
        forms.PaymentForm,
        lambda s: {"initial": {"amount": (s.found.now.fee_due or 0) - s.found.now.fee_paid}},
        lambda s: policies.can_take_money(s.actor, s.found),
        pay,
        _cleaned,
        fits=_owes,
        key="F6",
    ),
    Act(
        "refusal",
        "refuse",
        _("Từ chối"),
        _("Từ chối giải quyết hồ sơ"),
        forms.RefusalForm,
        _nothing,
        lambda s: policies.can_refuse(s.actor, s.found),
        refuse,
        _cleaned,
        kind="warning",
    ),
    Act(
        "stop-notice",
        "stop",
        _("Dừng theo yêu cầu"),
        _("Dừng giải quyết theo yêu cầu của người nộp"),
        forms.StopForm,
        _nothing,
        lambda s: policies.can_stop(s.actor, s.found),
        stop,
        _cleaned,
    ),
    Act(
        "annulment",
        "annul",
        _("Hủy tiếp nhận nhầm"),
        _("Hủy tiếp nhận nhầm"),
        forms.ReasonForm,
        _nothing,
        lambda s: policies.can_receive(s.actor, s.found.now.reception_unit),
        annul,
        _cleaned,
        kind="warning",
    ),
)
BY_NOUN = {act.noun: act for act in ACTS}
