"""What was not reviewed for long: counts by field and agency, the list behind each, and the same as a file."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.core.refusal import Refused
from motcua.procedures import parameters, queries_reviews, review_policies, table_files
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.queries_reviews import Age
from motcua.procedures.web.officer.access import BOTH, acted, keyed, seen, today
from motcua.procedures.web.officer.review_access import parameter
from motcua.procedures.web.officer.reviews import frame
from motcua.ui.refusals import sentences

PAGE = 100
MOST_MONTHS = 600


@require_http_methods(BOTH)
@seen(review_policies.can_see_all)
def unreviewed(request: HttpRequest) -> HttpResponse:
    """Show the table, and the procedures behind one of its cells; a POST gives out reviews of those chosen."""
    if request.method == "POST":
        return _start(request)
    chosen = _chosen(request)
    found = queries_reviews.ages(today(request), publication_counts=_parameters(request).publication_counts)
    listed = queries_reviews.chosen(found, months=chosen["months"], field=chosen["field"], agency=chosen["agency"])
    context = {
        "chosen": chosen,
        "table": queries_reviews.table(found, chosen["months"], chosen["by"]),
        "page_obj": Paginator(listed, PAGE).get_page(request.GET.get("page", "1")),
        "picked": bool(chosen["field"] or chosen["agency"] or request.GET.get("all")),
        "parameters": _parameters(request),
        "may": review_policies.can_keep(acted(request).actor).allowed,
        "query": request.GET.urlencode(),
        **frame(request, "unreviewed"),
    }
    return render(request, "procedures/officer/unreviewed.html", context)


def _parameters(request: HttpRequest) -> Any:
    return parameters.reviews(today(request))


def _chosen(request: HttpRequest) -> dict[str, Any]:
    months = parameter(request, "months")
    number = int(months) if months.isascii() and months.isdigit() and len(months) < 4 else 0
    return {
        "months": min(number, MOST_MONTHS) or _parameters(request).months,
        "field": parameter(request, "field"),
        "agency": parameter(request, "agency"),
        "by": "agency" if request.GET.get("by") == "agency" else "field",
    }


def _start(request: HttpRequest) -> HttpResponse:
    actor, at = acted(request).actor, acted(request).at
    review_policies.can_keep(actor).enforce()
    fields = {one.code: one.field_code for one in queries_reviews.ages(today(request), publication_counts=True)}
    done = 0
    for code in request.POST.getlist("chosen")[:500]:
        if code not in fields:
            continue
        asked = Reviewed("procedure", code, _parameters(request).unit_for(fields[code]), "age")
        try:
            start_review(asked, actor=actor, at=at, key=keyed(request, "start_review", [code, asked.unit], code))
            done += 1
        except Refused as refused:
            messages.warning(request, sentences(refused))
    if done:
        told = ngettext("Đã giao %(n)d việc rà soát.", "Đã giao %(n)d việc rà soát.", done) % {"n": done}
        messages.success(request, told)
    else:
        messages.warning(request, _("Chưa chọn thủ tục nào để giao rà soát."))
    return redirect("procedures:reviews")


@require_safe
@seen(review_policies.can_see_all)
def table(request: HttpRequest) -> HttpResponse:
    """Return the list as CSV: the same procedures as on the page, with dates as people read them."""
    chosen = _chosen(request)
    found = queries_reviews.ages(today(request), publication_counts=_parameters(request).publication_counts)
    listed = queries_reviews.chosen(found, months=chosen["months"], field=chosen["field"], agency=chosen["agency"])
    head = [
        _("Mã thủ tục"), _("Tên thủ tục"), _("Lĩnh vực"), _("Cơ quan thực hiện"), _("Lần gần nhất"), _("Hình thức"),
        _("Số tháng"),
    ]  # fmt: skip
    answer = HttpResponse(
        table_files.to_csv(head, [_row(one) for one in listed]), content_type=table_files.CSV, status=HTTPStatus.OK
    )
    answer["Content-Disposition"] = f'attachment; filename="chua-ra-soat-{chosen["months"]}-thang.csv"'
    return answer


def _row(one: Age) -> list[table_files.Value]:
    how = {"published": _("công bố"), "reviewed": _("rà soát"), "": ""}[one.how]
    return [one.code, one.title, one.field, one.agency, one.last, how, one.months]
