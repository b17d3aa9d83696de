"""Writing the plan of review of a year; a plan that was approved becomes a draft again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.procedures import recipes, review_policies
from motcua.procedures.actions.write_findings import CRITERIA
from motcua.procedures.models import PlanItem, Procedure, ReviewPlan
from motcua.procedures.recording import record

YEARS: Final = range(2010, 2100)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a plan; ``item`` is its id, new lines get one. ``subject`` names a group of procedures."""

    procedures: tuple[str, ...]
    lead: str
    begins: date
    ends: date
    subject: str = ""
    partners: tuple[str, ...] = ()
    criteria: tuple[str, ...] = CRITERIA
    basis: str = ""
    product: str = ""
    item: UUID = field(default_factory=uuid4)


def write_plan(
    year: int,
    items: Sequence[Item],
    *,
    actor: Actor,
    at: datetime,
    read: int | None = None,
    key: Key | None = None,
) -> ReviewPlan:
    """Write all lines of a year's plan; the same lines again change nothing.

    ``read`` is the version that the writer saw, so that no lines get lost.
    """
    review_policies.can_keep(actor).enforce()
    wrong = _contradictions(year, items)
    if wrong:
        raise Refused(
            "unsound_plan", _("Kế hoạch có %(count)d điểm chưa đúng.") % {"count": len(wrong)}, " ".join(wrong)
        )
    told = {"year": year, "items": [_item(one) for one in items]}
    texts = {
        str(one.item): {
            "subject": nfc(one.subject).strip(),
            "basis": nfc(one.basis).strip(),
            "product": nfc(one.product).strip(),
        }
        for one in items
    }

    def attempt() -> None:
        row = ReviewPlan.objects.filter(year=year).first()
        if read is not None and read != (row.version if row else 0):
            raise Refused(
                "plan_changed",
                _("Kế hoạch năm %(year)d vừa được người khác sửa.") % {"year": year},
                _("Tải lại trang để thấy bản mới nhất, rồi sửa tiếp."),
            )
        if row is not None and _stored(row) == (told["items"], texts):
            return
        entry = NewEntry("review_plan.written", told, {"texts": texts})
        record(recipes.PLANS, row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return ReviewPlan.objects.get(year=year)


def _item(one: Item | PlanItem) -> dict[str, Any]:
    return {
        "item": str(one.item),
        "procedures": list(one.procedures),
        "lead": one.lead,
        "partners": list(one.partners),
        "begins": one.begins.isoformat(),
        "ends": one.ends.isoformat(),
        "criteria": list(one.criteria),
    }


def _stored(row: ReviewPlan) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """Return the lines of a plan as they stand, in the form in which an entry tells them."""
    lines = list(row.items.all())
    texts = {str(one.item): {name: getattr(one, name) for name in ("subject", "basis", "product")} for one in lines}
    return [_item(one) for one in lines], texts


def _contradictions(year: int, items: Sequence[Item]) -> list[str]:
    wrong = [] if year in YEARS else [_("Năm %(year)d không hợp lệ.") % {"year": year}]
    codes = {code for one in items for code in one.procedures}
    known = set(Procedure.objects.filter(code__in=codes).values_list("code", flat=True))
    named = {unit for one in items for unit in (one.lead, *one.partners)}
    units = set(OrgUnit.objects.filter(code__in=named).values_list("code", flat=True))
    for n, one in enumerate(items, start=1):
        line = _("Dòng %(number)d:") % {"number": n}
        if not one.procedures and not one.subject.strip():
            wrong.append(f"{line} {_('nhập mã thủ tục hoặc tên nhóm thủ tục.')}")
        unknown = [code for code in one.procedures if code not in known]
        if unknown:
            wrong.append(f"{line} {_('không có thủ tục %(codes)s.') % {'codes': ', '.join(unknown)}}")
        if {one.lead, *one.partners} - units:
            wrong.append(f"{line} {_('chọn cơ quan có trong danh mục.')}")
        if one.begins > one.ends:
            wrong.append(f"{line} {_('ngày bắt đầu đứng sau ngày kết thúc.')}")
        elif one.begins.year != year or one.ends.year != year:
            wrong.append(f"{line} {_('thời gian phải trong năm %(year)d.') % {'year': year}}")
        if not one.criteria:
            wrong.append(f"{line} {_('chọn ít nhất một tiêu chí.')}")
    return wrong
