"""Fills the slips (forms 01–06) of a dossier from what is known at the moment of the action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from typing import Any, Literal
from uuid import UUID

from django.conf import settings

from motcua.core.procedure.definition import Case, ProcedureDefinition
from motcua.core.process.custody import owed_from
from motcua.core.process.decide.cited import component_of
from motcua.core.process.fold import Snapshot
from motcua.core.worktime import Deadline, Term, summary
from motcua.core.worktime.vietnamese import local
from motcua.documents import numbers
from motcua.documents import slips as forms
from motcua.dossiers.custody_journeys import journeys, with_folder
from motcua.dossiers.models import Applicant, Consultation, Dossier, Paper, Slip, SupplementRequest
from motcua.dossiers.reading import Found, read
from motcua.ledger import read as ledger
from motcua.ledger.commit import Insert
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures
from motcua.worklist.models import WorkItem

UNKNOWN = "chưa có dữ liệu"
LODGED_BY = ("lodged_by", "lodged_by_id", "lodged_by_phone", "lodged_by_paper")
PERSON = ("name", "national_id", "phone", "email", "address", *LODGED_BY)


def take_number(unit: str, series: str, at: datetime, found: Found, actor: Actor, code: str = "") -> str:
    """Take the next number of a slip series of the unit's agency and year; call it inside the action's transaction."""
    note = code or found.now.code
    return numbers.take(unit, series, at, subject=found.stream, note=note, actor=actor.id).symbol


def row(dossier_id: UUID, seq: int, slip: forms.Slip, actor: Actor) -> Insert:
    """Return the row that keeps a slip exactly as it was issued."""
    return Insert(
        Slip,
        {
            "dossier_id": dossier_id,
            "seq": seq,
            "kind": slip.kind,
            "number": slip.number,
            "issued_at": slip.issued_at,
            "issued_by": actor.id,
            "data": forms.as_data(slip),
        },
    )


def person_of(dossier_id: UUID) -> dict[str, Any]:
    """Return the applicant's fields of a stored dossier."""
    names = PERSON
    found = Applicant.objects.filter(dossier_id=dossier_id).values(*names).first()
    return dict(found) if found else dict.fromkeys(names, UNKNOWN)


def receipt(
    found: Found,
    after: Snapshot,
    definition: ProcedureDefinition,
    deadline: Deadline,
    *,
    person: Mapping[str, Any],
    papers: Sequence[Mapping[str, Any]],
    number: str,
    actor: Actor,
    at: datetime,
) -> forms.ReceiptSlip:
    """Return form 01: what was handed in, when the result is due and why on that date."""
    case = definition.case(after.case)
    given = {paper["component"]: paper for paper in papers}
    return forms.ReceiptSlip(
        **head(after.reception_unit, after.code, number, at),
        applicant=party(person),
        authorised=_authorised(person),
        procedure=definition.name,
        papers=tuple(
            forms.Paper(
                name=component.name,
                originals=given[component.code]["originals"],
                copies=given[component.code]["copies"],
                note=_note(given[component.code], component.kind),
            )
            for component in definition.components
            if component.code in given
        ),
        sets=definition.sets,
        term=Term.parse(after.term or str(case.term)).vi(),
        received_at=at,
        due_at=deadline.due,
        first_appointment=_first_appointment(case, deadline),
        due_reason=summary(deadline),
        return_place=_place(after.return_unit),
        book=f"{local(at).year}, {definition.field}",
        book_line=number.partition("/")[0],
        receiver=signer(actor),
        lodged_online_at=found.now.submitted_at if after.channel == 2 else None,
    )


def _authorised(person: Mapping[str, Any]) -> forms.Authorised | None:
    """Return who hands in for the applicant, and by which paper."""
    if not person.get("lodged_by"):
        return None
    return forms.Authorised(
        name=person["lodged_by"],
        identity=person.get("lodged_by_id", ""),
        phone=person.get("lodged_by_phone", ""),
        paper=person.get("lodged_by_paper", ""),
    )


def _first_appointment(case: Case, deadline: Deadline) -> forms.Appointment | None:
    """Return the earlier of two appointments (land: the day on which the tax slip is sent)."""
    if len(deadline.appointments) < 2 or not case.appointments:
        return None
    return forms.Appointment(label=case.appointments[0].name, at=deadline.appointments[0])


