"""The forms of a proposal: what it says, line by line which law it changes, the decision, a step."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from motcua.procedures.actions.write_proposal import Change
from motcua.procedures.models import Proposal
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.review_forms import LONGEST, long_text
from motcua.ui.forms import DayField, Form

LINES: Final = 2
MOST_LINES: Final = 60


class ProposalForm(Form):
    """What a proposal says; procedure and unit are asked only where no review gives them."""

    procedure = forms.CharField(label=gettext_lazy("Mã thủ tục"), max_length=40)
    unit = forms.ChoiceField(label=gettext_lazy("Cơ quan đề xuất"))
    measure = forms.ChoiceField(
        label=gettext_lazy("Cách đơn giản hóa"), choices=words.choices(words.MEASURES), widget=forms.RadioSelect
    )
    content = long_text(gettext_lazy("Nội dung đơn giản hóa"), 5, required=True)
    reason = long_text(gettext_lazy("Lý do"), 4, required=True)
    roadmap = long_text(gettext_lazy("Lộ trình thực hiện"), 2)

    def __init__(self, *args: Any, units: list[tuple[str, str]], given: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ChoiceField(label=gettext_lazy("Cơ quan đề xuất"), choices=units)
        if given:
            del self.fields["procedure"], self.fields["unit"]


class DecisionForm(Form):
    """What was decided on a proposal."""

    adopted = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        choices=[("yes", gettext_lazy("Thông qua")), ("no", gettext_lazy("Không thông qua"))],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản"), max_length=200)
    decision_date = DayField(label=gettext_lazy("Ngày văn bản"))
    why_not = long_text(gettext_lazy("Lý do không thông qua"), 2)


class StepForm(Form):
    """A step that was done."""

    kind = forms.ChoiceField(label=gettext_lazy("Bước"), choices=words.choices(words.STEPS))
    day = DayField(label=gettext_lazy("Ngày"))
    reference = forms.CharField(label=gettext_lazy("Số văn bản, hoặc số của bản thủ tục"), max_length=200)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=2000)


@dataclass(slots=True)
class Line:
    """One change of law as it was typed."""

    act: str = ""
    article: str = ""
    wording: str = ""
    proposed: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.act or self.article or self.wording or self.proposed)


def initial(proposal: Proposal) -> dict[str, str]:
    """Return a proposal as the form shows it."""
    text = proposal.text
    return {"measure": proposal.measure, "content": text.content, "reason": text.reason, "roadmap": text.roadmap}


def lines_of(proposal: Proposal) -> list[Line]:
    """Return the changes of law of a proposal as lines."""
    return [Line(one.act, one.article, one.wording, one.proposed) for one in proposal.changes.all()]


def read_lines(post: QueryDict) -> list[Line]:
    """Return the lines that were typed, without blank ones."""
    columns = {name: post.getlist(name)[:MOST_LINES] for name in ("act", "article", "wording", "proposed")}
    lines = []
    for n in range(len(columns["act"])):
        given = {name: values[n][:LONGEST].strip() if n < len(values) else "" for name, values in columns.items()}
        line = Line(**given)
        if not line.blank:
            lines.append(line)
    return lines


def changes(lines: list[Line]) -> list[Change]:
    """Return the lines as the action takes them; a line that names no act is kept out of it."""
    return [Change(line.act, line.article, line.wording, line.proposed) for line in lines if line.act]


def padded(lines: list[Line]) -> list[Line]:
    """Return the lines and blank ones to go on."""
    return [*lines, *(Line() for _ in range(LINES))][:MOST_LINES]
