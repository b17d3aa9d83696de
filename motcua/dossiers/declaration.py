"""Turns the fields of a published procedure into a form, and what was typed into plain answers by field code.

The same form serves the citizen's pages and the counter. Answers are text or whole numbers: days as ``2026-05-06``,
ticks as ``yes`` or ``no``, telephone numbers as ``0912345678``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition, Question
from motcua.core.procedure.forms import FormField, FormPage
from motcua.core.rules import AllOf, AnyOf, Between, Condition, Is, Not, Words, evaluate, questions_of
from motcua.dossiers.entries import build
from motcua.ui.forms import Form, explain_required

Answers = Mapping[str, str | int]
QUESTIONS = "questions"


def question_page(definition: ProcedureDefinition) -> FormPage:
    """Return the case questions of a procedure as a page of fields."""
    return FormPage(QUESTIONS, _("Trường hợp của bạn"), tuple(map(_as_field, definition.questions)))


def _as_field(question: Question) -> FormField:
    number = question.kind == "number"
    return FormField(
        question.code,
        question.text,
        "number" if number else "choice",
        help=question.help,
        options=() if number else question.choices(),
        when=question.when,
        at_least=0 if number else None,
        at_most=100_000 if number else None,
    )


class DeclarationForm(Form):
    """One page of a declaration. ``answers`` are those given on other pages; ``saved()`` are those of this one.

    A field whose condition reads a field of the same page is always drawn, says when it is to be filled in, and is
    dropped where its condition turns out false: so the page works without scripts.
    """

    def __init__(
        self,
        page: FormPage,
        *,
        words: Words,
        answers: Answers,
        on: date,
        data: Mapping[str, Any] | None = None,
        person: Mapping[str, str] | None = None,
    ) -> None:
        self.page = page
        self.answers = {code: value for code, value in answers.items() if code not in _codes(page)}
        self.depending: dict[str, FormField] = {}
        initial = {field.code: answers[field.code] for field in page.fields if field.code in answers}
        for field in page.fields:
            if field.code not in initial and field.from_person and (person or {}).get(field.from_person):
                initial[field.code] = (person or {})[field.from_person]
        super().__init__(data, initial=_shown(page, initial))
        self.fields.update(self._fields(words, on))
        self.asked_if = frozenset(code for code, field in self.depending.items() if field.required)
        explain_required(self)

    def _fields(self, words: Words, on: date) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for field in self.page.fields:
            if field.when is None:
                made[field.code] = build(field, on)
            elif questions_of(field.when) & _codes(self.page):
                self.depending[field.code] = field
                made[field.code] = build(field, on, required=False, help=_join(spoken(field.when, words), field.help))
            elif evaluate(field.when, self.answers, words).value is not False:
                made[field.code] = build(field, on)
        return made

    def clean(self) -> dict[str, Any]:
        """Ask for depending fields whose condition holds, and drop those whose condition does not."""
        cleaned: dict[str, Any] = super().clean() or {}
        told = {**self.answers, **_plain(cleaned)}
        for code, field in self.depending.items():
            assert field.when is not None
            holds = evaluate(field.when, told).value
            if holds is False:
                cleaned.pop(code, None)
                self.errors.pop(code, None)
                told.pop(code, None)
            elif holds and field.required and code not in told and code not in self.errors:
                self.add_error(code, _empty(field))
        return cleaned

    def saved(self) -> dict[str, str | int]:
        """Return what was given properly on this page, also when something else on it is wrong."""
        return _plain(self.cleaned_data) if self.is_bound and hasattr(self, "cleaned_data") else {}

    def emptied(self) -> frozenset[str]:
        """Return the codes of this page that have no answer (any more)."""
        return _codes(self.page) - set(self.saved()) - set(self.errors)


def check(page: FormPage, *, words: Words, answers: Answers, on: date) -> DeclarationForm:
    """Return the page's form bound to stored answers: its errors are what is still missing or no longer right."""
    given = {field.code: answers[field.code] for field in page.fields if field.code in answers}
    form = DeclarationForm(page, words=words, answers=answers, on=on, data=_posted(page, given))
    form.full_clean()
    return form


def spoken(condition: Condition, words: Words) -> str:
    """Say in a citizen's words when something is to be filled in."""
    if isinstance(condition, Not):
        return _("Bỏ qua nếu %(what)s.") % {"what": _told(condition.part, words)}
    return _("Chỉ điền nếu %(what)s.") % {"what": _told(condition, words)}


def _told(condition: Condition, words: Words) -> str:
    match condition:
        case Is(question, values):
            chosen = _(" hoặc ").join(f"“{words.option(question, value)}”" for value in values)
            return _("chọn %(chosen)s") % {"chosen": chosen}
        case Between(question, low, high):
            bounds = [_("từ %s") % low] if low is not None else []
            bounds += [_("đến %s") % high] if high is not None else []
            return f"“{words.question(question)}” {' '.join(bounds)}"
        case Not(part):
            return _("không %(what)s") % {"what": _told(part, words)}
        case AllOf(parts):
            return _(" và ").join(_told(part, words) for part in parts)
        case AnyOf(parts):
            return _(" hoặc ").join(_told(part, words) for part in parts)


def readable(field: FormField, value: str | int | None) -> str:
    """Return an answer as a person reads it: the option's words, the day as 06/05/2026, an amount with its points."""
    if value is None or value == "":
        return ""
    if field.kind == "choice":
        return next((option.label for option in field.options if option.code == value), str(value))
    if field.kind == "date":
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if field.kind == "check":
        return _("Có") if value == "yes" else _("Không")
    if field.kind == "money":
        return f"{int(value):,} đ".replace(",", ".")
    return str(value)


def _codes(page: FormPage) -> frozenset[str]:
    return frozenset(field.code for field in page.fields)


def _join(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _empty(field: FormField) -> str:
    sentence = _("Hãy chọn: %(label)s.") if field.kind == "choice" else _("Hãy nhập: %(label)s.")
    return sentence % {"label": field.label.rstrip("?.")}


def _plain(cleaned: Mapping[str, Any]) -> dict[str, str | int]:
    """Turn cleaned values into what is stored; what was left empty is left out."""
    found: dict[str, str | int] = {}
    for code, value in cleaned.items():
        if isinstance(value, bool):
            found[code] = "yes" if value else "no"
        elif isinstance(value, date):
            found[code] = value.isoformat()
        elif value is not None and value != "":
            found[code] = value
    return found


def _shown(page: FormPage, answers: Mapping[str, str | int]) -> dict[str, Any]:
    """Turn stored answers into a form's initial values."""
    shown: dict[str, Any] = dict(answers)
    for field in page.fields:
        if field.code in shown and field.kind == "check":
            shown[field.code] = shown[field.code] == "yes"
        elif field.code in shown and field.kind == "date":
            shown[field.code] = _day(shown[field.code])
    return shown


def _posted(page: FormPage, answers: Mapping[str, str | int]) -> dict[str, Any]:
    """Turn stored answers into what a browser would post."""
    ticks = {field.code for field in page.fields if field.kind == "check"}
    return {code: str(value) for code, value in answers.items() if code not in ticks or value == "yes"}


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return value
