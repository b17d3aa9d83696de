"""One dossier passes through the door: An lodges, Bình receives, everybody does their step, An has the paper."""

from __future__ import annotations

from uuid import UUID

from motcua.core.process.events import Event
from motcua.core.process.fold import NAMES, fold
from motcua.dossiers import slips
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.models import Dossier, DueDate, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.stories import lodged, new_key, walk
from motcua.ledger import read as ledger
from motcua.worklist.models import WorkItem
from tests.cast import Cast, on


def test_one_dossier_passes_through_the_door(cast: Cast) -> None:
    id_ = lodged(cast)
    assert read(id_).now.check_by == on("2026-04-20", "17:00")

    done = receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=new_key())
    assert done.result["slip"].endswith("/TTPVHCC")
    assert read(id_).now.due_at == on("2026-04-20", "17:00")
    assert DueDate.objects.get(dossier_id=id_).trace["trace"]
    assert Slip.objects.get(dossier_id=id_).kind == "receipt"

    walk(id_, cast, until="return")
    return_result(id_, actor=cast.binh, at=on("2026-04-20", "16:00"), key=new_key(), way="counter")
    rate(id_, actor=cast.an, at=on("2026-04-20", "19:00"), key=new_key(), score=5)

    now = read(id_).now
    assert (now.state, now.outcome, now.rating) == ("returned", "granted", 5)
    assert not WorkItem.objects.filter(subject_id=id_, closed_at=None).exists()
    assert_equals_fold(id_)


def assert_equals_fold(id_: UUID) -> None:
    """Promise 2: the stored columns are the fold of the entries."""
    contents = ledger.contents(f"dossier:{id_}")
    entries = ledger.stream(f"dossier:{id_}")
    events = [Event(e.type, e.seq, e.at, e.actor, e.payload, contents.get(e.seq)) for e in entries]
    stored, folded = read(id_).now, fold(events)
    assert {name: getattr(stored, name) for name in NAMES} == {name: getattr(folded, name) for name in NAMES}


def test_slips_carry_the_ledgers_proof_and_the_control_slip_tells_each_hand_over(cast: Cast) -> None:
    id_ = lodged(cast)
    receive(id_, actor=cast.binh, at=on("2026-04-20", "08:05"), key=new_key())
    walk(id_, cast, until="return")
    receipt = slips.stored(Slip.objects.get(dossier_id=id_, kind="receipt"))
    received = ledger.at(f"dossier:{id_}", 2)
    assert received is not None
    assert receipt.proof is not None
    assert receipt.proof.hash == received.hash.hex()
    control = slips.control(Dossier.objects.get(pk=id_), on("2026-04-20", "15:00"))
    assert [row.note.partition(",")[0] for row in control.hand_overs] == [
        "Bước B1",
        "Bước B2",
        "Bước B3",
        "Bước B4",
        "Bước B5",
    ]
    assert control.hand_overs[0].given_by == "Lương Văn Bình"
    assert control.hand_overs[-1].note == "Bước B5, đang làm"
