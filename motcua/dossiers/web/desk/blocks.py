"""The blocks of the officer's page: papers, declaration, clocks, talk, four states, slips, evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.decide.clock import Law
from motcua.core.process.fold import Snapshot
from motcua.core.process.states import CLOSED, State
from motcua.core.worktime import Supplement, remaining, statistical
from motcua.core.worktime.vietnamese import local
from motcua.documents.models import StoredFile
from motcua.dossiers import custody, history, policies, queries
from motcua.dossiers.declaration import readable
from motcua.dossiers.law import components_of, definition_of, law_of, route_of
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.particulars import HOW, SLIP_WORDS
from motcua.dossiers.reading import Found
from motcua.dossiers.web.desk.lists import office_left
from motcua.dossiers.web.desk.scene import Scene
from motcua.ledger import read as ledger
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.ui.formatting import left, money, short_moment
from motcua.worktime import explaining
from motcua.worktime import queries as worktime

SHOWN_VIEWERS = 20
MOST_RELATED = 5
SUPPLEMENT: Final = "supplement"  # the ground of a clock's event


def papers(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the papers in the procedure's order, the newest of each; every file has its number key."""
    newest = {paper.component: paper for paper in dossier.papers.order_by("seq", "pk")}
    types = dict(
        StoredFile.objects.filter(pk__in=[sha for p in newest.values() for sha in p.files]).values_list(
            "sha256", "content_type"
        )
    )
    found, number = [], 0
    for component in components_of(dossier.pk, dossier).values():
        paper = newest.get(component.code)
        if paper is None:
            continue
        files = []
        for sha in paper.files:
            number += 1
            files.append({"sha": sha, "key": str(number) if number <= 9 else "", "kind": types.get(sha, "")})
        found.append({"component": component, "paper": paper, "how": HOW.get(paper.kind, ""), "files": files})
    return found


def first_file(handed: list[dict[str, Any]]) -> str:
    """Return the first file of a dossier, which the viewer opens with."""
    return next((file["sha"] for row in handed for file in row["files"]), "")


def answers(dossier: Dossier, definition: ProcedureDefinition) -> list[dict[str, Any]]:
    """Return the declaration grouped by person, the questions first: titles with rows of label and value."""
    applicant = getattr(dossier, "applicant", None)
    given = applicant.answers if applicant else {}
    words = definition.words()
    asked = [(q.text, words.option(q.code, str(given[q.code]))) for q in definition.questions if q.code in given]
    groups = [{"title": _("Trường hợp"), "rows": asked}] if asked else []
    for page in definition.pages:
        rows = [(f.label, readable(f, given[f.code])) for f in page.fields if given.get(f.code) not in (None, "")]
        if rows:
            groups.append({"title": page.title, "rows": rows})
    return groups


def clocks(found: Found, at: datetime) -> dict[str, Any]:
    """Return the three clocks: every due date with its trace, the step's, and how the statistics count it now."""
    dossier = Dossier.objects.get(pk=found.id)
    dates = list(dossier.due_dates.order_by("-seq"))
    trace = dates[0].trace if dates else {}
    return {
        "current": dates[0] if dates else None,
        "why": explaining.stored_why(trace),
        "lines": explaining.stored_lines(trace),
        "before": dates[1:],
        "index": _index(found, at),
    }


def _index(found: Found, at: datetime) -> str:
    now = found.now
    if now.received_at is None:
        return ""
    asked = Dossier.objects.get(pk=found.id).supplement_requests.filter(asked_at__gte=now.received_at)
    law = law_of(now, local(at).date())
    counted = statistical(
        law.calendar,
        now.received_at,
        due=_appointment(now, law),
        supplements=[Supplement(row.asked_at, row.answered_at) for row in asked],
        processed=now.finished_at,
        closed=now.closed_at,
        period_end=at,
    )
    return _(counted.why)


def _appointment(now: Snapshot, law: Law) -> datetime | None:
    """Return the appointment that the index reads: without what supplements did to it, since it subtracts their time.

    While the clock stands on another ground, it is the one that was given before.
    """
    rows = tuple(row for row in now.clock if row[2] != SUPPLEMENT)
    standing = bool(rows) and rows[-1][0] == "paused"
    return law.due(replace(now, clock=rows[:-1] if standing else rows)).due


def time_left(now: Snapshot, at: datetime) -> str:
    """Return the office time left for the current step: "còn 3 giờ"."""
    if not now.step_due_at or now.closed_at or now.state in (State.WITH_APPLICANT, State.SUSPENDED):
        return ""
    return left(remaining(worktime.calendar_for(now.step_unit), at, now.step_due_at))


def legal_left(now: Snapshot, at: datetime) -> str:
    """Return the office time until the due date, or since it, as the sticky line says it: "1 ngày 3 giờ"."""
    return office_left(now.competent_unit, at, now.due_at) if now.received_at and not now.closed_at else ""


