"""A land change has two appointments: the tax slip's day, and the certificate's after the money is paid."""

from __future__ import annotations

from datetime import date

from motcua.core.procedure.definition import choose_case
from motcua.core.process.decide.clock import recompute
from motcua.dossiers import places
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.law import law_of
from motcua.dossiers.lodgement import Handed, Lodgement
from motcua.dossiers.models import Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import AN
from motcua.dossiers.tests.stories import new_key
from motcua.procedures import queries as procedures
from tests.cast import Cast, officer, on

ANSWERS = {
    "owner": "person",
    "transfer": "sale",
    "highland": "no",
    "split": "no",
    "shared": "no",
    "mortgage": "no",
    "representative": "no",
}


def sale(channel: int) -> Lodgement:
    published = procedures.published("1.115719", date(2026, 9, 1))
    assert published is not None
    case = choose_case(published.definition, ANSWERS).case
    assert case is not None
    papers = [Handed(code, "paper", originals=1) for code in ("declaration", "certificate", "contract", "tax_forms")]
    return Lodgement(
        procedure_version=str(published.id),
        case=case.code,
        competent_unit=places.competent_for(published.definition, ANSWERS, "06187", date(2026, 9, 1)),
        channel=channel,
        person=AN,
        answers=ANSWERS,
        papers=papers,
        reception_unit="06187.TTPVHCC",
    )


def test_two_appointments_and_the_clock_stands_while_tax_is_paid(cast: Cast) -> None:
    done = enter(sale(1), actor=cast.binh, at=on("2026-09-07", "09:00"), key=new_key())
    id_ = done.dossier_id
    slip = Slip.objects.get(dossier_id=id_, kind="receipt").data
    assert slip["first_appointment"]["at"].startswith("2026-09-14T17:00")
    assert read(id_).now.due_at == on("2026-09-21", "17:00")

    huong = officer("phong.dkdd05", on("2026-09-08"))
    while read(id_).now.step_role != "handler":
        now = read(id_).now
        holder = officer("cuong.dkdd05", on("2026-09-08")) if now.step_role != "receiver" else cast.binh
        route(id_, actor=holder, at=on("2026-09-08", "09:00"), key=new_key(), outcome="forward")
    route(id_, actor=huong, at=on("2026-09-10", "10:00"), key=new_key(), outcome="tax")
    assert (read(id_).now.state, read(id_).now.due_at) == ("suspended", None)
    route(id_, actor=huong, at=on("2026-09-24", "10:00"), key=new_key(), outcome="forward")
    assert (read(id_).now.state, read(id_).now.step) == ("in_progress", "B4")
    # The second part, five working days, begins anew after the money was paid.
    assert read(id_).now.due_at == on("2026-10-01", "17:00")
    # The step began as the clock ran on: its own date can be worked out again, and nothing has moved.
    now = read(id_).now
    assert recompute(now, on("2026-09-25"), cause="calendar", law=law_of(now, date(2026, 9, 25))) is None


def test_the_unit_that_decides_is_the_lands_and_the_place_of_return_the_communes(cast: Cast) -> None:
    id_ = submit(sale(2), actor=cast.an, at=on("2026-09-07", "09:00"), key=new_key()).dossier_id
    receive(id_, actor=cast.binh, at=on("2026-09-07", "10:00"), key=new_key())
    now = read(id_).now
    assert (now.reception_unit, now.competent_unit, now.return_unit) == (
        "06187.TTPVHCC",
        "H37.VPDKDD.CN05",
        "06187.TTPVHCC",
    )
