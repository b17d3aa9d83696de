"""The counter's entry form: applicant, the case's questions and the papers handed over, on one page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import choose_case
from motcua.core.procedure.requirements import requirements
from motcua.dossiers import places
from motcua.dossiers.lodgement import Handed, Lodgement, Person
from motcua.people import queries as people
from motcua.procedures.queries import Published
from motcua.ui.forms import Form

COUNTED = ("declaration", "issued_paper", "text", "drawing", "photo", "shown")


class EntryForm(Form):
    """Fields by the published definition; ``q_…`` questions, ``p_…`` papers with their number of copies received."""

    name = forms.CharField(label=_("Họ và tên"), max_length=200)
    national_id = forms.RegexField(
        label=_("Số định danh"),
        regex=r"^(\d{9}|\d{12})$",
        required=False,
        error_messages={"invalid": _("Số định danh có 12 chữ số (hoặc 9 chữ số của chứng minh nhân dân cũ).")},
    )
    phone = forms.RegexField(
        label=_("Điện thoại"),
        regex=r"^(0|\+84)\d{9,10}$",
        required=False,
        error_messages={"invalid": _("Số điện thoại có 10 chữ số, bắt đầu bằng 0.")},
    )
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=400)
    lodged_by = forms.CharField(label=_("Người nộp thay (nếu có)"), required=False, max_length=200)

    def __init__(self, *args: Any, published: Published, reception: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.published, self.reception = published, reception
        self.definition = published.definition
        self.on = on
        self.home = "" if reception == places.PROVINCE_CENTRE else reception.split(".")[0]
        if not self.home and places.needs_place(self.definition, {}):
            options = [(unit.code, unit.name) for unit in people.units(kind="commune", on=on)]
            self.fields["place"] = forms.ChoiceField(label=_("Xã, phường giải quyết"), choices=options)
        for question in self.definition.questions:
            choices = [(option.code, option.label) for option in question.choices()]
            self.fields[f"q_{question.code}"] = (
                forms.IntegerField(label=question.text, required=False, min_value=0, max_value=9999)
                if question.kind == "number"
                else forms.ChoiceField(
                    label=question.text,
                    choices=choices,
                    required=False,
                    widget=forms.RadioSelect,
                    help_text=question.help,
                )
            )
        for component in self._papers():
            self.fields[f"p_{component.code}"] = forms.IntegerField(
                label=component.name, required=False, min_value=0, max_value=99
            )

    def _papers(self) -> list[Component]:
        return [
            component
            for component in self.definition.components
            if component.kind in COUNTED and (not component.channels or "direct" in component.channels)
        ]

    def person_fields(self) -> list[BoundField]:
        """Return the applicant's fields."""
        names = ("name", "national_id", "phone", "address", "lodged_by", "place")
        return [self[name] for name in names if name in self.fields]

    def question_fields(self) -> list[BoundField]:
        """Return the questions that choose the case."""
        return [field for field in self if field.name.startswith("q_")]

    def paper_fields(self) -> list[BoundField]:
        """Return the papers to count."""
        return [field for field in self if field.name.startswith("p_")]

    def answers(self) -> dict[str, Any]:
        """Return the answers to the questions that were given."""
        given = {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("q_")}
        return {code: value for code, value in given.items() if value not in (None, "")}

    def lodgement(self) -> Lodgement:
        """Return what was handed in; the case follows from the answers."""
        answers = self.answers()
        choice = choose_case(self.definition, answers)
        case = choice.case
        papers = {
            component.code: self.cleaned_data[f"p_{component.code}"]
            for component in self._papers()
            if self.cleaned_data.get(f"p_{component.code}")
        }
        place = self.cleaned_data.get("place", "") or self.home
        asked = requirements(self.definition, case, answers, "direct") if case else ()
        looked_up = [r.component.code for r in asked if r.asked == "looked_up"]
        return Lodgement(
            procedure_version=str(self.published.id),
            case=case.code if case else "",
            competent_unit=places.competent_for(self.definition, answers, place, self.on),
            channel=1,
            person=Person(
                name=self.cleaned_data["name"],
                national_id=self.cleaned_data["national_id"],
                phone=self.cleaned_data["phone"],
                address=self.cleaned_data["address"],
                lodged_by=self.cleaned_data["lodged_by"],
            ),
            answers=answers,
            papers=[
                *(Handed(code, "paper", originals=number) for code, number in papers.items()),
                *(Handed(code, "looked_up") for code in looked_up if code not in papers),
            ],
            reception_unit=self.reception,
        )
