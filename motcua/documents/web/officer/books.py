"""The book of numbers of one agency, series and year: on screen, printed, and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_safe

from motcua.core.refusal import Refused
from motcua.documents import book, policies, subjects
from motcua.documents.actions.cancel_number import GROUNDS as CANCELLED_FOR
from motcua.documents.actions.reserve_numbers import GROUNDS as RESERVED_FOR
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import CANCELLED, STATES
from motcua.documents.numbers import RECEIPT, local_day
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui import table_files as files

PAGE: Final = 100
PRINTED: Final = 2000
HEAD: Final = (
    noop("Số, ký hiệu"),
    noop("Ngày"),
    noop("Tình trạng"),
    noop("Cấp cho"),
    noop("Người cấp"),
    noop("Lý do"),
    noop("Người giữ"),
    noop("Dùng hoặc hủy lúc"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The book that is on screen and what is sought in it."""

    agency: str
    series: str
    year: int
    state: str
    text: str

    @property
    def address(self) -> str:
        """Return the query of the address."""
        asked = {"agency": self.agency, "series": self.series, "year": self.year, "state": self.state, "q": self.text}
        return urlencode({name: value for name, value in asked.items() if value})


def chosen(request: ActedRequest) -> Chosen | None:
    """Return which book is asked for, the first that the actor may see where none is; None where there is none."""
    seen = book.agencies(request.actor)
    if not seen:
        return None
    asked = request.GET.get("agency", "")
    if asked and asked not in seen:
        raise Refused("not_found", _("Không có sổ này, hoặc bạn không được xem."))
    agency = asked or _own(request, seen)
    series = [one.code for one in book.series_of(agency)]
    this_year = local_day(request.at).year
    year = request.GET.get("year", "")
    named = request.GET.get("series", "")
    state = request.GET.get("state", "")
    return Chosen(
        agency,
        named if named in series else (series or [""])[0],
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else this_year,
        state if state in STATES else "",
        request.GET.get("q", "").strip()[:60],
    )


@require_safe
def books(request: ActedRequest) -> HttpResponseBase:
    """Show a book; ``?format=`` csv or xlsx gives it as a file, print as a sheet."""
    if not request.actor.is_official:
        raise Refused("not_found", _("Không có trang này."))
    asked = chosen(request)
    if asked is None:
        raise Refused("not_found", _("Chưa có sổ cấp số nào cho bạn."), _("Sổ do văn thư của cơ quan giữ."))
    found = book.numbers_in(asked.agency, asked.series, asked.year, state=asked.state, text=asked.text)
    form = request.GET.get("format", "")
    if form in {"csv", "xlsx"}:
        return _file(asked, found, form)
    return _sheet(request, asked, found) if form == "print" else _page(request, asked, found)


def _own(request: ActedRequest, seen: list[str]) -> str:
    """Return the agency whose numbers the actor gives, before those the actor only sees."""
    kept = policies.kept(request.actor)
    return next((code for code in seen if code in kept), seen[0])


def _page(request: ActedRequest, asked: Chosen, found: QuerySet[BookedNumber]) -> HttpResponse:
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 9:
        found = found.filter(number__lt=int(before))
    page = list(found[: PAGE + 1])
    rows = page[:PAGE]
    seen = book.agencies(request.actor)
    names = dict(people.units().filter(code__in=seen).values_list("code", "name"))
    context: dict[str, Any] = {
        "asked": asked,
        "rows": table(rows),
        "proof": book.proof(asked.agency, asked.series, asked.year),
        "agencies": [(code, names[code]) for code in seen],
        "agency_name": names[asked.agency],
        "series": book.series_of(asked.agency),
        "years": book.years(asked.agency, local_day(request.at).year),
        "states": STATES.items(),
        "next": f"?{asked.address}&before={rows[-1].number}" if len(page) > PAGE else "",
        "may_keep": policies.can_keep(request.actor, asked.agency).allowed,
        "blanks": asked.series == RECEIPT and policies.can_use(request.actor, asked.agency).allowed,
    }
    return render(request, "documents/numbers/books.html", context)


def _sheet(request: ActedRequest, asked: Chosen, found: QuerySet[BookedNumber]) -> HttpResponse:
    rows = table(found.order_by("number")[: PRINTED + 1])
    if len(rows) > PRINTED:
        raise Refused("too_long", _("Sổ dài quá một lần in."), _("Lọc bớt, hoặc tải tệp Excel."))
    context = {
        "asked": asked,
        "rows": rows,
        "agency_name": people.unit(asked.agency).name,
        "named": next((one.name for one in book.series_of(asked.agency) if one.code == asked.series), asked.series),
        "proof": book.proof(asked.agency, asked.series, asked.year),
        "paper": "A4",
    }
    return render(request, "documents/numbers/sheet.html", context)


def table(rows: Iterable[BookedNumber]) -> list[dict[str, Any]]:
    """Return the rows of a book with the words that people read."""
    listed = list(rows)
    names = people.names({actor for row in listed for actor in (row.actor, row.closed_by)} - {""})
    return [
        {
            "row": row,
            "state": STATES[row.state],
            "ground": _ground(row),
            "by": names.get(row.actor, ""),
            "closed_by": names.get(row.closed_by, ""),
            "href": subjects.address_of(row.subject),
        }
        for row in listed
    ]


def _ground(row: BookedNumber) -> str:
    grounds = CANCELLED_FOR if row.state == CANCELLED else RESERVED_FOR
    return str(grounds.get(row.ground, ""))


def _file(asked: Chosen, found: QuerySet[BookedNumber], form: str) -> HttpResponseBase:
    name = f"so-cap-so-{asked.agency}-{asked.series}-{asked.year}.{form}".encode("ascii", "ignore").decode()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    ordered = found.order_by("number")
    head = [_(words) for words in HEAD]
    if form == "csv":
        cells = (cell for part in _chunks(ordered) for cell in map(_cells, table(part)))
        return StreamingHttpResponse(files.csv_lines(head, cells), content_type=files.CSV, headers=headers)
    rows = [_cells(row) for row in table(ordered[:100_000])]
    title = f"{asked.series} {asked.year}".replace("/", "-")
    above = [f"{_('Sổ cấp số')} {asked.series}, {_('năm')} {asked.year}", people.unit(asked.agency).name]
    return HttpResponse(files.to_xlsx(title, head, rows, above), content_type=files.XLSX, headers=headers)


def _chunks(found: QuerySet[BookedNumber]) -> Iterable[list[BookedNumber]]:
    last = 0
    while rows := list(found.filter(number__gt=last)[:500]):
        yield rows
        last = rows[-1].number


def _cells(told: dict[str, Any]) -> list[files.Value]:
    row = told["row"]
    why = ": ".join(filter(None, (told["ground"], row.reason)))
    return [row.symbol, row.day, str(told["state"]), row.note, told["by"], why, row.holder, row.closed_at]
