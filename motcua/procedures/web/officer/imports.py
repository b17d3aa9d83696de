"""Taking in a list of procedures: the file, how far the worker is, the report line by line, and the confirmation."""

import hashlib
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.procedures import policies
from motcua.procedures.actions.confirm_import import confirm_import
from motcua.procedures.actions.drop_import import drop_import
from motcua.procedures.actions.receive_import import receive_import
from motcua.procedures.bulk.reading import LARGEST
from motcua.procedures.models import Draft, Import, ImportLine, ImportProgress
from motcua.procedures.web.officer.access import acted, seen
from motcua.procedures.web.officer.import_words import FILTERS, STATES, WEIGHTS, line_status
from motcua.ui.forms import DayField, Form, key_of
from motcua.ui.refusals import sentences

BOTH: Final = ("GET", "HEAD", "POST")
PAGE: Final = 50
LATEST: Final = 20
DAYS: Final = ("decision_date", "effective_date", "public_date")


class FileForm(Form):
    """A file, and the decision that publishes lines without one of their own."""

    file = forms.FileField(label=gettext_lazy("Tệp danh sách"))
    decision = forms.CharField(label=gettext_lazy("Quyết định công bố"), max_length=200, required=False)
    decision_date = DayField(label=gettext_lazy("Ngày ký"), required=False)
    effective_date = DayField(label=gettext_lazy("Có hiệu lực từ"), required=False)
    public_date = DayField(label=gettext_lazy("Ngày công khai"), required=False)

    def clean(self) -> dict[str, Any]:
        """Want all of a decision or nothing of it."""
        given: dict[str, Any] = super().clean() or {}
        names = ("decision", *DAYS)
        missing = [name for name in names if not given.get(name) and name not in self.errors]
        if len(missing) < len(names):
            for name in missing:
                self.add_error(name, _("Ghi đủ quyết định và các ngày, hoặc để trống tất cả."))
        return given


@require_http_methods(BOTH)
@seen(policies.can_see_register)
def imports(request: HttpRequest) -> HttpResponse:
    """List the files taken in, and take in another."""
    asked = acted(request)
    may = policies.can_publish(asked.actor)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if posted:
        may.enforce()
    if posted and form.is_valid():
        try:
            pk = _received(asked, form)
        except Refused as refused:
            form.add_error("file", sentences(refused))
        else:
            return redirect("procedures:import", pk)
    rows = list(_named().order_by("-created_at")[:LATEST])
    names = people.names({row.created_by for row in rows})
    context = {
        "tab": "imports",
        "form": form,
        "may": may.allowed,
        "rows": [(row, *STATES[row.state], names.get(row.created_by, "")) for row in rows],
    }
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "procedures/officer/imports.html", context, status=status)


def _received(asked: ActedRequest, form: FileForm) -> UUID:
    given = form.cleaned_data
    data = given["file"].read(LARGEST + 1)
    days = {name: given[name] for name in DAYS if given[name]}
    said = f"{given['decision']}|{sorted(days.items())}".encode()
    key = Key(key_of(asked), "receive_import", hashlib.sha256(said + data).digest())
    return receive_import(
        given["file"].name, data, actor=asked.actor, at=asked.at, decision=given["decision"], days=days, key=key
    )


def _named() -> QuerySet[Import]:
    """Return imports with what is said of their files, never the files: they may be large."""
    return Import.objects.select_related("file").defer("file__data")


def _import(pk: UUID) -> Import:
    row = _named().filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@require_safe
