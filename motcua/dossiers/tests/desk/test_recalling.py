"""A step sent by mistake is taken back while nobody has opened it, and its clock is the one it had."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from motcua.core.refusal import Refused
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.recall import recall
from motcua.dossiers.actions.route import route
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.desk.test_correcting import damages
from motcua.dossiers.tests.stories import new_key, received, walk
from motcua.worklist.models import WorkItem
from tests.cast import Cast

SENT, BACK = MONDAY + timedelta(minutes=50), MONDAY + timedelta(minutes=55)


def test_the_step_comes_back_with_its_beginning_and_due(cast: Cast, screen: Screen, clock: Any) -> None:
    id_ = received(cast)
    walk(id_, cast, until="work")
    claim(id_, actor=cast.chi, at=SENT - timedelta(minutes=5), key=new_key(), assignee=cast.chi.id)
    before = read(id_).now
    route(id_, actor=cast.chi, at=SENT, key=new_key(), outcome="forward")
    clock.move_to(BACK)
    assert "Thu hồi" in text(screen(cast.chi).get(page_of(id_)))
    assert act(screen(cast.chi), id_, "recall").status_code == 302
    after = read(id_).now
    assert replace(after, seq=before.seq, last_at=before.last_at) == before
    assert after.step_since is not None
    assert after.step_since < SENT
    open_work = WorkItem.objects.get(subject_id=id_, closed_at=None)
    assert (open_work.seq, open_work.due_at, open_work.assignee) == (before.step_seq, before.step_due_at, cast.chi.id)
    assert damages(id_) == []
    route(id_, actor=cast.chi, at=BACK, key=new_key(), outcome="forward")
    assert damages(id_) == []


def test_not_once_it_was_opened_or_taken_and_not_by_others(cast: Cast, screen: Screen, clock: Any) -> None:
    id_ = received(cast)
    walk(id_, cast, until="work")
    route(id_, actor=cast.chi, at=SENT, key=new_key(), outcome="forward")
    clock.move_to(BACK)
    with pytest.raises(Refused) as others:
        recall(id_, actor=cast.binh, at=BACK, key=new_key())
    assert others.value.code == "forbidden"
    assert screen(cast.dung).get(page_of(id_)).status_code == 200
    with pytest.raises(Refused) as seen:
        recall(id_, actor=cast.chi, at=BACK, key=new_key())
    assert seen.value.code == "opened_already"
    assert "recall/" not in text(screen(cast.chi).get(page_of(id_)))
