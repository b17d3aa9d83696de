"""The register of dossiers (form 07): on screen, on paper, as PDF and as files."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents import pdf
from motcua.documents.register_sheet import COLUMNS, RegisterBook, RegisterLine
from motcua.documents.slips.render import DEMO_STAMP
from motcua.dossiers import history, register, slips
from motcua.dossiers.register import GROUPS, PAGE, Wanted, read_place
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import remember
from motcua.ledger import origin
from motcua.people import access
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui import table_files as files
from motcua.ui.forms import DayField

PRINTED: Final = 1000
IN_WORKBOOK: Final = 50_000
COUNTED: Final = 1000
BEFORE: Final = 30
YEARS: Final = range(1900, 3000)


@require_safe
@officials_only
def register_page(request: ActedRequest) -> HttpResponseBase:
    """Show the register; ``?format=`` print, pdf, csv or xlsx gives it on paper or as a file. The look is logged."""
    wanted, problem = _wanted(request)
    access.seen(request.actor, f"register:{wanted.unit}", "register", request.at)
    form = request.GET.get("format", "") if not problem else ""
    if form in {"csv", "xlsx"}:
        answer: HttpResponseBase = _file(wanted, form)
    elif form in {"print", "pdf"}:
        answer = _paper(request, wanted, form)
    else:
        remember(request)
        answer = _page(request, wanted, problem)
    add_never_cache_headers(answer)
    return answer


def _wanted(request: ActedRequest) -> tuple[Wanted, str]:
    """Return what is asked for and what is wrong with it; without days the last month."""
    units = register.units(request.actor)
    unit = request.GET.get("unit", "") or (units or [""])[0]
    if unit not in units:
        raise Refused("not_found", _("Không có sổ này, hoặc bạn không được xem."))
    today = local(request.at).date()
    since, until = _day(request.GET.get("since", "")), _day(request.GET.get("until", ""))
    typed = request.GET.get("since", "") + request.GET.get("until", "")
    first, last = since or (until or today) - timedelta(days=BEFORE), until or today
    state, field = request.GET.get("state", ""), request.GET.get("field", "")[:200]
    wanted = Wanted(unit, field, first, last, state if state in GROUPS else "")
    if typed and ((request.GET.get("since") and since is None) or (request.GET.get("until") and until is None)):
        return wanted, _("Ngày chưa đúng. Hãy nhập ngày, tháng, năm bằng số, ví dụ 06/05/2026.")
    return wanted, _("Ngày đầu sau ngày cuối.") if first > last else ""


def _day(text: str) -> date | None:
    try:
        day: date | None = DayField(required=False).clean(text)
    except ValidationError:
        return None
    return day if day and day.year in YEARS else None


def _page(request: ActedRequest, wanted: Wanted, problem: str) -> HttpResponse:
    lines: list[RegisterLine] = []
    rows: list[Any] = []
    following, count = "", 0
    if not problem:
        lines, rows, end = register.page(wanted, read_place(request.GET.get("after", "")), PAGE)
        following = f"?{address(wanted)}&{urlencode({'after': str(end)})}" if end else ""
        count = register.counted(wanted, COUNTED + 1)
    units = register.units(request.actor)
    names = history.unit_names(set(units))
    context: dict[str, Any] = {
        "wanted": wanted,
        "address": address(wanted),
        "rows": list(zip(lines, rows, strict=True)),
        "next": following,
        "count": f"{COUNTED}+" if count > COUNTED else str(count),
        "problem": problem,
        "units": [(code, names.get(code, code)) for code in units],
        "unit_name": names.get(wanted.unit, wanted.unit),
        "fields": register.fields(),
        "states": [(code, words) for code, (words, _states) in GROUPS.items()],
        "columns": [column.heading for column in COLUMNS],
    }
    return render(request, "dossiers/desk/register.html", context, status=400 if problem else 200)


def address(wanted: Wanted) -> str:
    """Return the query of the address of a part of the register."""
    asked = {
        "unit": wanted.unit,
        "field": wanted.field,
        "since": f"{wanted.since:%d/%m/%Y}",
        "until": f"{wanted.until:%d/%m/%Y}",
        "state": wanted.state,
    }
    return urlencode({name: value for name, value in asked.items() if value})


def _paper(request: ActedRequest, wanted: Wanted, form: str) -> HttpResponse:
    lines = tuple(islice(register.walk(wanted), PRINTED + 1))
    if len(lines) > PRINTED:
        raise Refused(
            "too_long",
            _("Quá %(most)d hồ sơ cho một lần in.") % {"most": PRINTED},
            _("Chọn ít ngày hơn hoặc một lĩnh vực, hoặc tải tệp Excel."),
        )
    unit = people.unit(wanted.unit)
    book = RegisterBook(
        superior=unit.parent.name if unit.parent else "",
        office=unit.name,
        place=slips.locality(wanted.unit),
        field=wanted.field,
        since=wanted.since,
        until=wanted.until,
        year=wanted.since.year,
        lines=lines,
        issued_at=request.at,
    )
    if form == "pdf":
        stamp = DEMO_STAMP if origin.is_demo() else ""
        headers = {
            "Content-Disposition": f'inline; filename="{_name(wanted)}.pdf"',
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(
            pdf.render(book.sheet(), "A4", stamp=stamp), content_type="application/pdf", headers=headers
        )
    context = {"sheet": book.sheet(), "address": address(wanted)}
    return render(request, "dossiers/desk/register_sheet.html", context)


def _name(wanted: Wanted) -> str:
    return f"so-theo-doi-{wanted.unit}-{wanted.since:%Y%m%d}-{wanted.until:%Y%m%d}"


def _file(wanted: Wanted, form: str) -> HttpResponseBase:
    head = [column.heading for column in COLUMNS]
    rows = (_cells(line) for line in register.walk(wanted))
    headers = {
        "Content-Disposition": f'attachment; filename="{_name(wanted)}.{form}"',
        "X-Content-Type-Options": "nosniff",
    }
    if form == "csv":
        return StreamingHttpResponse(files.csv_lines(head, rows), content_type=files.CSV, headers=headers)
    listed = list(islice(rows, IN_WORKBOOK + 1))
    if len(listed) > IN_WORKBOOK:
        raise Refused("too_long", _("Quá nhiều hồ sơ cho một tệp Excel."), _("Chọn ít ngày hơn, hoặc tải tệp CSV."))
    above = ["SỔ THEO DÕI HỒ SƠ", people.unit(wanted.unit).name, wanted.field]
    book = files.to_xlsx("Sổ theo dõi", head, listed, [words for words in above if words])
    return HttpResponse(book, content_type=files.XLSX, headers=headers)


def _cells(line: RegisterLine) -> list[files.Value]:
    told, code = line.cells, " · ".join(filter(None, (line.code, line.late)))
    return [
        line.number, code, *told[2:4], ", ".join(filter(None, (line.address, line.phone))), line.agency,
        line.received_at, line.due_at, line.returned_at, line.way, line.signed,
    ]  # fmt: skip
