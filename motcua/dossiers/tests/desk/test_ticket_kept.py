"""The number with which somebody was called stays with what is entered then: at the counter and in the express lane."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from motcua.dossiers.actions.settle import settle
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.desk.copies import SHOP, visit
from motcua.dossiers.tests.desk.test_counter import ENTRY, brought
from motcua.dossiers.tests.stories import lodged, new_key
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from motcua.people.actor import VISITOR, Actor
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.serve import serve
from motcua.queueing.actions.take import take
from motcua.queueing.models import Ticket
from tests.cast import Cast, on

TAKEN = on("2026-04-20", "07:41")


def called_by(actor: Actor, desk: str = "2", group: str = "B", at: datetime = MONDAY) -> Ticket:
    """Let somebody come at 7:41 and be called to a desk."""
    take(SHOP, group, actor=VISITOR, at=TAKEN, key=str(uuid4()))
    ticket = call_next(SHOP, desk, actor=actor, at=at, key=str(uuid4())).ticket
    assert ticket is not None
    return ticket


def received(id_: UUID) -> dict[str, Any]:
    """Return what the ledger keeps of the reception."""
    return next(one.payload for one in ledger.stream(f"dossier:{id_}") if one.type == "dossier.received")


def test_what_is_entered_at_the_counter_keeps_the_open_number_and_when_it_was_taken(cast: Cast, screen: Screen) -> None:
    ticket, binh = called_by(cast.binh), screen(cast.binh)
    assert binh.post(ENTRY, brought()).status_code == 302
    id_ = Dossier.objects.get().pk
    kept = received(id_)
    assert (kept["ticket"], datetime.fromisoformat(kept["ticket_at"])) == ("B001", TAKEN)
    panel = "Số thứ tự <strong>B001</strong> lấy lúc 07:41; tiếp nhận sau 24 phút."
    assert panel in text(binh.get(page_of(id_)))
    serve(ticket.id, actor=cast.binh, at=MONDAY, key=None)
    assert panel in text(binh.get(page_of(id_)))
    assert binh.post(ENTRY, brought(person_name="Lý Thị Sáu", again="yes")).status_code == 302
    later = Dossier.objects.exclude(pk=id_).get().pk
    assert "ticket" not in received(later)
    assert "Số thứ tự" not in text(binh.get(page_of(later)))
    assert list(verify(print).damages) == []


def test_every_paper_of_an_express_visit_keeps_it(cast: Cast) -> None:
    called_by(cast.binh, group="A")
    done = settle(visit(cast.nam, (2, 3), (1, 1)), actor=cast.binh, at=MONDAY, key=new_key())
    assert [(received(one.dossier_id)["ticket"], received(one.dossier_id)["ticket_at"]) for one in done] == [
        ("A001", received(done[0].dossier_id)["ticket_at"])
    ] * 2
    assert datetime.fromisoformat(received(done[0].dossier_id)["ticket_at"]) == TAKEN


@pytest.mark.parametrize("whose", ["another", "yesterday"])
def test_a_number_of_another_desk_or_day_is_not_kept(cast: Cast, screen: Screen, whose: str) -> None:
    if whose == "another":
        called_by(cast.mai, desk="4", group="T")
    else:
        take(SHOP, "B", actor=VISITOR, at=on("2026-04-17", "08:00"), key=str(uuid4()))
        call_next(SHOP, "2", actor=cast.binh, at=on("2026-04-17", "08:05"), key=str(uuid4()))
    assert screen(cast.binh).post(ENTRY, brought()).status_code == 302
    assert "ticket" not in received(Dossier.objects.get().pk)


def test_what_came_online_has_no_number_though_somebody_stands_at_the_desk(cast: Cast, screen: Screen) -> None:
    id_ = lodged(cast)
    called_by(cast.binh)
    assert act(screen(cast.binh), id_, "reception").status_code == 302
    assert "ticket" not in received(id_)