def _note(paper: Mapping[str, Any], kind: str) -> str:
    """Say how a paper came; of the person's own papers, that the office keeps the original."""
    words = {
        "file": "bản điện tử",
        "reused": "dùng lại kết quả đã có",
        "looked_up": "tra cứu cơ sở dữ liệu",
        "paper": "",
    }
    pages = f" ({len(paper['files'])} tệp)" if len(paper["files"]) > 1 else ""
    photos = [f"{paper['photos']} bản chụp"] if paper.get("photos") else []
    held = owed_from({paper["component"]: kind}, [(paper["component"], paper["kind"], paper["originals"])])
    kept = ["cơ quan giữ bản chính"] if held else []
    return ", ".join([*filter(None, [words.get(paper["kind"], "")]), *photos, *kept]) + pages


def supplement(
    found: Found,
    definition: ProcedureDefinition,
    reasons: Mapping[str, str],
    answer_by: datetime,
    number: str,
    actor: Actor,
    at: datetime,
) -> forms.SupplementSlip:
    """Return form 02: which papers of the list are missing or wrong, why, and until when."""
    unit = found.now.reception_unit
    office = people.unit(unit)
    return forms.SupplementSlip(
        **head(unit, found.now.code, number, at),
        applicant=party(person_of(found.id)),
        procedure=definition.name,
        wanted=tuple(forms.Wanted(name=component_of(definition, code).name, what=why) for code, why in reasons.items()),
        reason="; ".join(reasons.values()),
        answer_by=answer_by,
        contact_name=signer(actor).name,
        contact_phone=office.phone,
        guide=signer(actor),
    )


def refusal(
    found: Found, definition: ProcedureDefinition, reason: str, basis: str, number: str, actor: Actor, at: datetime
) -> forms.RefusalSlip:
    """Return form 03: why the dossier is not accepted, on which ground, and what the person can do."""
    return forms.RefusalSlip(
        **head(found.now.reception_unit, found.now.code, number, at),
        applicant=party(person_of(found.id)),
        procedure=definition.name,
        reason=reason,
        legal_basis=basis,
        what_next="hoàn thiện hồ sơ và nộp lại, hoặc phản ánh với cơ quan nếu không đồng ý",
        receiver=signer(actor),
    )


def apology(
    found: Found,
    definition: ProcedureDefinition,
    reason: str,
    new_due: datetime,
    number: str,
    actor: Actor,
    at: datetime,
) -> forms.ApologySlip:
    """Return form 04, signed by the head of the competent agency."""
    now = found.now
    assert now.received_at is not None
    assert now.due_at is not None
    receipt_number = Slip.objects.filter(dossier_id=found.id, kind="receipt").values_list("number", flat=True).first()
    return forms.ApologySlip(
        **head(now.competent_unit, now.code, number, at),
        applicant=party(person_of(found.id)),
        agency=_name(now.competent_unit),
        procedure=definition.name,
        received_at=now.received_at,
        old_due_at=now.due_at,
        new_due_at=new_due,
        reason=reason,
        receipt_number=receipt_number or "",
        head=signer(actor),
    )


def stop(
    found: Found, definition: ProcedureDefinition, reason: str, way: str, number: str, actor: Actor, at: datetime
) -> forms.StopSlip:
    """Return form 05: the applicant asked to stop while nothing was decided."""
    now, person = found.now, person_of(found.id)
    assert now.received_at is not None
    paid = f"{now.fee_paid:,} đ đã nộp".replace(",", ".") if now.fee_paid else "chưa nộp khoản nào"
    return forms.StopSlip(
        **head(now.reception_unit, now.code, number, at),
        applicant=party(person),
        procedure=definition.name,
        agency=_name(now.competent_unit),
        received_at=now.received_at,
        due_at=now.due_at,
        requested_at=at,
        requested_by=person["name"],
        request_way={"online": "trực tuyến", "post": "bưu chính"}.get(way, "trực tiếp"),
        stage=now.state.vi,
        stopped_at=at,
        reason=reason,
        fees=paid,
        signer=signer(actor),
    )


def papers_of(dossier_id: UUID) -> list[dict[str, Any]]:
    """Return the papers handed in so far, the newest of each component."""
    found = Paper.objects.filter(dossier_id=dossier_id).order_by("seq", "pk")
    rows = found.values("component", "kind", "files", "originals", "copies", "note", "photos")
    return list({paper["component"]: dict(paper) for paper in rows}.values())


def open_request(dossier_id: UUID) -> SupplementRequest | None:
    """Return the supplement request that still waits for its answer."""
    return SupplementRequest.objects.filter(dossier_id=dossier_id, answered_at=None).order_by("-seq").first()


def stored(slip: Slip) -> forms.Slip:
    """Return a kept slip as page, print and PDF show it: with its tracking address and the proof of the ledger."""
    entry = ledger.at(f"{Dossier.stream_prefix}:{slip.dossier_id}", slip.seq)
    proof = forms.Proof(seq=entry.seq, hash=entry.hash.hex(), recorded_at=entry.recorded_at) if entry else None
    return replace(forms.from_data(slip.data), tracking_url=tracking_url(slip.dossier.code), proof=proof)


