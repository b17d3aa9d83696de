"""The lines of the desk's lists, as the pages draw them, and the way back from a dossier to its line."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.core.process.events import read_moment
from motcua.core.process.route import Route
from motcua.core.process.states import State
from motcua.core.worktime import remaining
from motcua.dossiers import history, late_marks, queries
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries import Row
from motcua.people import queries as people
from motcua.people.middleware import ActedRequest
from motcua.people.roles import LABELS
from motcua.procedures import queries as procedures
from motcua.ui.formatting import amount
from motcua.worklist.models import WorkItem
from motcua.worktime import queries as worktime

LAST_LIST: Final = "desk_list"
TOLD: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; ``trail`` says who did what before, ``flags`` what is unusual."""

    href: str
    code: str
    procedure: str
    applicant: str
    work: str
    since: datetime | None
    due: datetime | None
    legal: datetime | None
    holder: str
    state: str = ""
    finished: datetime | None = None
    trail: str = ""
    left: str = ""
    flags: tuple[str, ...] = ()
    assign: str = ""


def remember(request: HttpRequest) -> None:
    """Keep the address of the list that is on screen, so that a dossier leads back to it."""
    if request.session.get(LAST_LIST) != request.get_full_path():
        request.session[LAST_LIST] = request.get_full_path()


def way_back(request: ActedRequest) -> str:
    """Return the address of the last list, at the line that was left; without one, where the officer starts from."""
    return f"{request.session.get(LAST_LIST) or reverse(people.home_for(request.actor))}#row"


def lines(rows: Iterable[Row], at: datetime, *, assign: bool = False) -> list[Line]:
    """Return rows as lines with the names that people know."""
    listed = list(rows)
    done = queries.trail({row.dossier.pk for row in listed})
    ids = {row.work.assignee for row in listed} | {item.closed_by for items in done.values() for item in items[:TOLD]}
    pending = {unit for row in listed for _seq, unit, _until in row.dossier.pending}
    names, units = people.names(ids - {""}), history.unit_names({row.work.unit for row in listed} | pending)
    late = late_marks.known({row.dossier.pk for row in listed})
    told = [_line(row, done.get(row.dossier.pk, []), names, units, at, assign) for row in listed]
    return [_marked(line, row.dossier, late) for line, row in zip(told, listed, strict=True)]


def _marked(line: Line, dossier: Dossier, late: Container[UUID]) -> Line:
    """Return the line with the mark of what was entered afterwards."""
    return replace(line, flags=(*line.flags, _("nhập bù"))) if dossier.pk in late else line


def register_lines(dossiers: Iterable[Dossier]) -> list[Line]:
    """Return dossiers of the register as lines, those that were entered afterwards marked."""
    listed = list(dossiers)
    late = late_marks.known({dossier.pk for dossier in listed})
    return [_marked(register_line(dossier), dossier, late) for dossier in listed]


def _line(
    row: Row, done: list[WorkItem], names: dict[str, str], units: dict[str, str], at: datetime, assign: bool
) -> Line:
    dossier, work = row.dossier, row.work
    route = procedures.route_by_version(UUID(dossier.route)).definition if dossier.route else None
    due = _due(row)
    return Line(
        href=_address(row),
        code=dossier.code,
        procedure=_procedure(dossier),
        applicant=row.applicant,
        work=_work(row, route),
        since=work.opened_at,
        due=due,
        left=office_left(work.unit, at, due),
        legal=dossier.due_at,
        holder=_holder(row, names, units),
        state=dossier.state,
        trail=_trail(done, route, names),
        flags=_flags(dossier, done, at),
        assign=reverse("dossiers:act", args=[dossier.pk, "assignment"]) if assign and work.kind == "step" else "",
    )


def register_line(dossier: Dossier) -> Line:
    """Return a dossier of the register as a line: where it stands and when its result is due."""
    applicant = getattr(dossier, "applicant", None)
    return Line(
        href=reverse("dossiers:officer", args=[dossier.pk]),
        code=dossier.code,
        procedure=_procedure(dossier),
        applicant=applicant.name if applicant else "",
        work="",
        since=dossier.submitted_at,
        due=None if dossier.closed_at else dossier.step_due_at,
        legal=dossier.due_at,
        holder="",
        state=dossier.state,
        finished=dossier.finished_at or dossier.closed_at,
    )


def office_left(unit: str, at: datetime, due: datetime | None) -> str:
    """Return the office time until a moment or since it: "1 ngày 3 giờ"; "" where it is less than a minute."""
    if due is None:
        return ""
    left = remaining(worktime.calendar_for(unit), at, due)
    return amount(left.days, left.hours, left.minutes) if left.days or left.hours or left.minutes else ""


