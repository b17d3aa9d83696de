"""What an officer's page tells of a dossier: notices, papers, answers, dates, the way so far and the way ahead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.events import moment
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import END, Route, Step
from motcua.core.process.states import UNDECIDED, State
from motcua.core.worktime.vietnamese import moment as spoken
from motcua.dossiers import policies
from motcua.dossiers.law import law_of, route_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.ledger.registry import sentence
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.worklist.models import WorkItem


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that is true now and that the officer must know; ``noun`` names the act that answers it."""

    text: str
    kind: str = "warning"
    noun: str = ""


def notices(found: Found, definition: ProcedureDefinition, at: datetime) -> list[Notice]:
    """Return at most three notices, the most pressing first."""
    now, told = found.now, list[Notice]()
    if now.due_at and now.state in UNDECIDED and at > now.due_at:
        told.append(Notice(_("Hồ sơ đã quá hạn: hẹn trả %(due)s.") % {"due": spoken(now.due_at)}, "error", "apology"))
    if now.supplements and now.state is not State.WITH_APPLICANT:
        told.append(Notice(_("Đã yêu cầu bổ sung 1 lần, không được yêu cầu lần 2."), "info"))
    if now.extensions:
        told.append(Notice(_("Đã xin lỗi và hẹn lại 1 lần; không được hẹn lại nữa."), "info"))
    owed = (now.fee_due or 0) - now.fee_paid
    if owed > 0 and not now.closed_at:
        told.append(Notice(_("Chưa nộp %(owed)s đ.") % {"owed": f"{owed:,}".replace(",", ".")}, "warning", "payment"))
    if definition.unverified:
        told.append(Notice(_("Thủ tục có phần chưa xác minh (trình diễn)."), "info"))
    return told[:3]


def papers(dossier: Dossier, definition: ProcedureDefinition) -> list[dict[str, Any]]:
    """Return the papers with their names, the newest of each component first in the procedure's order."""
    newest = {paper.component: paper for paper in dossier.papers.order_by("seq", "pk")}
    return [
        {"component": component, "paper": newest[component.code]}
        for component in definition.components
        if component.code in newest
    ]


def answers(dossier: Dossier, definition: ProcedureDefinition) -> list[dict[str, Any]]:
    """Return the declaration grouped by person: a title and rows of label and value."""
    applicant = getattr(dossier, "applicant", None)
    given = applicant.answers if applicant else {}
    words = {(f.code, option.code): option.label for f in definition.fields() for option in f.options}
    groups = []
    for page in definition.pages:
        rows = [(f.label, words.get((f.code, given[f.code]), given[f.code])) for f in page.fields if given.get(f.code)]
        if rows:
            groups.append({"title": page.title, "rows": rows})
    return groups


def dates(dossier: Dossier) -> list[Any]:
    """Return every due date the dossier had, newest first, each with its trace."""
    return list(dossier.due_dates.order_by("-seq"))


def timeline(found: Found, at: datetime) -> list[dict[str, Any]]:
    """Return the way so far and the way ahead on one list, as the timeline component draws it."""
    items = list(WorkItem.objects.filter(subject_id=found.id).order_by("seq", "id"))
    now = found.now
    route = route_of(now) if now.route else None
    names = people.names({item.closed_by or item.assignee for item in items} - {""})
    units = _names_of({item.unit for item in items})
    told = [_lived(item, route, names, units, at) for item in items]
    if route is not None and now.step and not now.closed_at:
        told.extend(_ahead(route, now.step))
    return told


def _lived(
    item: WorkItem, route: Route | None, names: dict[str, str], units: dict[str, str], at: datetime
) -> dict[str, Any]:
    late = item.due_at is not None and (item.closed_at or at) > item.due_at
    titles = {"submission": _("Kiểm tra hồ sơ đã nộp"), "consultation": _("Lấy ý kiến")}
    title = titles.get(item.kind) or (_step_name(route, item.step) if route else item.step)
    who = names.get(item.closed_by or item.assignee, "")
    said = f"{_('hạn')} {spoken(item.due_at)}" if item.due_at and not item.closed_at else ""
    return {
        "title": title,
        "at": item.closed_at or item.opened_at,
        "by": ", ".join(filter(None, (units.get(item.unit, item.unit), who))),
        "text": said,
        "flag": _("quá hạn") if late else "",
        "state": ("late" if late else "now") if item.closed_at is None else "done",
    }


def _step_name(route: Route, code: str) -> str:
    return next((f"{step.code}. {step.name}" for step in route.steps if step.code == code), code)


def _ahead(route: Route, code: str) -> Iterable[dict[str, Any]]:
    step, seen = _following(route, route.step(code)), {code}
    while step is not None and step.code not in seen:
        seen.add(step.code)
        time = step.time.vi() if step.time else _("không tính thời gian")
        yield {"title": f"{step.code}. {step.name}", "text": time, "state": "next"}
        step = _following(route, step)


def _following(route: Route, step: Step) -> Step | None:
    way = next((out for out in step.outcomes if out.to == END or route.follows(out.to, step.code)), None)
    return None if way is None or way.to == END else route.step(way.to)


def consultations(dossier: Dossier, actor: Actor) -> list[dict[str, Any]]:
    """Return the opinions asked, and whether the actor may answer each."""
    found: list[Consultation] = list(dossier.consultations.order_by("-seq"))
    units = _names_of({asked.unit for asked in found})
    return [
        {
            "asked": asked,
            "unit": units.get(asked.unit, asked.unit),
            "mine": asked.answered_at is None and policies.can_answer_consultation(actor, asked.unit).allowed,
        }
        for asked in found
    ]


def entries(found: Found) -> list[dict[str, Any]]:
    """Return the dossier's entries in the ledger, newest first, each told in one sentence."""
    log = ledger.stream(found.stream)
    ids = {entry.actor for entry in log} | {str(entry.payload.get("assignee", "")) for entry in log}
    names = people.names(ids - {""})
    return [{"entry": entry, "sentence": sentence(entry, names), "hash": entry.hash.hex()[:16]} for entry in log[::-1]]


def effect(noun: str, found: Found, at: datetime) -> str:
    """Say before confirming what an act does to the due date."""
    now = found.now
    if noun == "supplement-request" and now.received_at:
        return _("Thời hạn dừng từ lúc này; khi người nộp bổ sung, ngày hẹn trả mới được tính và báo ngay.")
    if noun == "suspension":
        return _("Thời hạn dừng từ lúc này; ngày hẹn trả mới được tính khi tính tiếp.")
    if noun == "resumption":
        ground = next((row[2] for row in reversed(now.clock) if row[0] == "paused"), "")
        due = law_of(now, at.date()).due(now, ("resumed", moment(at), ground, None)).due
        return _("Ngày hẹn trả mới: %(due)s.") % {"due": spoken(due)} if due else ""
    if noun == "apology" and now.due_at:
        return _("Hẹn trả hiện nay: %(due)s. Chỉ được hẹn lại một lần.") % {"due": spoken(now.due_at)}
    return ""


def unit_names(now: Snapshot) -> dict[str, str]:
    """Return the names of the dossier's units by code."""
    return _names_of({now.reception_unit, now.competent_unit, now.return_unit, now.step_unit})


def _names_of(codes: set[str]) -> dict[str, str]:
    return dict(OrgUnit.objects.filter(code__in=codes).values_list("code", "name"))
