"""A proposal on paper, in the form of the field, and the register of proposals as a workbook."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.core.procedure.cost import rounded
from motcua.procedures import review_policies, table_files
from motcua.procedures.web.officer.access import seen, today
from motcua.procedures.web.officer.proposals import content, found, listed, shown
from motcua.procedures.web.officer.review_access import unit_names

HEAD = (
    "STT", "Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Cơ quan đề xuất", "Cách đơn giản hóa", "Nội dung", "Lý do",
    "Văn bản cần sửa", "Lộ trình", "Chi phí trước (đồng/năm)", "Chi phí sau (đồng/năm)", "Tiết kiệm (đồng/năm)",
    "Tỷ lệ", "Tình trạng", "Quyết định", "Ngày quyết định",
)  # fmt: skip


@require_safe
@seen(review_policies.can_see_reviews)
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a proposal as it is printed."""
    row = found(request, pk)
    context = {**content(request, row), "today": today(request)}
    return render(request, "procedures/print/proposal_sheet.html", context)


@require_safe
@seen(review_policies.can_see_reviews)
def table(request: HttpRequest) -> HttpResponse:
    """Return the register as it is filtered."""
    _chosen, lines = listed(request)
    names = unit_names({line.proposal.unit for line in lines})
    rows = []
    for n, one in enumerate(shown(lines, names), start=1):
        row, line, text = one["proposal"], one["line"], one["proposal"].text
        changes = "\n".join(f"{c.act} {c.article}".strip() for c in row.changes.all())
        rows.append(
            [
                n, row.procedure, line.title, line.field, one["unit"], str(one["measure"]), text.content, text.reason,
                changes, text.roadmap, row.year_before, row.year_after,
                rounded(line.saving.saved) if line.saving else None, one["percent"], str(one["state"][0]), row.decision,
                row.decision_date,
            ]
        )  # fmt: skip
    answer = HttpResponse(
        table_files.to_xlsx("Phương án", HEAD, rows, ["PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH"]),
        content_type=table_files.XLSX,
    )
    answer["Content-Disposition"] = 'attachment; filename="phuong-an-don-gian-hoa.xlsx"'
    return answer
