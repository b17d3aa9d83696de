"""Folders change hands: given on one sheet, confirmed by the other side, missing ones stay with the giver."""

from datetime import timedelta
from uuid import UUID

import pytest

from motcua.core.process.custody import OWED_KINDS
from motcua.core.refusal import Refused
from motcua.dossiers import custody, slips
from motcua.dossiers.actions.answer_hand_over import ON_PAPER, TAKE_BACK, answer_hand_over
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Dossier, Folder, HandOver
from motcua.dossiers.reading import read
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import new_key
from motcua.ledger import read as ledger
from tests.cast import Cast, on

MORNING, NOON, LATER = on("2026-04-20", "08:05"), on("2026-04-20", "11:30"), on("2026-04-20", "13:10")
NOTICE = (Handed("declaration", "paper", originals=1), Handed("birth_notice", "paper", originals=1))


def entered(cast: Cast, count: int = 1) -> list[UUID]:
    """Let Bình receive dossiers on paper, each with one original."""
    times = (MORNING + timedelta(minutes=5 * n) for n in range(count))
    return [enter(birth(channel=1, papers=NOTICE), actor=cast.binh, at=at, key=new_key()).dossier_id for at in times]


def given(cast: Cast, ids: list[UUID]) -> UUID:
    """Let Bình hand the folders over to where their step is."""
    to_unit = read(ids[0]).now.step_unit
    return UUID(hand_over(ids, to_unit=to_unit, actor=cast.binh, at=NOON, key=new_key())["sheet"])


def stands(id_: UUID) -> None:
    """Assert that the stored folder is the fold of the entries."""
    row, told = Folder.objects.get(pk=id_), custody.custody_of(id_)
    assert told.folder is not None
    stored = (row.unit, row.holder, row.since, row.to_unit, str(row.sheet or ""), row.originals)
    f = told.folder
    assert stored == (f.unit, f.holder, f.since, f.to_unit, f.sheet, told.owed)


def test_many_folders_go_on_one_sheet_and_arrive_when_the_other_side_confirms(cast: Cast) -> None:
    ids = entered(cast, 3)
    assert {row.dossier.pk for row in custody.mine(cast.binh)} == set(ids)
    for id_ in ids:
        stands(id_)
    sheet = given(cast, ids)
    assert custody.mine(cast.binh) == []
    assert [one.pk for one in custody.waiting_for(cast.chi)] == [sheet]
    for id_ in ids:
        stands(id_)
        assert custody.custody_of(id_).folder.to_unit == read(id_).now.step_unit  # type: ignore[union-attr]
    done = answer_hand_over(sheet, arrived=ids[:2], actor=cast.chi, at=LATER, key=new_key())
    assert (done["taken"], done["missing"], done["state"]) == (2, 1, "partly")
    for id_ in ids:
        stands(id_)
    assert Folder.objects.get(pk=ids[0]).holder == cast.chi.id
    assert Folder.objects.get(pk=ids[2]).holder == cast.binh.id
    assert [row.dossier.pk for row in custody.mine(cast.binh)] == [ids[2]]
    assert HandOver.objects.get(pk=sheet).receiver == cast.chi.id
    assert ledger.stream(f"dossier:{ids[0]}")[-1].type == "dossier.folder_taken"


def test_only_who_holds_gives_and_only_the_other_side_confirms(cast: Cast) -> None:
    (id_,) = entered(cast)
    to_unit = read(id_).now.step_unit
    for stranger in (cast.chi, cast.giang, cast.an):
        with pytest.raises(Refused):
            hand_over([id_], to_unit=to_unit, actor=stranger, at=NOON, key=new_key())
    sheet = given(cast, [id_])
    with pytest.raises(Refused) as twice:
        hand_over([id_], to_unit=to_unit, actor=cast.binh, at=NOON, key=new_key())
    assert twice.value.code == "on_the_way"
    for stranger in (cast.binh, cast.giang, cast.an):
        with pytest.raises(Refused):
            answer_hand_over(sheet, arrived=[id_], actor=stranger, at=LATER, key=new_key())
    answer_hand_over(sheet, arrived=[id_], actor=cast.chi, at=LATER, key=new_key())
    with pytest.raises(Refused) as again:
        answer_hand_over(sheet, arrived=[id_], actor=cast.dung, at=LATER, key=new_key())
    assert again.value.code == "answered_already"


def test_the_giver_takes_back_or_writes_down_who_signed_the_paper(cast: Cast) -> None:
    ids = entered(cast, 2)
    sheet = given(cast, ids)
    answer_hand_over(sheet, arrived=[], actor=cast.binh, at=NOON, key=new_key(), how=TAKE_BACK)
    assert Folder.objects.get(pk=ids[0]).holder == cast.binh.id
    sheet = given(cast, ids)
    with pytest.raises(Refused) as nobody:
        answer_hand_over(
            sheet, arrived=ids, actor=cast.binh, at=NOON, key=new_key(), how=ON_PAPER, signed_by=cast.giang.id
        )
    assert nobody.value.code == "no_receiver"
    answer_hand_over(sheet, arrived=ids, actor=cast.binh, at=NOON, key=new_key(), how=ON_PAPER, signed_by=cast.chi.id)
    assert Folder.objects.get(pk=ids[0]).holder == cast.chi.id
    assert HandOver.objects.get(pk=sheet).on_paper
    stands(ids[1])


def test_the_same_form_sent_twice_makes_one_sheet(cast: Cast) -> None:
    ids, key = entered(cast, 2), new_key()
    to_unit = read(ids[0]).now.step_unit
    first = hand_over(ids, to_unit=to_unit, actor=cast.binh, at=NOON, key=key)
    assert hand_over(ids, to_unit=to_unit, actor=cast.binh, at=NOON, key=key) == first
    assert HandOver.objects.count() == 1


def test_form_06_gets_giver_receiver_and_times_from_the_sheet(cast: Cast) -> None:
    (id_,) = entered(cast)
    sheet = given(cast, [id_])
    answer_hand_over(sheet, arrived=[id_], actor=cast.chi, at=LATER, key=new_key())
    row = slips.control(Dossier.objects.get(pk=id_), LATER).hand_overs[0]
    names = {who.id: cast.user(who).name for who in (cast.binh, cast.chi)}
    assert (row.given_by, row.taken_by) == (names[cast.binh.id], names[cast.chi.id])
    assert (row.at, row.taken_at) == (NOON, LATER)
    assert HandOver.objects.get(pk=sheet).number in row.note


def test_what_is_owed_is_the_papers_of_the_persons_own() -> None:
    assert "issued_paper" in OWED_KINDS
    assert "declaration" not in OWED_KINDS
