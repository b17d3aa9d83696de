"""Parsing and shape of what officers enter; rules are in the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.route import END, Step
from motcua.dossiers.actions.refuse import GROUNDS
from motcua.ui.forms import Form


class Plain(Form):
    """No fields: the button says all."""


class SupplementForm(Form):
    """Which papers of the list are missing or wrong, and what is wrong with each."""

    def __init__(self, *args: Any, definition: ProcedureDefinition, **kwargs: Any) -> None:
        self.definition = definition
        super().__init__(*args, **kwargs)
        for component in definition.components:
            if component.kind not in {"data", "e_form"}:
                self.fields[component.code] = forms.CharField(
                    label=component.name, required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
                )

    def reasons(self) -> dict[str, str]:
        """Return the reason for each paper that has one."""
        return {code: text for code, text in self.cleaned_data.items() if text}


class RefusalForm(Form):
    """The listed ground and the reason in words."""

    ground = forms.ChoiceField(label=_("Căn cứ"), choices=list(GROUNDS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Lý do"),
        help_text=_("Viết để người nộp hiểu và biết làm gì tiếp."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RouteForm(Form):
    """The way out of the step, with a note (needed when it goes back)."""

    outcome = forms.ChoiceField(label=_("Kết quả bước này"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(out.code, out.label) for out in step.outcomes if out.to != END]
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = ways
        self.initial.setdefault("outcome", ways[0][0] if ways else "")


class DecisionForm(Form):
    """Grant or reject, with the number of the result."""

    outcome = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("granted", _("Chấp thuận, cấp kết quả")), ("rejected", _("Không chấp thuận"))],
        initial="granted",
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("Số, ký hiệu kết quả"), required=False, max_length=60)
    electronic = forms.BooleanField(label=_("Có kết quả bản điện tử"), required=False, initial=True)
    reason = forms.CharField(
        label=_("Lý do (khi không chấp thuận)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConsultationForm(Form):
    """Whom to ask, and what."""

    code = forms.ChoiceField(label=_("Đơn vị được hỏi"), widget=forms.RadioSelect)
    question = forms.CharField(
        label=_("Nội dung cần ý kiến"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(c.code, f"{c.name} ({c.answer_within.vi()})") for c in step.consultations]


class OpinionForm(Form):
    """The asked unit's opinion."""

    verdict = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[("agree", _("Đồng ý")), ("disagree", _("Không đồng ý")), ("other", _("Ý kiến khác"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Nội dung"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class GroundForm(Form):
    """One of the grounds by which the procedure lets the clock stand or run longer."""

    ground = forms.ChoiceField(label=_("Căn cứ"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, definition: ProcedureDefinition, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ground"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(g.code, g.name) for g in definition.clock_grounds if g.kind == kind]


class SuspensionForm(GroundForm):
    """The ground and the paper that orders the suspension."""

    paper = forms.CharField(label=_("Số văn bản"), required=False, max_length=60)


class ExtensionForm(Form):
    """How much longer, and the reason that the apology gives."""

    days = forms.IntegerField(label=_("Xin thêm (ngày làm việc)"), min_value=1, max_value=60)
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class PaymentForm(Form):
    """Money that came in."""

    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=1)
    method = forms.ChoiceField(
        label=_("Cách nộp"),
        choices=[("cash", _("Tiền mặt")), ("transfer", _("Chuyển khoản"))],
        initial="cash",
        widget=forms.RadioSelect,
    )
    receipt = forms.CharField(label=_("Số biên lai"), required=False, max_length=40)


class ReturnForm(Form):
    """How the result was handed over, and to whom."""

    way = forms.ChoiceField(
        label=_("Cách trả"),
        choices=[("counter", _("Tại quầy")), ("post", _("Bưu chính")), ("online", _("Bản điện tử"))],
        initial="counter",
        widget=forms.RadioSelect,
    )
    to = forms.CharField(label=_("Người nhận (nếu không phải người nộp)"), required=False, max_length=200)


class ReasonForm(Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class StopForm(ReasonForm):
    """The applicant's request to stop, as it came to the counter."""

    way = forms.ChoiceField(
        label=_("Yêu cầu đến bằng cách"),
        choices=[("counter", _("Trực tiếp tại quầy")), ("post", _("Bưu chính"))],
        initial="counter",
        widget=forms.RadioSelect,
    )


class ClaimForm(Form):
    """Who shall hold the step."""

    assignee = forms.ChoiceField(label=_("Người thực hiện"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["assignee"]
        if isinstance(field, forms.ChoiceField):
            field.choices = people
