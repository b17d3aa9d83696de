"""The page of signs of unusual handling: counts, the dossiers below them, files, and what an auditor notes."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.core.signs.rules import WORDS
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import history, queries, sign_list, sign_policies
from motcua.dossiers.actions.note_sign import LONGEST_NOTE, note_sign
from motcua.dossiers.entries import TextField
from motcua.dossiers.models import Sign
from motcua.dossiers.models.signs import VERDICTS
from motcua.dossiers.sign_list import PAGE, Line, Wanted
from motcua.dossiers.sign_rules import rules
from motcua.dossiers.sign_words import explain, name_of, why_of
from motcua.dossiers.web.desk.access import officials_only
from motcua.dossiers.web.desk.lists import remember
from motcua.dossiers.web.desk.register import _day as read_day
from motcua.ledger import read as ledger
from motcua.people import access
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.ui import refusals
from motcua.ui import table_files as files
from motcua.ui.forms import Form, key_of

BEFORE: Final = timedelta(days=90)
IN_WORKBOOK: Final = 50_000
COUNTED: Final = 10_000
HEAD: Final = (
    gettext_lazy("Dấu hiệu"),
    gettext_lazy("Mã hồ sơ"),
    gettext_lazy("Thủ tục"),
    gettext_lazy("Đơn vị"),
    gettext_lazy("Người làm"),
    gettext_lazy("Giờ của việc"),
    gettext_lazy("Giờ ghi sổ"),
    gettext_lazy("Chi tiết"),
    gettext_lazy("Thanh tra ghi"),
)
WAYS: Final = {
    "unit": gettext_lazy("Theo đơn vị"),
    "actor": gettext_lazy("Theo người làm"),
    "month": gettext_lazy("Theo tháng"),
}


class NoteForm(Form):
    """What the auditor concludes, and why."""

    verdict = forms.ChoiceField(label=gettext_lazy("Kết luận"), choices=VERDICTS.items(), widget=forms.RadioSelect)
    text = TextField(
        label=gettext_lazy("Đã xem gì, giải thích thế nào"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def for_lookers(request: ActedRequest) -> None:
    """Let auditors and those who answer for a unit in; for anybody else the pages do not exist."""
    if not sign_policies.may_look(request.actor):
        raise Refused("not_found", _("Không có trang này."), _("Trang này dành cho thanh tra và người phụ trách."))


@require_safe
@officials_only
def signs(request: ActedRequest) -> HttpResponseBase:
    """Show the signs of unusual handling; ``?format=`` csv or xlsx gives them as a file. The look is logged."""
    for_lookers(request)
    wanted, problem = wanted_of(request)
    access.seen(request.actor, "signs", "register", request.at)
    form = request.GET.get("format", "") if not problem else ""
    if form in {"csv", "xlsx"}:
        answer: HttpResponseBase = _file(request, wanted, form)
    else:
        remember(request)
        answer = _page(request, wanted, problem)
    add_never_cache_headers(answer)
    return answer


def wanted_of(request: ActedRequest) -> tuple[Wanted, str]:
    """Return what is asked for and what is wrong with it; without days the last ninety."""
    asked, today = request.GET, local(request.at).date()
    since, until = read_day(asked.get("since", "")), read_day(asked.get("until", ""))
    wrong = any(asked.get(name) and day is None for name, day in (("since", since), ("until", until)))
    last = until or today
    first = since or last - BEFORE
    code = asked.get("code", "")
    wanted = Wanted(
        first,
        last,
        code if code in WORDS else "",
        asked.get("unit", "")[:40],
        asked.get("actor", "")[:60],
        asked.get("unseen", "") == "yes",
    )
    if wrong:
        return wanted, _("Ngày chưa đúng. Hãy nhập ngày, tháng, năm bằng số, ví dụ 06/05/2026.")
    if first > last:
        return wanted, _("Ngày đầu sau ngày cuối.")
    if (last - first).days > sign_list.LONGEST:
        return wanted, _("Chọn không quá một năm.")
    return wanted, ""


def address(wanted: Wanted, **other: str) -> str:
    """Return the query of a part of the page; ``other`` replaces what is sought."""
    asked = {
        "since": f"{wanted.since:%d/%m/%Y}",
        "until": f"{wanted.until:%d/%m/%Y}",
        "code": wanted.code,
        "unit": wanted.unit,
        "actor": wanted.actor,
        "unseen": "yes" if wanted.unseen else "",
        **other,
    }
    return urlencode({name: value for name, value in asked.items() if value})


def _page(request: ActedRequest, wanted: Wanted, problem: str) -> HttpResponse:
    found = sign_list.found(request.actor, wanted) if not problem else Sign.objects.none()
    way = request.GET.get("by", "unit")
    way = way if way in WAYS else "unit"
    rows = list(sign_list.after(found, sign_list.read_place(request.GET.get("after", "")))[: PAGE + 1])
    following = sign_list.place_of(rows[PAGE - 1]) if len(rows) > PAGE else ""
    count = found.order_by()[: COUNTED + 1].count()
    context: dict[str, Any] = {
        "wanted": wanted,
        "problem": problem,
        "address": address(wanted),
        "lines": sign_list.lines(rows[:PAGE], request.actor),
        "next": f"?{address(wanted, by=way, after=following)}" if following else "",
        "count": f"{COUNTED}+" if count > COUNTED else str(count),
        "signs": [
            {"one": one, "why": why_of(one.key), "href": f"?{address(wanted, code=one.key, by=way)}"}
            for one in sign_list.by_sign(found)
        ],
        "ways": [(code, words, f"?{address(wanted, by=code)}") for code, words in WAYS.items()],
        "way": way,
        "split": _split(request, wanted, way) if not problem else [],
        "choices": [(code, name_of(code)) for code in WORDS],
        "proposal": rules().proposal,
        "chosen": _chosen(wanted),
    }
    return render(request, "dossiers/desk/signs.html", context, status=400 if problem else 200)


def _split(request: ActedRequest, wanted: Wanted, way: str) -> list[dict[str, Any]]:
    """Return the counts by unit, officer or month, each with the address of its lines where there is one."""
    if way == "month":
        counted = sign_list.by_month(request.actor, wanted)
    else:
        counted = sign_list.by(sign_list.found(request.actor, wanted), way)
    return [{"one": one, "href": f"?{address(wanted, by=way, **{way: one.key})}" if one.key else ""} for one in counted]


def _chosen(wanted: Wanted) -> list[dict[str, str]]:
    """Return what the list is narrowed to, each with the address that lifts it."""
    rows = []
    if wanted.unit:
        words = history.unit_names({wanted.unit}).get(wanted.unit, wanted.unit)
        rows.append({"words": words, "href": f"?{address(wanted, unit='')}"})
    if wanted.actor:
        rows.append({"words": people.names([wanted.actor])[wanted.actor], "href": f"?{address(wanted, actor='')}"})
    return rows


def _file(request: ActedRequest, wanted: Wanted, form: str) -> HttpResponseBase:
    head = [str(words) for words in HEAD]
    rows = (cells(line) for line in sign_list.walk(sign_list.found(request.actor, wanted)))
    name = f"dau-hieu-{wanted.since:%Y%m%d}-{wanted.until:%Y%m%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    if form == "csv":
        return StreamingHttpResponse(files.csv_lines(head, rows), content_type=files.CSV, headers=headers)
    listed = list(islice(rows, IN_WORKBOOK + 1))
    if len(listed) > IN_WORKBOOK:
        raise Refused("too_long", _("Quá nhiều dòng cho một tệp Excel."), _("Chọn ít ngày hơn, hoặc tải tệp CSV."))
    above = [_("DẤU HIỆU BẤT THƯỜNG"), _days(wanted)]
    return HttpResponse(files.to_xlsx("Dấu hiệu", head, listed, above), content_type=files.XLSX, headers=headers)


def _days(wanted: Wanted) -> str:
    return _("Từ %(since)s đến %(until)s") % {
        "since": f"{wanted.since:%d/%m/%Y}",
        "until": f"{wanted.until:%d/%m/%Y}",
    }


def cells(line: Line) -> list[files.Value]:
    """Return one line of the file: what the screen shows, in the same order."""
    return [
        line.name, line.code, line.procedure, line.unit, line.officer, line.sign.at, line.sign.recorded_at,
        line.details, line.verdict,
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@officials_only
def sign(request: ActedRequest, sign_id: UUID) -> HttpResponse:
    """Show one sign with its rule and what was noted; the auditor of the unit notes what they found."""
    for_lookers(request)
    row = Sign.objects.filter(pk=sign_id).first()
    if row is None or not sign_policies.sees(request.actor, row.unit):
        raise Refused("not_found", _("Không có dấu hiệu này."), _("Xem lại danh sách dấu hiệu bất thường."))
    access.seen(request.actor, row.stream, "sign", request.at)
    may_note = sign_policies.can_note(request.actor, row.unit).allowed
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            note_sign(row.pk, actor=request.actor, at=request.at, key=key_of(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refusals.sentences(refused))
        else:
            messages.success(request, _("Đã ghi kết luận."))
            return redirect("dossiers:sign", sign_id)
    context = {
        "line": sign_list.lines([row])[0],
        "why": why_of(row.code),
        "rule": rules().signs.get(row.code),
        "proposal": rules().proposal,
        "notes": notes_of(row.pk),
        "form": form if may_note else None,
        "may_open": queries.visible_to(request.actor).filter(pk=row.dossier_id or row.pk).exists(),
        "others": _others(row),
    }
    return render(request, "dossiers/desk/sign.html", context, status=400 if form.errors else 200)


def _others(row: Sign) -> list[dict[str, Any]]:
    """Return the other signs of the same dossier."""
    if row.dossier_id is None:
        return []
    return [
        {"sign": other, "name": name_of(other.code), "details": explain(other.code, other.facts)}
        for other in sign_list.of_dossier(row.dossier_id)
        if other.pk != row.pk
    ]


def notes_of(sign_id: UUID) -> list[dict[str, Any]]:
    """Return everything that auditors noted on a sign, newest first, as the ledger has it."""
    stream = f"sign:{sign_id}"
    log, said = ledger.stream(stream), ledger.contents(stream)
    names = people.names({entry.actor for entry in log})
    return [
        {
            "at": entry.at,
            "recorded_at": entry.recorded_at,
            "name": names[entry.actor],
            "verdict": VERDICTS.get(entry.payload["verdict"], ""),
            "text": said.get(entry.seq, {}).get("text", ""),
        }
        for entry in log[::-1]
    ]
