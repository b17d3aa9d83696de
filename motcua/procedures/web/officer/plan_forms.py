"""The lines of a yearly plan as they are typed, and the decision that approves it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.core.procedure.codes import BadCode, normalise
from motcua.procedures.actions.write_findings import CRITERIA
from motcua.procedures.actions.write_plan import Item
from motcua.procedures.models import PlanItem
from motcua.procedures.web.officer.act_forms import parse_day
from motcua.ui.forms import DayField, Form

MOST_LINES: Final = 300
LONGEST: Final = 2000


class ApprovalForm(Form):
    """The decision that approves a plan."""

    decision = forms.CharField(label=gettext_lazy("Số, ký hiệu quyết định"), max_length=200)
    decision_date = DayField(label=gettext_lazy("Ngày ký"))


@dataclass(slots=True)
class Line:
    """One line as it was typed, with what is wrong with it."""

    item: str
    codes: str = ""
    subject: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    criteria: tuple[str, ...] = CRITERIA
    basis: str = ""
    product: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed that makes a line."""
        return not (self.codes or self.subject or self.basis or self.product)


def blank_line(year: int) -> Line:
    """Return a line to fill in."""
    return Line(str(uuid4()), begins=f"{date(year, 2, 1):%d/%m/%Y}", ends=f"{date(year, 11, 30):%d/%m/%Y}")


def line_of(item: PlanItem) -> Line:
    """Return a stored line as the form shows it."""
    return Line(
        str(item.item), ", ".join(item.procedures), item.subject, item.lead, tuple(item.partners),
        f"{item.begins:%d/%m/%Y}", f"{item.ends:%d/%m/%Y}", tuple(item.criteria), item.basis, item.product,
    )  # fmt: skip


def item_of(item: PlanItem) -> Item:
    """Return a stored line as the action writes it again."""
    return Item(
        tuple(item.procedures), item.lead, item.begins, item.ends, item.subject, tuple(item.partners),
        tuple(item.criteria), item.basis, item.product, item.item,
    )  # fmt: skip


def read(post: QueryDict) -> list[Line]:
    """Return the lines that were typed; those marked for removal and blank ones are left out."""
    lines = []
    for item in post.getlist("item")[:MOST_LINES]:
        if post.get(f"{item}-remove"):
            continue
        line = Line(
            item,
            criteria=tuple(name for name in CRITERIA if name in post.getlist(f"{item}-criteria")),
            partners=tuple(post.getlist(f"{item}-partners")[:20]),
        )
        for name in ("codes", "subject", "lead", "begins", "ends", "basis", "product"):
            setattr(line, name, post.get(f"{item}-{name}", "")[:LONGEST].strip())
        if not line.blank:
            lines.append(line)
    return lines


def items(lines: Iterable[Line]) -> list[Item]:
    """Return what the lines mean; what cannot be read is told in the line, and the list is then not complete."""
    found = []
    for line in lines:
        codes, begins, ends = _codes(line), parse_day(line.begins), parse_day(line.ends)
        if begins is None or ends is None:
            line.errors.append(_("Nhập thời gian như 01/02/2027."))
        try:
            item = UUID(line.item)
        except ValueError:
            item = uuid4()
        if line.errors or begins is None or ends is None:
            continue
        found.append(
            Item(
                tuple(codes), line.lead, begins, ends, line.subject, line.partners, line.criteria, line.basis,
                line.product, item,
            )
        )  # fmt: skip
    return found


def _codes(line: Line) -> list[str]:
    codes: list[str] = []
    for text in line.codes.replace(";", ",").split(","):
        if not text.strip():
            continue
        try:
            codes.append(normalise(text).national)
        except BadCode as bad:
            line.errors.append(str(bad))
    return codes
