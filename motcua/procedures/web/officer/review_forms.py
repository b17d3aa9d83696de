"""The forms of a review: giving one out, findings by criterion, the conclusion, a reason."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from motcua.procedures.models import Review
from motcua.procedures.web.officer import review_words as words
from motcua.ui.forms import Form

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST = 10_000


def long_text(label: "StrPromise | str", rows: int, *, required: bool = False) -> forms.CharField:
    """Return a field for some paragraphs; its limit is so far away that nobody needs to see it counted."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, validators=[MaxLengthValidator(LONGEST)])


class StartForm(Form):
    """What to review, by whom, and why."""

    subject = forms.CharField(label=gettext_lazy("Mã thủ tục"), max_length=40)
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan rà soát"), required=False)
    request = long_text(gettext_lazy("Nội dung cần chú ý"), 3)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(
            label=gettext_lazy("Cơ quan rà soát"),
            required=False,
            choices=[("", gettext_lazy("Theo lĩnh vực của thủ tục")), *units],
        )


class FindingsForm(Form):
    """A verdict and a note for each criterion."""

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        known = {one.criterion: one for one in review.findings.all()}
        first = {
            name: value
            for criterion, one in known.items()
            for name, value in ((f"verdict_{criterion}", one.verdict), (f"note_{criterion}", one.note))
        }
        super().__init__(*args, initial=first, **kwargs)
        for criterion, label in words.CRITERIA.items():
            self.fields[f"verdict_{criterion}"] = forms.ChoiceField(
                label=label,
                required=False,
                choices=words.choices(words.VERDICTS),
                help_text=words.CRITERIA_HINTS[criterion],
            )
            self.fields[f"note_{criterion}"] = long_text(gettext_lazy("Nhận xét, bằng chứng"), 3)

    def rows(self) -> list[tuple[str, Any, Any]]:
        """Return each criterion with its two fields."""
        return [(name, self[f"verdict_{name}"], self[f"note_{name}"]) for name in words.CRITERIA]

    def verdicts(self) -> dict[str, str]:
        """Return the verdicts by criterion."""
        return {name: self.cleaned_data[f"verdict_{name}"] for name in words.CRITERIA}

    def notes(self) -> dict[str, str]:
        """Return the notes by criterion."""
        return {name: self.cleaned_data[f"note_{name}"] for name in words.CRITERIA}


class ConclusionForm(Form):
    """How a review ends."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết luận"), choices=words.choices(words.OUTCOMES), widget=forms.RadioSelect
    )
    conclusion = long_text(gettext_lazy("Nội dung kết luận"), 3)


class ReasonForm(Form):
    """Why more time is given, or why a review or a proposal ends without a result."""

    reason = long_text(gettext_lazy("Lý do"), 2, required=True)