def said_to_applicant(dossier: Dossier) -> list[dict[str, Any]]:
    """Return what the applicant was told and answered, newest first."""
    told, known = [], components_of(dossier.pk, dossier)
    for row in dossier.supplement_requests.order_by("-seq"):
        lines = [f"{known[code].name}: {row.reasons.get(code, '')}" for code in row.items]
        state = (
            _("đã bổ sung %s") % short_moment(row.answered_at)
            if row.answered_at
            else _("hạn bổ sung %s") % short_moment(row.answer_by)
        )
        told.append({"title": _("Yêu cầu bổ sung"), "at": row.asked_at, "lines": lines, "state": state})
    for slip in dossier.slips.filter(kind__in=("refusal", "apology", "stop")).order_by("-seq"):
        title = str(SLIP_WORDS.get(slip.kind, slip.kind))
        told.append(
            {"title": title, "at": slip.issued_at, "lines": [slip.data.get("reason", "")], "state": slip.number}
        )
    return sorted(told, key=lambda row: row["at"], reverse=True)


def consultations(dossier: Dossier, actor: Actor) -> list[dict[str, Any]]:
    """Return the opinions asked, and whether the actor may answer each."""
    found: list[Consultation] = list(dossier.consultations.order_by("-seq"))
    units = history.unit_names({asked.unit for asked in found})
    closed = State(dossier.state) in CLOSED
    return [
        {
            "asked": asked,
            "unit": units.get(asked.unit, asked.unit),
            "verdict": history.VERDICTS.get(asked.verdict, ""),
            "open": asked.answered_at is None and not closed,
            "mine": asked.answered_at is None
            and not closed
            and policies.can_answer_consultation(actor, asked.unit).allowed,
        }
        for asked in found
    ]


def states(dossier: Dossier, now: Snapshot) -> list[tuple[str, str]]:
    """Return where the four sides of a dossier stand: the matter, the money, the papers, the other systems."""
    originals = custody.custody_of(dossier.pk).owed
    receipts = ", ".join(
        filter(None, dict.fromkeys(dossier.payments.filter(kind="paid").values_list("receipt", flat=True)))
    )
    if now.fee_due is None and now.fee_paid:
        fee = _("đã nộp %(paid)s, chưa có mức thu được công bố") % {"paid": money(now.fee_paid)}
    elif now.fee_due is None:
        fee = _("chưa có mức thu được công bố")
    elif now.relief and not now.fee_due:
        fee = _("được miễn")
    elif not now.fee_due:
        fee = _("không phải nộp")
    else:
        fee = _("đã nộp %(paid)s trên %(due)s") % {"paid": money(now.fee_paid), "due": money(now.fee_due)}
    return [
        (_("Nghiệp vụ"), _(now.state.vi)),
        (_("Phí, lệ phí"), f"{fee} ({_('biên lai')} {receipts})" if receipts else fee),
        (_("Giấy gốc"), _("đang giữ %d bản chính") % originals if originals else _("không giữ bản chính nào")),
        (_("Đồng bộ"), _("chưa kết nối hệ thống ngoài")),
    ]


def issued(dossier: Dossier) -> list[dict[str, Any]]:
    """Return the slips issued so far, newest first."""
    found = list(dossier.slips.order_by("-seq"))
    receipts = [slip.seq for slip in found if slip.kind == "receipt"]
    return [
        {
            "kind": slip.kind,
            "seq": slip.seq,
            "title": SLIP_WORDS.get(slip.kind, slip.kind),
            "number": slip.number,
            "at": slip.issued_at,
            "replaced": slip.seq in receipts[1:],
        }
        for slip in found
    ]


def related(actor: Actor, dossier: Dossier) -> list[dict[str, Any]]:
    """Return the person's other dossiers that this officer may see."""
    return [
        {"dossier": other, "title": definition_of_row(other).title}
        for other in queries.related(actor, dossier)[:MOST_RELATED]
    ]


def definition_of_row(dossier: Dossier) -> ProcedureDefinition:
    """Return the definition of a stored dossier."""
    return definition_of(Snapshot(procedure_version=dossier.procedure_version))


def entries(scene: Scene) -> list[dict[str, Any]]:
    """Return the dossier's entries in the ledger, newest first, each told in one sentence."""
    now = scene.found.now
    log = history.told(ledger.stream(scene.found.stream), route_of(now) if now.route else None)
    return [{"entry": entry, "sentence": said, "hash": entry.hash.hex()} for entry, said in log[::-1]]


def viewers(dossier_id: UUID) -> list[dict[str, Any]]:
    """Return who looked at the dossier, the latest first, by name."""
    looks = list(people.who_saw(f"dossier:{dossier_id}")[:SHOWN_VIEWERS])
    names = people.names({look.actor for look in looks})
    return [{"at": look.at, "name": names[look.actor], "what": look.what} for look in looks]