def late_lines(dossiers: Iterable[Dossier], at: datetime) -> list[Line]:
    """Return late dossiers as lines: at which step each lies, since when and with whom."""
    listed = list(dossiers)
    names = people.names({dossier.assignee for dossier in listed} - {""})
    units = history.unit_names({dossier.step_unit for dossier in listed})
    found = []
    for dossier in listed:
        route = procedures.route_by_version(UUID(dossier.route)).definition
        applicant = getattr(dossier, "applicant", None)
        who = names.get(dossier.assignee) or str(LABELS.get(dossier.step_role, ""))
        line = Line(
            href=reverse("dossiers:officer", args=[dossier.pk]),
            code=dossier.code,
            procedure=_procedure(dossier),
            applicant=applicant.name if applicant else "",
            work=_step(route, dossier.step),
            since=dossier.step_since,
            due=dossier.due_at,
            left=office_left(dossier.competent_unit, at, dossier.due_at),
            legal=dossier.due_at,
            holder=", ".join(filter(None, (who, units.get(dossier.step_unit, "")))),
            state=dossier.state,
            flags=(_("đã xin lỗi"),) if dossier.extensions else (_("chưa xin lỗi"),),
        )
        found.append(line)
    return found


def _due(row: Row) -> datetime | None:
    """Return what the line waits for: the applicant's answer, the asked unit's, or the end of the step."""
    if row.work.waiting == "applicant":
        return row.dossier.answer_by
    if row.work.kind == "step" and row.dossier.pending:
        return read_moment(min(until for _seq, _unit, until in row.dossier.pending))
    return row.work.due_at


def _procedure(dossier: Dossier) -> str:
    return procedures.by_version(UUID(dossier.procedure_version)).definition.title


def _address(row: Row) -> str:
    if row.work.kind == "consultation":
        return reverse("dossiers:opinion", args=[row.dossier.pk, row.work.seq])
    return reverse("dossiers:officer", args=[row.dossier.pk])


def _work(row: Row, route: Route | None) -> str:
    words: dict[str, Any] = {"submission": _("Kiểm tra, tiếp nhận"), "consultation": _("Trả lời ý kiến")}
    if row.work.waiting == "applicant":
        return _("Chờ người dân bổ sung")
    if row.work.kind in words:
        return str(words[row.work.kind])
    step = _step(route, row.work.step)
    if row.dossier.step_kind == "return":
        return _("Chờ người dân nhận kết quả")
    if row.work.waiting == "other":
        return f"{step} ({_('tạm dừng')})"
    return f"{step} ({_('chờ ý kiến')})" if row.dossier.pending else step


def _step(route: Route | None, code: str) -> str:
    found = next((step for step in route.steps if step.code == code), None) if route else None
    return f"{found.code}. {found.name}" if found else code


def _holder(row: Row, names: dict[str, str], units: dict[str, str]) -> str:
    if row.work.kind == "step" and row.dossier.pending and not row.work.waiting:
        return ", ".join(units.get(unit, unit) for _seq, unit, _until in row.dossier.pending)
    who = names.get(row.work.assignee) or str(LABELS.get(row.work.role, ""))
    return ", ".join(filter(None, (who, units.get(row.work.unit, row.work.unit))))


def _trail(done: list[WorkItem], route: Route | None, names: dict[str, str]) -> str:
    told = []
    for item in [item for item in done if item.kind != "submission"][:TOLD]:
        step = next((step for step in route.steps if step.code == item.step), None) if route else None
        way = step.outcome(item.outcome) if step else None
        said = way.label if way else str(history.VERDICTS.get(item.outcome, ""))
        if said:
            told.append(f"{names.get(item.closed_by, '')}: {said[:1].lower()}{said[1:]}")
    return " · ".join(reversed(told))


def _flags(dossier: Dossier, done: list[WorkItem], at: datetime) -> tuple[str, ...]:
    late = dossier.due_at is not None and dossier.due_at < at and dossier.state != State.DECIDED.value
    other = any(item.outcome in ("disagree", "other") for item in done if item.kind == "consultation")
    decided = dossier.state == State.DECIDED.value
    owed = decided and (dossier.fee_due or 0) > dossier.fee_paid
    unknown = decided and dossier.fee_due is None and not dossier.fee_paid
    flags = (
        (late, _("quá hạn trả")),
        (other, _("có ý kiến khác")),
        (bool(dossier.extensions), _("đã xin lỗi")),
        (owed, _("chưa nộp phí")),
        (unknown, _("chưa có mức thu")),
    )
    return tuple(words for true, words in flags if true)
