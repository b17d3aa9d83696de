"""Folders of the previous release, and two receivers at once."""

from importlib import import_module

import pytest
from django.db import connection

from motcua.core.refusal import Refused
from motcua.dossiers import custody
from motcua.dossiers.actions.answer_hand_over import answer_hand_over
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.models import Folder
from motcua.dossiers.reading import read
from motcua.dossiers.tests.custody.test_hand_over import LATER, NOON, entered, stands
from motcua.dossiers.tests.stories import new_key, received
from motcua.ledger import work
from tests.cast import Cast


def test_open_paper_dossiers_of_the_previous_release_lie_at_their_counter(cast: Cast) -> None:
    paper, online = entered(cast)[0], received(cast)
    work.run_once(NOON)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dossiers_folder")
        cursor.execute(import_module("motcua.dossiers.migrations.0013_custody").LIE_AT_RECEPTION)
    assert [folder.pk for folder in Folder.objects.all()] == [paper]
    folder = Folder.objects.get(pk=paper)
    assert (folder.unit, folder.holder, folder.closed, folder.sheet) == ("06187.TTPVHCC", "", False, None)
    assert custody.custody_of(online).folder is None
    to_unit = read(paper).now.step_unit
    assert [row.to_unit for row in custody.mine(cast.binh)] == [to_unit]
    sheet = hand_over([paper], to_unit=to_unit, actor=cast.binh, at=NOON, key=new_key())["sheet"]
    with pytest.raises(Refused):
        answer_hand_over(sheet, arrived=[], actor=cast.chi, at=LATER, key=new_key())
    answer_hand_over(sheet, arrived=[paper], actor=cast.chi, at=LATER, key=new_key())
    assert Folder.objects.get(pk=paper).holder == cast.chi.id


def test_a_step_done_between_is_no_obstacle_and_the_folder_stays_the_fold(cast: Cast) -> None:
    (id_,) = entered(cast)
    seen = read(id_).now.seq
    hand_over([id_], to_unit=read(id_).now.step_unit, actor=cast.binh, at=NOON, key=new_key())
    assert read(id_).now.seq == seen + 1
    stands(id_)
