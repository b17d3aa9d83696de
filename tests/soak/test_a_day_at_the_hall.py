"""Five hundred people come, the power goes now and then: money, numbers and names are as somebody beside noted them."""

from __future__ import annotations

import csv
from collections import Counter
from random import Random
from uuid import uuid4

import pytest
import time_machine

from motcua.dossiers.models import Applicant, Dossier, Payment, Till
from motcua.dossiers.tests.desk.conftest import text
from motcua.queueing.models import Ticket
from tests.cast import Cast, on
from tests.soak.hall import Hall, Notebook
from tests.soak.sound import assert_facts_rebuild, assert_sound

OPENING = on("2026-04-20", "07:30")
NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000)


def test_a_quiet_morning(cast: Cast) -> None:
    notes = a_day(cast, people=24, seed=20260420, cuts=0.25)
    assert len(notes.received) == 24
    assert notes.cuts > 0, "the power never went"


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_five_hundred_people(cast: Cast, seed: int) -> None:
    notes = a_day(cast, people=500, seed=seed, cuts=0.1)
    assert len(notes.received) == 500
    assert notes.cuts > 50, "the power hardly went"
    assert notes.annulled, "nobody was received by mistake"
    assert notes.returned, "nobody paid too much"


def a_day(cast: Cast, *, people: int, seed: int, cuts: float) -> Notebook:
    """Let people come one after another, then compare everything with what was noted, and return the notes."""
    with time_machine.travel(OPENING, tick=False) as clock:
        hall = Hall(cast, clock, Random(seed), cuts=cuts)
        for number in range(people):
            hall.comes(number)
        money_is_as_noted(hall)
        dossiers_are_as_noted(hall)
        clock.shift(60)
        tills_close_without_a_difference(hall)
    assert_sound()
    assert_facts_rebuild()
    return hall.notes


def money_is_as_noted(hall: Hall) -> None:
    """Compare each payment, and the numbers of the receipts."""
    who = {hall.cast.binh.id: "binh", hall.cast.mai.id: "mai"}
    rows = list(Payment.objects.all())
    paid = Counter((who[row.taken_by], row.method, row.amount) for row in rows if row.kind == "paid")
    back = Counter((who[row.taken_by], row.method, row.amount) for row in rows if row.kind == "refunded")
    assert paid == Counter(hall.notes.taken)
    assert back == Counter(hall.notes.returned)
    receipts = sorted(int(row.receipt.rpartition(" ")[2]) for row in rows if row.kind == "paid")
    assert receipts == list(range(1, len(receipts) + 1)), "a receipt is missing or was given twice"


def dossiers_are_as_noted(hall: Hall) -> None:
    """Compare who has a dossier, under which name, and how many numbers were drawn in the hall."""
    assert set(Dossier.objects.values_list("pk", flat=True)) == hall.notes.received
    assert dict(Applicant.objects.values_list("pk", "name")) == hall.notes.names
    states = Counter(Dossier.objects.values_list("state", flat=True))
    assert states["returned"] == hall.notes.copies
    assert states["annulled"] == len(hall.notes.annulled)
    assert Ticket.objects.count() == hall.notes.tickets
    answer = hall.binh.get("/desk/register/?since=20/04/2026&until=20/04/2026&format=csv")
    lines = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))
    entered = {code for line in lines for code in line if code.startswith("H37.")}
    assert entered == set(Dossier.objects.values_list("code", flat=True)), "form 07 has everybody once"


def tills_close_without_a_difference(hall: Hall) -> None:
    """Count the cash as noted, note by note: both sheets take it."""
    for client, who in ((hall.binh, "binh"), (hall.mai, "mai")):
        left, counted = hall.notes.cash(who) + 200_000, {}
        for note in NOTES:
            counted[f"note_{note}"], left = str(left // note), left % note
        assert left == 0
        form = {"idempotency_key": str(uuid4()), "opening": "200.000", "reason": "", **counted}
        answer = client.post("/desk/till/", form)
        assert answer.status_code == 302, text(answer).partition("<main")[2][:3000]
    assert set(Till.objects.values_list("difference", flat=True)) == {0}
