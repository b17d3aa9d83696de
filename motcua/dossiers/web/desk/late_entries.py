"""The page of late entries: for the counter, its heads and the auditors; each with both times, reason and photo."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents.policies import can_keep
from motcua.dossiers import history, late_log, policies
from motcua.dossiers.web.desk.access import officials_only
from motcua.people.middleware import ActedRequest
from motcua.ui.forms import DayField

BEFORE: Final = 30
LONGEST: Final = 366


@require_safe
@officials_only
def late_entries(request: ActedRequest) -> HttpResponse:
    """Show the late entries of some days: counts by officer and day, each slip, reserved numbers that are left."""
    seen = late_log.units(request.actor)
    if not seen:
        raise Refused("not_found", _("Không có trang này."), _("Kiểm tra lại đường dẫn."))
    unit = request.GET.get("unit", "") or (seen[0] if len(seen) == 1 else "")
    if unit and unit not in seen:
        raise Refused("not_found", _("Không có nơi tiếp nhận này, hoặc bạn không được xem."))
    since, until, problem = _span(request)
    shops = [unit] if unit else seen
    start = _number(request.GET.get("from", ""))
    page = list(late_log.entries(shops, since, until)[start : start + late_log.PAGE + 1])
    asked = {"unit": unit, "since": f"{since:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}
    names = history.unit_names(set(seen))
    groups = late_log.counts(shops, since, until)
    context: dict[str, Any] = {
        "units": [(code, names.get(code, code)) for code in seen],
        "unit": unit,
        "unit_name": names.get(unit, unit),
        "since": since,
        "until": until,
        "problem": problem,
        "groups": groups,
        "total": sum(group.number for group in groups),
        "rows": late_log.told(page[: late_log.PAGE]),
        "next": f"?{urlencode({**asked, 'from': start + late_log.PAGE})}" if len(page) > late_log.PAGE else "",
        "may_enter": bool(unit) and policies.can_receive(request.actor, unit).allowed,
        **(_numbers(request, unit, until.year) if unit else {}),
    }
    return render(request, "dossiers/desk/late_entries.html", context, status=400 if problem else 200)


def _numbers(request: ActedRequest, unit: str, year: int) -> dict[str, Any]:
    return {
        "open_numbers": late_log.open_numbers(unit),
        "cancelled_numbers": late_log.cancelled_numbers(unit, year),
        "may_keep": can_keep(request.actor, unit).allowed,
    }


def _span(request: ActedRequest) -> tuple[date, date, str]:
    """Return from which day to which, and what is wrong with what was typed."""
    today = local(request.at).date()
    typed = [request.GET.get(name, "").strip() for name in ("since", "until")]
    since, until = (_day(text) for text in typed)
    if any(text and day is None for text, day in zip(typed, (since, until), strict=True)):
        return today, today, _("Ngày chưa đúng. Hãy nhập ngày, tháng, năm bằng số, ví dụ 06/05/2026.")
    last = until or today
    first = since or last - timedelta(days=BEFORE)
    if first > last:
        return last, last, _("Ngày đầu sau ngày cuối.")
    return max(first, last - timedelta(days=LONGEST)), last, ""


def _day(text: str) -> date | None:
    try:
        day: date | None = DayField(required=False).clean(text)
    except ValidationError:
        return None
    return day if day is None or 2000 <= day.year <= 2100 else None


def _number(text: str) -> int:
    return min(int(text), 100_000) if text.isascii() and text.isdigit() and len(text) < 9 else 0
