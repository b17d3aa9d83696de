"""The line is down for two hours: slips with reserved numbers, entered afterwards with both times, counted and seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pytest_django import Settings

from motcua.core.process.decide.late import Late
from motcua.core.refusal import Refused
from motcua.documents import numbers
from motcua.documents.actions.reserve_numbers import reserve_numbers
from motcua.documents.models import BookedNumber
from motcua.documents.models.numbers import RESERVED, USED
from motcua.dossiers.actions.enter_late import enter_late
from motcua.dossiers.actions.erase import erase
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.change import Done
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import DossierFact, LateEntry, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import new_key
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from motcua.ledger.work import run_once
from motcua.people.actor import Actor
from tests.cast import Cast, officer, on

CENTRE = "06187.TTPVHCC"
MORNING, CUT, BACK = on("2026-04-20", "07:40"), on("2026-04-20", "09:10"), on("2026-04-20", "11:05")
PAPERS = [Handed("declaration", "paper", originals=1), Handed("birth_notice", "paper", originals=1)]
PHOTO = "ab" * 32
LATE = Late("1/TTPVHCC", CUT, BACK, "power_cut", "Mất điện từ 9 giờ đến 11 giờ", PHOTO)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> None:
    """Keep files in a folder of this test's own."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def block(cast: Cast) -> list[numbers.DocumentNumber]:
    """Lan reserves three numbers before the power goes."""
    why = {"ground": "power_cut", "reason": "Báo cắt điện", "holder": "Bình"}
    with time_machine.travel(MORNING, tick=False):
        return reserve_numbers(CENTRE, numbers.RECEIPT, 3, actor=cast.lan, at=MORNING, **why)


def enter(actor: Actor, late: Late = LATE, at: datetime = BACK, key: str = "", **changes: Any) -> Done:
    """Enter An's slip at the counter of Kỳ Lừa."""
    with time_machine.travel(at, tick=False):
        return enter_late(
            birth(**{"channel": 1, "papers": PAPERS, **changes}), late, actor=actor, at=at, key=key or new_key()
        )


def test_the_clock_runs_from_the_true_time_and_both_times_are_kept(cast: Cast, block: Any) -> None:
    done = enter(cast.binh)
    received, sent = ledger.stream(f"dossier:{done.dossier_id}")
    assert (received.type, received.at, received.recorded_at) == ("dossier.received", CUT, BACK)
    assert (sent.type, sent.at) == ("dossier.routed", BACK), "the next officer has the whole time of their step"
    assert received.late
    assert received.payload["late"] == {
        "number": "1/TTPVHCC",
        "ground": "power_cut",
        "entered_at": "2026-04-20T04:05:00.000000Z",
    }
    now = read(done.dossier_id).now
    assert now.received_at == CUT
    assert now.due_at == on("2026-04-20", "17:00"), "before 15:00 on paper: the same day, whenever it was typed"
    row = LateEntry.objects.get()
    assert (row.received_at, row.entered_at, row.officer, row.photo) == (CUT, BACK, cast.binh.id, PHOTO)
    slip = Slip.objects.get(dossier_id=done.dossier_id)
    assert slip.number == "01/TTPVHCC"
    assert "Nhập bù lúc 11:05" in slip.data["remark"]
    assert BookedNumber.objects.get(number=1).state == USED
    assert BookedNumber.objects.get(number=1).note == done.code
    run_once(BACK)
    fact = DossierFact.objects.get(dossier_id=done.dossier_id)
    assert (fact.entered_late, fact.corrections, fact.received_at) == (True, 0, CUT)
    assert verify(lambda _: None).sound


def test_a_second_click_enters_one_slip_and_a_refused_one_leaves_its_number(cast: Cast, block: Any) -> None:
    key = new_key()
    assert enter(cast.binh, key=key).dossier_id == enter(cast.binh, key=key, at=BACK + timedelta(minutes=3)).dossier_id
    assert LateEntry.objects.count() == 1
    with pytest.raises(Refused) as caught:
        enter(cast.binh, replace(LATE, number="2/TTPVHCC"), papers=[])
    assert caught.value.code == "components_missing"
    assert BookedNumber.objects.get(number=2).state == RESERVED
    with pytest.raises(Refused) as again:
        enter(cast.binh)
    assert again.value.code == "not_reserved"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"received_at": BACK + timedelta(minutes=1)}, "late_future"),
        ({"received_at": MORNING - timedelta(minutes=1)}, "late_before_number"),
        ({"reason": " "}, "late_reason_missing"),
        ({"photo": ""}, "late_photo_missing"),
        ({"ground": "tired"}, "late_ground_missing"),
        ({"number": "9/TTPVHCC"}, "not_reserved"),
    ],
)
def test_without_number_reason_photo_or_a_possible_time_nothing_is_entered(
    cast: Cast, block: Any, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        enter(cast.binh, replace(LATE, **change))
    assert caught.value.code == code
    assert BookedNumber.objects.filter(state=RESERVED).count() == 3
    assert LateEntry.objects.count() == 0


def test_erasing_takes_reason_and_photo_and_leaves_both_times(cast: Cast, block: Any) -> None:
    id_ = enter(cast.binh).dossier_id
    later = on("2026-04-21")
    with time_machine.travel(later, tick=False):
        stop(id_, actor=cast.binh, at=later, key=new_key(), way="direct", reason="Người nộp đổi ý")
        quantri = officer("quantri", later)
        erase(id_, actor=quantri, at=later, key=new_key(), ground="request", paper="12/ĐYC")
        row = LateEntry.objects.get()
        assert (row.reason, row.photo, row.received_at, row.entered_at) == ("", "", CUT, BACK)
        assert "Mất điện từ" not in str(ledger.contents(f"dossier:{id_}"))
        run_once(later)
        assert verify(lambda _: None).sound


def test_after_the_limit_and_at_another_counter_nothing_is_entered(cast: Cast, block: Any) -> None:
    with pytest.raises(Refused) as caught:
        enter(cast.binh, at=CUT + timedelta(hours=72, minutes=1))
    assert caught.value.code == "late_too_long"
    enter(cast.binh, at=CUT + timedelta(hours=72))
    with pytest.raises(Refused) as other:
        enter(cast.giang, replace(LATE, number="2/TTPVHCC"))
    assert other.value.code == "forbidden"
