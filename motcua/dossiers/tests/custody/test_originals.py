"""Originals go back to the right person, once; what a closed dossier still owes is listed."""

from uuid import UUID

import pytest

from motcua.core.process.decide.custody import APPLICANT, AUTHORITY, IDENTITY, OTHER, RECEIPT, Collector
from motcua.core.refusal import Refused
from motcua.dossiers import custody
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.return_originals import return_originals
from motcua.dossiers.actions.return_result import BACK, LATER, return_result
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.take_originals import take_originals
from motcua.dossiers.models import Dossier, Folder
from motcua.dossiers.particulars import particulars
from motcua.dossiers.reading import read
from motcua.dossiers.tests.custody.test_hand_over import NOON, entered
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.stories import new_key, received, walk
from motcua.ledger import read as ledger
from tests.cast import Cast, on

AFTERNOON, NEXT = on("2026-04-20", "16:30"), on("2026-04-21", "09:00")
ME = Collector(APPLICANT, frozenset({IDENTITY}))
NOTICE = {"birth_notice": 1}

__all__ = ["NOON"]


def ready(cast: Cast) -> UUID:
    """Let a dossier with one original come to the desk that returns."""
    (id_,) = entered(cast)
    walk(id_, cast, until="return", since=NOON)
    return id_


def test_the_right_person_gets_the_original_and_nobody_gets_it_twice(cast: Cast) -> None:
    id_ = ready(cast)
    assert custody.custody_of(id_).held == NOTICE
    wrong = {
        "not_shown": Collector(APPLICANT, frozenset()),
        "not_entitled": Collector("authorised", frozenset({IDENTITY, RECEIPT})),
        "name_missing": Collector(OTHER, frozenset({IDENTITY, AUTHORITY})),
    }
    for code, who in wrong.items():
        with pytest.raises(Refused) as refused:
            return_originals(id_, actor=cast.binh, at=AFTERNOON, key=new_key(), collector=who, back=NOTICE, kept={})
        assert refused.value.code == code
    with pytest.raises(Refused):
        return_originals(id_, actor=cast.giang, at=AFTERNOON, key=new_key(), collector=ME, back=NOTICE, kept={})
    return_originals(id_, actor=cast.binh, at=AFTERNOON, key=new_key(), collector=ME, back=NOTICE, kept={})
    entry = ledger.stream(f"dossier:{id_}")[-1]
    assert entry.payload == {"originals": NOTICE, "left": 0, "by": APPLICANT, "shown": [IDENTITY]}
    with pytest.raises(Refused) as twice:
        return_originals(id_, actor=cast.binh, at=NEXT, key=new_key(), collector=ME, back=NOTICE, kept={})
    assert twice.value.code == "collected_already"
    assert Folder.objects.get(pk=id_).originals == 0


def test_a_result_is_not_returned_before_each_original_is_answered_for(cast: Cast) -> None:
    id_ = ready(cast)
    with pytest.raises(Refused) as asked:
        return_result(id_, actor=cast.binh, at=AFTERNOON, key=new_key(), way="counter", originals={})
    assert asked.value.code == "originals_held"
    said = {"birth_notice": LATER}
    return_result(
        id_, actor=cast.binh, at=AFTERNOON, key=new_key(), way="counter", by=APPLICANT, shown=(RECEIPT,), originals=said
    )
    assert [folder.pk for folder in custody.owed(["06187.TTPVHCC"])] == [id_]
    shown = particulars(Dossier.objects.get(pk=id_))
    assert "1 bản chính" in shown.originals[0]
    assert "Trung tâm Phục vụ hành chính công" in shown.originals_at
    return_originals(id_, actor=cast.binh, at=NEXT, key=new_key(), collector=ME, back=NOTICE, kept={})
    assert list(custody.owed(["06187.TTPVHCC"])) == []


def test_a_stopped_dossier_still_owes_its_originals(cast: Cast) -> None:
    (id_,) = entered(cast)
    stop(id_, actor=cast.binh, at=NOON, key=new_key(), reason="", way="counter")
    assert [folder.pk for folder in custody.owed(["06187.TTPVHCC"])] == [id_]


def test_originals_are_not_given_from_a_folder_that_lies_elsewhere(cast: Cast) -> None:
    (id_,) = entered(cast)
    hand_over([id_], to_unit=read(id_).now.step_unit, actor=cast.binh, at=NOON, key=new_key())
    with pytest.raises(Refused) as away:
        return_originals(id_, actor=cast.binh, at=AFTERNOON, key=new_key(), collector=ME, back=NOTICE, kept={})
    assert away.value.code == "folder_elsewhere"


def test_originals_of_a_dossier_lodged_online_are_taken_later(cast: Cast) -> None:
    id_ = received(cast)
    assert custody.custody_of(id_).folder is None
    with pytest.raises(Refused):
        take_originals(id_, actor=cast.chi, at=NOON, key=new_key(), originals=NOTICE)
    take_originals(id_, actor=cast.binh, at=NOON, key=new_key(), originals=NOTICE)
    row = Folder.objects.get(pk=id_)
    assert (row.unit, row.holder, row.originals) == ("06187.TTPVHCC", cast.binh.id, 1)


def test_the_desk_returns_result_and_original_on_one_page(cast: Cast, screen: Screen, clock: object) -> None:
    id_ = ready(cast)
    clock.move_to(AFTERNOON)  # type: ignore[attr-defined]
    binh = screen(cast.binh)
    page = text(binh.get(page_of(id_, "return")))
    assert "Giấy gốc:" in page
    assert "Ai đến nhận" in page
    form = {"idempotency_key": new_key(), "way": "counter", "by": APPLICANT, "to": "", "original-birth_notice": BACK}
    assert "chưa xuất trình" in text(binh.post(page_of(id_, "return"), form))
    assert (
        binh.post(page_of(id_, "return"), {**form, "idempotency_key": new_key(), "shown": [IDENTITY]}).status_code
        == 302
    )
    assert custody.custody_of(id_).held == {}
    assert "đã trả" in text(binh.get(page_of(id_)))
