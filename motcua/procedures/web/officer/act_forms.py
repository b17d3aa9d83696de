"""The form of an act: its particulars, and what it does to other acts, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.procedures.actions.enter_act import Effect, Particulars
from motcua.procedures.models import Act
from motcua.procedures.web.officer import review_words as words
from motcua.procedures.web.officer.review_forms import long_text
from motcua.ui.forms import DAY_FORMATS, DayField, Form

LINES: Final = 3
MOST_LINES: Final = 60


class ActForm(Form):
    """What stands on an act."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=80)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"),
        required=False,
        choices=[("", gettext_lazy("Theo ký hiệu")), *words.choices(words.ACT_KINDS)],
    )
    title = long_text(gettext_lazy("Trích yếu"), 2, required=True)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    valid_from = DayField(label=gettext_lazy("Có hiệu lực từ"))
    valid_to = DayField(label=gettext_lazy("Hết hiệu lực từ"), required=False)
    link = forms.URLField(label=gettext_lazy("Địa chỉ toàn văn"), required=False, max_length=500, assume_scheme="https")

    def particulars(self, effects: list[Effect]) -> Particulars:
        """Return what was typed, with the lines of what the act does."""
        return Particulars(**self.cleaned_data, effects=effects)


@dataclass(slots=True)
class Line:
    """One line as it was typed, with what is wrong with it."""

    effect: str = ""
    target: str = ""
    provisions: str = ""
    begins: str = ""
    error: str = ""

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.target or self.provisions)


def initial(act: Act) -> dict[str, Any]:
    """Return an act as the form shows it."""
    names = ("number", "kind", "title", "issuer", "issued_on", "valid_from", "valid_to", "link")
    return {name: getattr(act, name) for name in names}


def lines_of(act: Act) -> list[Line]:
    """Return what an act does, as lines of the form."""
    found = [
        Line(row.effect, row.written, "" if row.whole else row.provisions, f"{row.begins:%d/%m/%Y}")
        for row in act.effects.all()
    ]
    return [*found, Line()]


def read_lines(post: QueryDict, valid_from: date | None) -> tuple[list[Line], list[Effect]]:
    """Return the lines as typed and what the sound ones mean; a line without a day begins with the act."""
    lines, effects = [], []
    columns = {name: post.getlist(name)[:MOST_LINES] for name in ("effect", "target", "provisions", "begins")}
    for n in range(len(columns["target"])):
        given = {name: values[n][:500].strip() if n < len(values) else "" for name, values in columns.items()}
        line = Line(**given)
        lines.append(line)
        if line.blank:
            continue
        effect = _effect(line, valid_from)
        if effect is not None:
            effects.append(effect)
    return lines, effects


def _effect(line: Line, valid_from: date | None) -> Effect | None:
    begins = parse_day(line.begins) if line.begins else valid_from
    if line.effect not in words.EFFECTS:
        line.error = _("Chọn sửa đổi, thay thế hay bãi bỏ.")
    elif not line.target:
        line.error = _("Nhập số, ký hiệu của văn bản bị tác động.")
    elif begins is None:
        line.error = _("Nhập ngày như 01/09/2026.")
    if line.error or begins is None:
        return None
    return Effect(line.effect, line.target, begins, whole=not line.provisions, provisions=line.provisions)


def parse_day(text: str) -> date | None:
    """Read a day as people write it; None for anything else."""
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def padded(lines: list[Line], more: bool) -> list[Line]:
    """Return the lines with at least one blank one, and three more when asked for."""
    wanted = max(LINES, len(lines) + (LINES if more else 0))
    if lines and not lines[-1].blank and not more:
        wanted = max(wanted, len(lines) + 1)
    return [*lines, *(Line() for _ in range(min(wanted, MOST_LINES) - len(lines)))]


def any_wrong(lines: list[Line]) -> bool:
    """Tell whether a line has a mistake."""
    return any(line.error for line in lines)


def first_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an address gives to begin a form with: the number of an act that is cited but not entered."""
    number = str(data.get("number", ""))[:80].strip()
    return {"number": number} if number else {}