@seen(policies.can_see_register)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what would become of every line, or how far the worker is."""
    row = _import(pk)
    status, colour = STATES[row.state]
    context: dict[str, Any] = {"tab": "imports", "row": row, "state": status, "colour": colour}
    if row.works:
        return render(request, "procedures/officer/import_working.html", context | _progress(row))
    shown = request.GET.get("show", "")
    lines = ImportLine.objects.filter(owner=row, place__gt=0)
    chosen = FILTERS[shown](lines) if shown in FILTERS else lines
    page = Paginator(chosen.order_by("place"), PAGE).get_page(request.GET.get("page", "1"))
    drafts = dict(Draft.objects.filter(code__in=[one.code for one in page]).values_list("code", "pk"))
    context |= {
        "shown": shown,
        "tiles": _tiles(row, shown, lines.count()),
        "page_obj": page,
        "lines": [(one, *line_status(one), _told(one), drafts.get(one.code)) for one in page],
        "file_told": _told(ImportLine.objects.filter(owner=row, place=0).first()),
        "writes": row.new + row.changed + row.drafts,
        "certain": row.new + row.changed + row.drafts - row.doubtful,
        "nothing": row.state == "checked" and not row.new + row.changed + row.drafts,
        "may": policies.can_publish(acted(request).actor).allowed,
    }
    return render(request, "procedures/officer/import.html", context)


def _tiles(row: Import, shown: str, total: int) -> list[dict[str, Any]]:
    named = (
        ("", _("Tất cả"), total), ("new", _("Công bố mới"), row.new), ("changed", _("Thay đổi"), row.changed),
        ("draft", _("Thành bản nháp"), row.drafts), ("same", _("Không đổi"), row.unchanged),
        ("refused", _("Từ chối"), row.refused), ("doubtful", _("Đáng ngờ"), row.doubtful),
    )  # fmt: skip
    return [
        {"count": count, "label": label, "href": f"?show={name}", "current": shown == name}
        for name, label, count in named
    ]


def _told(line: ImportLine | None) -> list[dict[str, Any]]:
    said = line.said.get("told", []) if line is not None else []
    return [
        {**one, "near": _unsaid(one), "what": WEIGHTS[one["weight"]][0], "colour": WEIGHTS[one["weight"]][1]}
        for one in said
        if line is None or line.status != "same" or one["weight"] == "note"
    ]


def _unsaid(one: dict[str, Any]) -> str:
    """Return what may have been meant, unless the sentence says it already."""
    return "" if one["weight"] == "note" or one["near"] in one["message"] else str(one["near"])


def _progress(row: Import) -> dict[str, Any]:
    stage = "check" if row.state == "received" else "write"
    found = ImportProgress.objects.filter(owner=row, stage=stage).first()
    done, total = (found.done, found.total) if found is not None else (0, 0)
    steps = {"check": _("Đang kiểm tra từng dòng"), "write": _("Đang kiểm tra lần cuối rồi ghi vào sổ")}
    if not total:
        return {"step": _("Đang chờ đến lượt và đọc tệp"), "done": 0, "total": 0}
    return {"step": steps[stage], "done": done, "total": total}


@require_safe
@seen(policies.can_see_register)
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the bar alone, or lead to the report once the worker is done."""
    row = _import(pk)
    answer = render(request, "procedures/officer/_import_progress.html", {"row": row, **_progress(row)})
    if not row.works:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@seen(policies.can_publish)
def confirmation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the worker write what the report accepts."""
    asked = acted(request)
    row = _import(pk)
    doubtful = request.POST.get("doubtful") == "yes"
    try:
        confirm_import(pk, request.POST.get("report", ""), doubtful=doubtful, actor=asked.actor, at=asked.at)
    except Refused as refused:
        messages.error(request, sentences(refused))
    return redirect("procedures:import", row.pk)


@require_POST
@seen(policies.can_publish)
def withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Drop the file: nothing is written."""
    asked = acted(request)
    row = _import(pk)
    try:
        drop_import(row.pk, actor=asked.actor, at=asked.at)
    except Refused as refused:
        messages.error(request, sentences(refused))
        return redirect("procedures:import", row.pk)
    messages.success(request, _("Đã bỏ tệp, không ghi gì."))
    return redirect("procedures:imports")