def control(dossier: Dossier, at: datetime) -> forms.ControlSlip:
    """Return form 06 as it stands: who handed the dossier to whom, when, and whether each step kept its time."""
    found = read(dossier.pk)
    definition = procedures.by_version(UUID(dossier.procedure_version)).definition
    steps = list(WorkItem.objects.filter(subject_id=dossier.pk, kind="step").order_by("seq", "id"))
    names = people.names({step.closed_by or step.assignee for step in steps} - {""})
    receipt = Slip.objects.filter(dossier_id=dossier.pk, kind="receipt").values_list("number", flat=True).first()
    number = f"{receipt.partition('/')[0]}/{numbers.CONTROL}" if receipt else ""
    asked = Consultation.objects.filter(dossier_id=dossier.pk).order_by("seq").values_list("unit", flat=True)
    taken, ways = _taken(found), journeys(ledger.stream(found.stream))
    return forms.ControlSlip(
        **head(dossier.reception_unit, dossier.code, number, at),
        procedure=definition.name,
        agency=_name(dossier.competent_unit),
        received_at=found.now.received_at or found.now.submitted_at or at,
        due_at=found.now.due_at,
        cooperating=tuple(_name(unit) for unit in dict.fromkeys(asked)),
        hand_overs=tuple(
            with_folder(_hand_over(step, following, names, taken), step, following, ways)
            for step, following in zip_longest(steps, steps[1:])
        ),
    )


def _taken(found: Found) -> dict[int, datetime]:
    """Return when each step (by the entry that opened it) was taken by whoever did it, where somebody said so."""
    taken: dict[int, datetime] = {}
    opened = 0
    for entry in ledger.stream(found.stream):
        if "step_kind" in entry.payload:
            opened = entry.seq
        elif entry.type == "dossier.claimed":
            taken.setdefault(opened, entry.at)
    return taken


def _hand_over(
    step: WorkItem, following: WorkItem | None, names: Mapping[str, str], taken: Mapping[int, datetime]
) -> forms.HandOver:
    receiver = following or step
    over = "Người nộp hồ sơ" if step.outcome == "returned" else ""
    kept: Literal["early", "on_time", "overdue", ""] = ""
    if step.closed_at and step.due_at:
        kept = "overdue" if step.closed_at > step.due_at else "early" if step.closed_at < step.due_at else "on_time"
    return forms.HandOver(
        from_unit=_name(step.unit),
        to_unit=_name(receiver.unit) if following else over,
        at=step.closed_at or step.opened_at,
        taken_at=taken.get(following.seq, following.opened_at) if following else step.closed_at if over else None,
        given_by=names.get(step.closed_by or step.assignee, ""),
        taken_by=names.get(receiver.closed_by or receiver.assignee, "") if following else "",
        outcome=kept,
        note=f"Bước {step.step}" + _going_on(step),
    )


def _going_on(step: WorkItem) -> str:
    if step.outcome == "carried":
        return ", chuyển sang bản mới của thủ tục"
    return "" if step.closed_at else ", đang làm"


def tracking_url(code: str) -> str:
    """Return the public address that the QR on a slip carries."""
    return f"{settings.PUBLIC_URL}/t/{code}"


def signer(actor: Actor) -> forms.Signer:
    """Return the official who signs."""
    return forms.Signer(name=people.names([actor.id])[actor.id])


def head(unit: str, code: str, number: str, at: datetime) -> dict[str, Any]:
    """Return what stands at the top of every slip: the office, the number, the moment, the code and its address."""
    found = people.unit(unit)
    office = forms.Office(
        superior=found.parent.name if found.parent else "",
        name=found.name,
        place=locality(unit),
        address=found.address,
        phone=found.phone,
    )
    return {"office": office, "number": number, "issued_at": at, "code": code, "tracking_url": tracking_url(code)}


def locality(unit: str) -> str:
    """Return the place written before a slip's day: the commune, or the province's name."""
    name = people.unit(unit.split(".")[0]).name
    for prefix in ("Ủy ban nhân dân ", "UBND "):
        name = name.removeprefix(prefix)
    return name[:1].upper() + name[1:]


def _name(unit: str) -> str:
    return people.unit(unit).name


def _place(unit: str) -> str:
    found = people.unit(unit)
    return ", ".join(filter(None, (found.name, found.address)))


def party(person: Mapping[str, Any]) -> forms.Party:
    """Return the applicant as slips name them."""
    return forms.Party(
        name=person["name"],
        identity=person["national_id"],
        address=person["address"],
        phone=person["phone"],
        email=person["email"],
    )
