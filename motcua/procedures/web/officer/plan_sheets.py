"""The plan of a year on paper and as a workbook, in the columns that are sent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.procedures import queries_plans, review_policies, table_files
from motcua.procedures.models.plans import APPROVED
from motcua.procedures.web.officer.access import seen, today
from motcua.procedures.web.officer.plans import found, plan_lines

HEAD = (
    "STT", "Thủ tục hành chính, nhóm thủ tục hành chính", "Cơ quan chủ trì", "Cơ quan phối hợp", "Bắt đầu",
    "Hoàn thành", "Căn cứ lựa chọn", "Tiêu chí rà soát", "Sản phẩm", "Tình trạng",
)  # fmt: skip


@require_safe
@seen(review_policies.can_see_all)
def sheet(request: HttpRequest, year: int) -> HttpResponse:
    """Show the plan as it is printed."""
    row, on = found(year), today(request)
    if row is None:
        raise Http404
    lines = plan_lines(queries_plans.followed(row, on), on)
    context = {"plan": row, "year": year, "lines": lines, "approved": row.state == APPROVED}
    return render(request, "procedures/print/plan_sheet.html", context)


@require_safe
@seen(review_policies.can_see_all)
def table(request: HttpRequest, year: int) -> HttpResponse:
    """Return the plan as a workbook."""
    row, on = found(year), today(request)
    if row is None:
        raise Http404
    lines = plan_lines(queries_plans.followed(row, on), on)
    above = [f"KẾ HOẠCH RÀ SOÁT THỦ TỤC HÀNH CHÍNH NĂM {year}"]
    if row.state == APPROVED:
        above.append(f"Theo {row.decision} ngày {row.decision_date:%d/%m/%Y}")
    rows = [_row(n, line) for n, line in enumerate(lines, start=1)]
    answer = HttpResponse(table_files.to_xlsx(f"Kế hoạch {year}", HEAD, rows, above), content_type=table_files.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="ke-hoach-ra-soat-{year}.xlsx"'
    return answer


def _row(number: int, line: dict[str, Any]) -> list[table_files.Value]:
    item = line["item"]
    named = [item.subject] if item.subject else []
    named += [f"{code} {title}".strip() for code, title in line["titles"]]
    return [
        number, "\n".join(named), line["lead"], "; ".join(line["partners"]), item.begins, item.ends, item.basis,
        "; ".join(str(one) for one in line["criteria"]), item.product, str(line["state"][0]),
    ]  # fmt: skip
