"""Parsing and shape of what officers enter on the pages of acts; rules are in the actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.decide.cited import component_of
from motcua.core.process.route import Step
from motcua.core.refusal import Refused
from motcua.dossiers import guards
from motcua.dossiers.effects import Moved
from motcua.dossiers.entries import LineField, NumberField, TextField
from motcua.dossiers.guards import Ground
from motcua.dossiers.lodgement import Handed
from motcua.ui import refusals
from motcua.ui.formatting import moment as spoken
from motcua.ui.formatting import term
from motcua.ui.forms import Form

CITING: dict[str, tuple[Any, Any, int]] = {
    "law-what": (_("Giấy tờ khác mà văn bản yêu cầu"), _("Chỉ khi không có trong danh mục trên."), 500),
    "law-act": (_("Số hiệu văn bản"), _("Văn bản có trong sổ văn bản hoặc là căn cứ của thủ tục, còn hiệu lực."), 60),
    "law-article": (_("Điều"), "", 6),
    "law-clause": (_("Khoản"), "", 6),
    "law-point": (_("Điểm"), "", 3),
}
NARROW = {
    60: {"class": "govuk-input--width-20"},
    6: {"class": "govuk-input--width-3"},
    3: {"class": "govuk-input--width-3"},
}
PHRASES = (
    _("Ảnh mờ, không đọc được"),
    _("Thiếu trang"),
    _("Chưa có trong hồ sơ"),
    _("Chưa ký hoặc chưa đóng dấu"),
    _("Đã hết hiệu lực"),
    _("Không khớp với tờ khai"),
    _("Bản chụp không phải từ bản chính"),
)


class SymbolField(LineField):
    """A number or sign of a document: what stands in the ledger may be no sentence and no name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the sign; letters, digits and the marks of official numbers only."""
        text = super().clean(value)
        if text and not (any(c.isdigit() for c in text) and all(c.isalnum() or c in "/-._ " for c in text)):
            raise forms.ValidationError(_("Số, ký hiệu gồm chữ số, chữ và các dấu / - . Ví dụ 45/2026."))
        return text


def counting(text: str) -> int | None:
    """Return a number that a page of ours carried (a step, a version, a row), None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def lines_of(label: Any, rows: int = 4, **kwargs: Any) -> TextField:
    """Return a field for several lines of words."""
    return TextField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def choose(form: Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """Give a choice field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class Plain(Form):
    """No fields: the button says all."""


class SupplementForm(Form):
    """Which papers of the case are missing or wrong, and what is wrong with each; ready phrases help.

    A paper that no list names is asked for only by an article of an act in force.
    """

    def __init__(
        self,
        *args: Any,
        components: Sequence[Component],
        definition: ProcedureDefinition,
        on: date,
        marked: frozenset[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.definition, self.on = definition, on
        for component in sorted(components, key=lambda c: c.code not in marked):
            said = _("Đã đánh dấu không đạt: ghi rõ điều cần sửa.") if component.code in marked else ""
            widget = forms.TextInput(attrs={"list": "phrases", "autocomplete": "off"})
            self.fields[component.code] = LineField(
                label=component.name, help_text=said, required=False, max_length=500, widget=widget
            )

        for name, (label, said, longest) in CITING.items():
            self.fields[name] = LineField(
                label=label,
                help_text=said,
                required=False,
                max_length=longest,
                widget=forms.TextInput(attrs={"autocomplete": "off", **NARROW.get(longest, {})}),
            )

    def clean(self) -> dict[str, Any]:
        """Turn a demand by law into the code of a paper; its act must be in the register and in force."""
        data = super().clean() or {}
        given = {name: data.pop(name, "") for name in CITING}
        self.by_law: dict[str, str] = {}
        if given["law-act"] or given["law-what"]:
            try:
                if not given["law-what"]:
                    raise Refused("reason_missing", "Chưa ghi giấy tờ cần nộp theo văn bản đã dẫn.")
                article, clause, point = given["law-article"], given["law-clause"], given["law-point"]
                found = guards.cite(given["law-act"], article, clause, point, self.on, self.definition)
                self.by_law[found.code] = given["law-what"]
            except Refused as refused:
                self.add_error("law-act", refusals.sentences(refused))
        return data

    def reasons(self) -> dict[str, str]:
        """Return the reason for each paper that has one, those by law last."""
        listed = {code: text for code, text in self.cleaned_data.items() if text}
        return {**listed, **self.by_law}


class HandedForm(Form):
    """The papers asked for, as they lie on the counter: how many of each."""

    def __init__(
        self,
        *args: Any,
        definition: ProcedureDefinition,
        items: Sequence[str],
        reasons: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for code in items:
            self.fields[code] = NumberField(
                label=_now("%s: số bản nhận") % component_of(definition, code).name,
                help_text=reasons.get(code, ""),
                required=False,
                at_least=0,
                at_most=99,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
            )

    def papers(self) -> list[Handed]:
        """Return what was handed over."""
        return [Handed(code, "paper", originals=number) for code, number in self.cleaned_data.items() if number]


class RefusalForm(Form):
    """The listed ground and the reason in words."""

    ground = forms.ChoiceField(label=_("Căn cứ"), widget=forms.RadioSelect)
    reason = lines_of(_("Lý do"), help_text=_("Viết để người nộp hiểu và biết làm gì tiếp."))

    def __init__(self, *args: Any, listed: Mapping[str, Ground], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {code: _now(one.source) for code, one in listed.items()}
        choose(self, "ground", [(code, _now(one.words)) for code, one in listed.items()])


class RouteForm(Form):
    """The way out of the step, with a note (needed when it goes back)."""

    outcome = forms.ChoiceField(label=_("Kết quả bước này"), widget=forms.RadioSelect)
    note = lines_of(_("Ghi chú cho bước sau"), 3, required=False, help_text=_("Trả lại thì phải ghi rõ cần sửa gì."))

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "outcome", ways)
        self.initial.setdefault("outcome", ways[0][0] if ways else "")


class DecisionForm(Form):
    """Grant or reject, with the number of the result."""

    outcome = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("granted", _("Chấp thuận, cấp kết quả")), ("rejected", _("Không chấp thuận"))],
        initial="granted",
        widget=forms.RadioSelect,
    )
    reason = lines_of(_("Lý do không chấp thuận"), 3, required=False)
    number = SymbolField(label=_("Số, ký hiệu kết quả"), help_text=_("Để trống nếu văn thư cấp số sau."))
    electronic = forms.BooleanField(label=_("Có kết quả bản điện tử"), required=False, initial=True)


class ConsultationForm(Form):
    """Whom to ask, and what."""

    code = forms.ChoiceField(label=_("Đơn vị được hỏi"), widget=forms.RadioSelect)
    question = lines_of(_("Nội dung cần ý kiến"))

    def __init__(self, *args: Any, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = [(c.code, _now("%(name)s, trả lời trong %(term)s") % {"name": c.name, "term": term(c.answer_within)})
                 for c in step.consultations]  # fmt: skip
        choose(self, "code", terms)
        self.initial.setdefault("code", terms[0][0])


class OpinionForm(Form):
    """The asked unit's opinion."""

    verdict = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[("agree", _("Đồng ý")), ("disagree", _("Không đồng ý")), ("other", _("Ý kiến khác"))],
        widget=forms.RadioSelect,
    )
    text = lines_of(_("Nội dung"), required=False, help_text=_("Bắt buộc khi không đồng ý hoặc có ý kiến khác."))


