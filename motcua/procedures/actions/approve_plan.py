"""Approving the plan of review of a year by a decision."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import recipes, review_policies
from motcua.procedures.models import ReviewPlan
from motcua.procedures.models.plans import APPROVED
from motcua.procedures.recording import record


def approve_plan(
    year: int, *, decision: str, decision_date: date, actor: Actor, at: datetime, key: Key | None = None
) -> ReviewPlan:
    """Write down the decision that approves a plan; its lines are then what is followed."""
    review_policies.can_keep(actor).enforce()
    number = " ".join(nfc(decision).split())
    if not number:
        raise Refused("decision_missing", _("Hãy nhập số, ký hiệu quyết định phê duyệt."))
    if decision_date > timezone.localdate(at):
        raise Refused("future_decision", _("Ngày quyết định ở tương lai: chỉ ghi khi đã có quyết định."))

    def attempt() -> None:
        row = ReviewPlan.objects.filter(year=year).first()
        if row is None or not row.items.exists():
            raise Refused("empty_plan", _("Kế hoạch năm %(year)d chưa có dòng nào.") % {"year": year})
        if row.state == APPROVED:
            raise Refused(
                "approved_already",
                _("Kế hoạch năm %(year)d đã được duyệt theo %(decision)s.") % {"year": year, "decision": row.decision},
            )
        told = {"year": year, "decision": number, "decision_date": decision_date.isoformat()}
        record(recipes.PLANS, row, [NewEntry("review_plan.approved", told)], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
    return ReviewPlan.objects.get(year=year)
