"""The report on a file as rows, so that a page can filter and leaf through it."""

from uuid import UUID

from motcua.core.procedure.bulk.gathering import Told
from motcua.procedures.bulk.checking import Report
from motcua.procedures.bulk.judging import Judged
from motcua.procedures.models.imports import ImportLine

MOST_CHANGES = 60


def keep(owner: UUID, report: Report) -> None:
    """Replace the lines of an import's report."""
    ImportLine.objects.filter(owner_id=owner).delete()
    if report.told:
        said = {"told": [_told(one) for one in report.told]}
        ImportLine.objects.create(owner_id=owner, place=0, line=0, status="file", doubtful=False, said=said)
    rows = [_row(owner, place, line) for place, line in enumerate(report.lines, start=1)]
    ImportLine.objects.bulk_create(rows, batch_size=400)


def _row(owner: UUID, place: int, line: Judged) -> ImportLine:
    return ImportLine(
        owner_id=owner,
        place=place,
        sheet=line.row.sheet[:60],
        line=line.row.line,
        code=line.row.code[:8],
        name=line.name[:600],
        status=line.status,
        doubtful=line.doubtful,
        said={"told": [_told(one) for one in line.told()], "changes": line.changes[:MOST_CHANGES]},
    )


def _told(one: Told) -> dict[str, str | int]:
    return {
        "weight": one.weight,
        "sheet": one.sheet,
        "line": one.line,
        "head": one.head,
        "message": one.message,
        "near": one.near,
    }