class GroundForm(Form):
    """One of the grounds by which the procedure lets the clock stand or run longer, each with the new date."""

    ground = forms.ChoiceField(label=_("Căn cứ"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, definition: ProcedureDefinition, kind: str, moved: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        grounds = [ground for ground in definition.clock_grounds if ground.kind == kind]
        choose(self, "ground", [(ground.code, ground.name) for ground in grounds])
        self.hints = {g.code: " · ".join(filter(None, (moved.get(g.code, ""), g.source))) for g in grounds}
        if len(grounds) == 1:
            self.initial.setdefault("ground", grounds[0].code)


class SuspensionForm(GroundForm):
    """The ground and the paper that orders the suspension."""

    paper = SymbolField(label=_("Số văn bản làm căn cứ"))


class ExtensionForm(Form):
    """How much longer, each choice with its date, and the reason that the apology gives."""

    days = forms.ChoiceField(label=_("Hẹn lại thêm"))
    reason = lines_of(_("Lý do chậm"), help_text=_("In trong văn bản xin lỗi gửi người nộp."))

    def __init__(self, *args: Any, choices: Sequence[Moved], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "days", [(c.code, f"{c.words} → {spoken(c.due)}" if c.due else c.words) for c in choices])


class ClaimForm(Form):
    """Who shall hold the step."""

    assignee = forms.ChoiceField(label=_("Người thực hiện"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "assignee", people)
