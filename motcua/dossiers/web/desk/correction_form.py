"""The form of a correction: what is written down now, each value in its field; what differs is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.forms import FieldKind, FormField, FormPage
from motcua.core.process.decide.correcting import ANSWER, APPLICANT, GROUNDS, NAMED_BY_ITSELF
from motcua.core.rules import evaluate
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import corrections
from motcua.dossiers.declaration import DeclarationForm, question_page
from motcua.dossiers.entries import LineField, build
from motcua.dossiers.law import definition_of
from motcua.dossiers.models import Applicant
from motcua.dossiers.web.desk.forms import choose
from motcua.dossiers.web.desk.scene import Scene
from motcua.ui.forms import Form, explain_required

KINDS: Final[Mapping[str, FieldKind]] = {"national_id": "national_id", "phone": "phone", "email": "email"}
LONGEST: Final = {"address": 400}


def correctable(scene: Scene) -> dict[str, Any]:
    """Return what the form needs: the values as they are written down now and the declaration's pages."""
    held = Applicant.objects.get(dossier_id=scene.found.id)
    return {
        "held": held,
        "definition": definition_of(scene.found.now),
        "on": local(scene.at).date(),
    }


def _pages(definition: ProcedureDefinition, answers: Mapping[str, Any]) -> list[FormPage]:
    """Return the pages that apply to what was answered, the questions first."""
    words = definition.words()
    return [
        page
        for page in (question_page(definition), *definition.pages)
        if page.when is None or evaluate(page.when, answers, words).value is not False
    ]


class CorrectionForm(Form):
    """Person and declaration as written down; a field that was empty may stay empty, one that was not may not."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        held: Applicant,
        definition: ProcedureDefinition,
        on: date,
    ) -> None:
        self.pages = [
            DeclarationForm(page, words=definition.words(), answers=held.answers, on=on, data=data)
            for page in _pages(definition, held.answers)
        ]
        self.answers = dict(held.answers)
        super().__init__(data)
        self.hints: dict[str, str] = {}
        self._person(held, on)
        for page in self.pages:
            for code, field in page.fields.items():
                if code in corrections.MIRRORED:
                    continue
                field.required = field.required and code in held.answers
                self.fields[code] = field
                self.initial[code] = page.initial.get(code) if code in held.answers else None
        self.fields["correction-ground"] = forms.ChoiceField(label=_("Vì sao sửa"), widget=forms.RadioSelect)
        choose(self, "correction-ground", [(code, _(words)) for code, words in GROUNDS.items()])
        self.initial["correction-ground"] = NAMED_BY_ITSELF
        self.fields["correction-reason"] = LineField(
            label=_("Ghi rõ"), required=False, max_length=300, help_text=_("Gõ nhầm thì không phải ghi thêm.")
        )
        explain_required(self)

    def _person(self, held: Applicant, on: date) -> None:
        for name, words in corrections.LABELS.items():
            value = getattr(held, name)
            if name.startswith("lodged_by") and not held.lodged_by:
                continue
            kind: FieldKind = KINDS.get(name, "text")
            field = FormField(name, _(words), kind, longest=LONGEST.get(name, 200), required=bool(value))
            self.fields[f"applicant-{name}"] = build(field, on)
            self.initial[f"applicant-{name}"] = value
        self.fields["applicant-name"].widget.attrs["data-focus"] = True

    def clean(self) -> dict[str, Any]:
        """Let each page of the declaration check itself; an answer that never was given may stay missing."""
        cleaned: dict[str, Any] = super().clean() or {}
        for page in self.pages:
            page.full_clean()
            for code, errors in page.errors.items():
                if code in self.fields and code not in self.errors and (code in self.answers or self.data.get(code)):
                    self.add_error(code, list(errors))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return every value by its field code, and why."""
        person = {
            f"{APPLICANT}{name.removeprefix('applicant-')}": value or ""
            for name, value in self.cleaned_data.items()
            if name.startswith("applicant-")
        }
        answers: dict[str, Any] = {}
        for page in self.pages:
            saved = page.saved()
            for code in page.fields:
                if code in corrections.MIRRORED:
                    continue
                if code in saved or code in self.answers:
                    answers[f"{ANSWER}{code}"] = saved.get(code)
        return {
            "values": {**person, **answers},
            "ground": self.cleaned_data["correction-ground"],
            "reason": self.cleaned_data["correction-reason"],
        }
