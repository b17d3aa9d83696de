"""The counter's entry forms: the applicant, what decides the case, and the papers handed over, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from motcua.core.procedure.components import ChannelCode
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.forms import FormField, FormPage
from motcua.core.refusal import Refused
from motcua.core.rules import Condition, questions_of
from motcua.documents import codes
from motcua.dossiers import places
from motcua.dossiers.declaration import DeclarationForm, question_page
from motcua.dossiers.entries import LineField, NumberField, build
from motcua.dossiers.lodgement import CHANNELS, Handed, Lodgement, Person
from motcua.dossiers.preview import Preview, preview
from motcua.people import queries as people
from motcua.procedures.queries import Published
from motcua.ui import refusals
from motcua.ui.forms import Form

COUNTED = ("declaration", "issued_paper", "text", "drawing", "photo", "shown")
BY = ("person_lodged_by", "person_lodged_by_id", "person_lodged_by_phone", "person_lodged_by_paper")
PARTS = (("originals", _("bản chính")), ("copies", _("bản sao")), ("photos", _("bản chụp")))
RARE = (*BY, "helped", "channel", "code")
MOST_KEYS = 9
HIDDEN = ("card_photo", "mandate")
MARKS = {
    "required": _("phải có"),
    "one_of": _("một trong các giấy này"),
    "if_applies": _("nếu thuộc trường hợp"),
    "if_lookup_fails": _("chỉ khi không tra cứu được"),
    "shown": _("xuất trình để đối chiếu"),
}
PERSON = (
    FormField("person_national_id", gettext_noop("Số định danh"), "national_id", required=False),
    FormField("person_phone", gettext_noop("Điện thoại"), "phone", required=False),
    FormField("person_address", gettext_noop("Địa chỉ"), longest=400, required=False),
    FormField("person_lodged_by", gettext_noop("Người nộp thay"), longest=200, required=False),
    FormField("person_lodged_by_id", gettext_noop("Số định danh của người nộp thay"), "national_id", required=False),
    FormField("person_lodged_by_phone", gettext_noop("Điện thoại của người nộp thay"), "phone", required=False),
    FormField("person_lodged_by_paper", gettext_noop("Giấy ủy quyền"), longest=200, required=False),
)


class PersonForm(Form):
    """Who asks, how the papers came, and the code where another system has given one."""

    person_name = LineField(label=_("Họ tên hoặc tên tổ chức"), max_length=200)
    card_photo = forms.FileField(
        label=_("Ảnh mặt thẻ có mã QR"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment", "class": "govuk-file-upload"}),
    )

    def __init__(self, *args: Any, definition: ProcedureDefinition, home: str, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A scanner types the whole code of a card into this field: longer than any name.
        self.fields["person_name"].widget.attrs |= {"maxlength": "400", "autocomplete": "off", "spellcheck": "false"}
        for asked in PERSON:
            self.fields[asked.code] = build(asked, on)
            self.fields[asked.code].label = _(asked.label)
        if not home and places.needs_place(definition, {}):
            options = [(unit.code, unit.name) for unit in people.units(kind="commune", on=on)]
            self.fields["place"] = forms.ChoiceField(
                label=_("Xã, phường giải quyết"), choices=[("", _("Chọn xã, phường")), *options]
            )
        words = {1: _("Trực tiếp tại quầy"), 3: _("Bưu chính chuyển tới")}
        ways = [(number, label) for number, label in words.items() if definition.channel(CHANNELS[number])]
        if len(ways) > 1:
            self.fields["channel"] = forms.TypedChoiceField(
                label=_("Cách nộp"), choices=ways, coerce=int, widget=forms.RadioSelect, initial=1
            )
        self.fields["helped"] = forms.BooleanField(label=_("Giúp người dân nộp hồ sơ này"), required=False)
        self.fields["mandate"] = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)
        self.fields["code"] = LineField(
            label=_("Mã hồ sơ đã cấp ở nơi khác"),
            required=False,
            max_length=80,
            help_text=_("Ví dụ H37.12-261124-0001."),
        )

    def usual(self) -> list[BoundField]:
        """Return the fields that every visitor fills."""
        return [field for field in self if field.name not in (*RARE, *HIDDEN)]

    def unusual(self) -> list[BoundField]:
        """Return the fields that few need; they are folded."""
        return [field for field in self if field.name in RARE]

    def unusual_open(self) -> bool:
        """Tell whether a folded field has something in it or is wrong."""
        return any(field.errors or (self.is_bound and field.data not in ("", None, "1")) for field in self.unusual())

    def clean(self) -> dict[str, Any]:
        """Want whoever hands in for another to be named, with the paper that allows it."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        named = [data.get(name) for name in BY]
        if any(named[1:]) and not named[0] and "person_lodged_by" not in self.errors:
            self.add_error("person_lodged_by", _("Ghi họ tên người nộp thay."))
        return data

    def clean_code(self) -> str:
        """Take a code of any known shape."""
        text: str = self.cleaned_data["code"]
        if not text:
            return ""
        try:
            return codes.parse(text).text
        except Refused as refused:
            raise forms.ValidationError(refusals.sentences(refused)) from None


