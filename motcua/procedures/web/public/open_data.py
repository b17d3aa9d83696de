"""Open data: what there is, and the files themselves, which a program may ask for as often as it likes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition, require_safe

from motcua.procedures import open_data
from motcua.procedures.web import structured
from motcua.procedures.web.addresses import public
from motcua.procedures.web.today import today

MAX_AGE: Final = "public, max-age=300"
TABLES: Final = {
    "procedures": gettext_lazy("Thủ tục: mỗi bản công bố một dòng, đủ các phần của Điều 8 Nghị định 63/2010/NĐ-CP"),
    "cases": gettext_lazy("Trường hợp và thời hạn"),
    "components": gettext_lazy("Thành phần hồ sơ"),
    "fees": gettext_lazy("Phí, lệ phí"),
    "results": gettext_lazy("Kết quả"),
    "legal-bases": gettext_lazy("Căn cứ pháp lý"),
}


def _tag(request: HttpRequest, **_: str) -> str:
    return f'"{open_data.state(today(request)).tag}"'


def _changed(request: HttpRequest, **_: str) -> datetime | None:
    return open_data.state(today(request)).changed


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Say what open data there is, under which terms, and when it last changed."""
    changed = open_data.state(today(request)).changed
    files = [("procedures.json", "application/json", public("procedures:open-data-json"))]
    files += [(f"{name}.csv", "text/csv", public("procedures:open-data-table", name)) for name in TABLES]
    context = {
        "tables": TABLES.items(),
        "columns": open_data.COLUMNS,
        "changed": changed,
        "here": settings.PUBLIC_URL,
        "canonical": public("procedures:open-data"),
        "structured": structured.of_open_data(files, changed, structured.province(today(request))),
    }
    return render(request, "procedures/citizen/open_data.html", context)


@require_safe
@condition(etag_func=_tag, last_modified_func=_changed)
def whole(request: HttpRequest) -> HttpResponseBase:
    """Send the whole register as one JSON document."""
    pieces = open_data.as_json(today(request), settings.PUBLIC_URL)
    return _file(pieces, "application/json", "procedures.json")


@require_safe
@condition(etag_func=_tag, last_modified_func=_changed)
def table(request: HttpRequest, table: str) -> HttpResponseBase:
    """Send one table as CSV."""
    if table not in TABLES:
        raise Http404
    return _file(open_data.as_csv(table, today(request)), "text/csv; charset=utf-8", f"{table}.csv")


def _file(pieces: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse((piece.encode() for piece in pieces), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = MAX_AGE
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