class PapersForm(Form):
    """How many originals and copies of each paper lie on the counter."""

    def __init__(self, *args: Any, definition: ProcedureDefinition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.components = [c for c in definition.components if c.kind in COUNTED]
        for component in self.components:
            for part, said in PARTS:
                label = f"{component.name}: {said}"
                box = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input count-box"})
                self.fields[f"{part}.{component.code}"] = NumberField(
                    label=label, required=False, at_least=0, at_most=99, widget=box
                )

    def rows(self, seen: Preview) -> list[dict[str, Any]]:
        """Return the papers in the procedure's order; those of other cases are hidden unless something is in them."""
        marks = {r.component.code: str(MARKS.get(r.asked, "")) for r in seen.papers}
        rows: list[dict[str, Any]] = []
        for component in self.components:
            boxes = [self[f"{part}.{component.code}"] for part, _said in PARTS]
            given = any(box.value() for box in boxes)
            shown = seen.case is None or component.code in marks or given
            mark = marks.get(component.code, "")
            number = sum(row["shown"] for row in rows) + 1 if shown else 0
            key = str(number) if 0 < number <= MOST_KEYS else ""
            rows.append({"component": component, "shown": shown, "mark": mark, "boxes": boxes, "key": key})
        return rows

    def papers(self, files: Mapping[str, tuple[str, ...]]) -> list[Handed]:
        """Return what was handed over, with the scans given to each paper."""
        found = []
        for component in self.components:
            counts: dict[str, Any] = {
                part: self.cleaned_data.get(f"{part}.{component.code}") or 0 for part, _said in PARTS
            }
            scanned = files.get(component.code, ())
            if scanned or any(counts.values()):
                found.append(Handed(component.code, "paper", files=scanned, **counts))
        return found


@dataclass
class Entry:
    """The three forms of one entry, posted together."""

    published: Published
    reception: str
    at: datetime
    person: PersonForm
    case: DeclarationForm
    papers: PapersForm
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def is_valid(self) -> bool:
        """Check all three, so that every error is shown at once."""
        return all([self.person.is_valid(), self.case.is_valid(), self.papers.is_valid()])

    @property
    def home(self) -> str:
        """Return the commune of the one-stop shop, "" for the province's."""
        return home_of(self.reception)

    def answers(self) -> dict[str, str | int]:
        """Return what was answered properly so far."""
        return self.case.saved() if self.case.is_bound else {}

    def channel(self) -> int:
        """Return 1 for the counter, 3 for the post."""
        given = getattr(self.person, "cleaned_data", {}).get("channel") or 1
        return int(given)

    def competent_unit(self) -> str:
        """Return who decides, "" while the place is not known."""
        place = getattr(self.person, "cleaned_data", {}).get("place", "") or self.home
        try:
            return places.competent_for(self.published.definition, self.answers(), place, self.at.date())
        except Refused:
            return ""

    def preview(self) -> Preview:
        """Return what the entry would lead to as it stands."""
        code: ChannelCode = CHANNELS[self.channel()]
        return preview(self.published, self.answers(), code, self.competent_unit(), self.at)

    def lodgement(self) -> Lodgement:
        """Return what was handed in; the case follows from the answers."""
        seen, papers, data = self.preview(), self.papers.papers(self.files), self.person.cleaned_data
        given = {paper.component for paper in papers}
        looked_up = [r.component.code for r in seen.papers if r.asked == "looked_up" and r.component.code not in given]
        return Lodgement(
            procedure_version=str(self.published.id),
            case=seen.case.code if seen.case else "",
            competent_unit=self.competent_unit(),
            channel=self.channel(),
            person=Person(
                name=data["person_name"],
                national_id=data["person_national_id"],
                phone=data["person_phone"],
                address=data["person_address"],
                **{name.removeprefix("person_"): data[name] for name in BY},
            ),
            helped=data["helped"],
            mandate=data["mandate"],
            answers=self.answers(),
            papers=[*papers, *(Handed(code, "looked_up") for code in looked_up)],
            reception_unit=self.reception,
            code=data["code"],
        )


def home_of(reception: str) -> str:
    """Return the commune of a one-stop shop, "" for the province's."""
    return "" if reception == places.PROVINCE_CENTRE else reception.split(".")[0]


def entry_of(published: Published, reception: str, at: datetime, data: Mapping[str, Any] | None) -> Entry:
    """Return the forms of an entry, bound to what was posted if anything was."""
    definition, on = published.definition, at.date()
    page = case_page(definition)
    return Entry(
        published,
        reception,
        at,
        PersonForm(data, definition=definition, home=home_of(reception), on=on),
        DeclarationForm(page, words=definition.words(), answers={}, on=on, data=data),
        PapersForm(data, definition=definition),
    )


def case_page(definition: ProcedureDefinition) -> FormPage:
    """Return the questions, and those fields of the declaration on which case, papers, fee or competence depend."""
    asked = question_page(definition)
    known = {field.code for field in asked.fields}
    wanted = _referred(definition) - known
    extra = tuple(field for field in definition.fields() if field.code in wanted)
    return FormPage(asked.code, asked.title, (*asked.fields, *extra))


def _referred(definition: ProcedureDefinition) -> set[str]:
    conditions: list[Condition | None] = [case.when for case in definition.cases]
    conditions += [component.when for component in definition.components]
    conditions += [entry.when for entry in definition.competences]
    for fee in definition.fees:
        conditions += [fee.when, fee.waived_when]
    found = {code for fee in definition.fees for code in (fee.units_from, fee.copies_from) if code}
    return found.union(*_asked(conditions))


def _asked(conditions: Iterable[Condition | None]) -> list[frozenset[str]]:
    return [questions_of(condition) for condition in conditions if condition is not None]
