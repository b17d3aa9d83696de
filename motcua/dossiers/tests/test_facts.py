"""Facts do not depend on how the log mixes its streams, and built anew from zero they are the same (promise 3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from motcua.dossiers import facts, procedure_facts
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import DossierFact
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.test_service_quality import Story, april
from motcua.ledger import follow, work
from motcua.ledger.read import Entry
from tests.cast import Cast, on

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def stored() -> dict[UUID, dict[str, Any]]:
    return {row["dossier_id"]: dict(row) for row in DossierFact.objects.values()}


def mixed(stories: Iterable[Story], random: Random) -> list[Entry]:
    """Shuffle the streams into one another; each keeps its own order."""
    left = [list(story.entries) for story in stories]
    found = []
    while left:
        stream = random.choice(left)
        found.append(stream.pop(0))
        left = [entries for entries in left if entries]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_streams_does_not_matter(seed: int) -> None:
    for story in april():
        for entry in story.entries:
            facts.project(entry)
    one_after_the_other = stored()
    facts.clear()
    for entry in mixed(april(), Random(seed)):
        facts.project(entry)
    assert stored() == one_after_the_other
    assert len(one_after_the_other) == 19


@pytest.mark.django_db
def test_other_streams_and_remarks_change_nothing() -> None:
    stranger = Story("x").then("claimed", on("2026-04-01"), step="B2", assignee="user:chi").entries[0]
    facts.project(stranger)
    assert not stored()


def test_facts_follow_the_log_and_are_rebuilt_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [submit(birth(), actor=cast.an, at=on("2026-04-18"), key=str(uuid4())).dossier_id for _ in range(3)]
    work.run_once(NOW)
    assert {row["received_at"] for row in stored().values()} == {None}
    for id_ in ids[:2]:
        receive(id_, actor=cast.binh, at=on("2026-04-20", "08:00"), key=str(uuid4()))
    route(ids[0], actor=cast.chi, at=on("2026-04-20", "08:30"), key=str(uuid4()), outcome="forward")
    work.run_once(NOW)
    ask_supplement(
        ids[1], actor=cast.chi, at=on("2026-04-20", "09:00"), key=str(uuid4()), reasons={"birth_notice": "Mờ"}
    )
    work.run_once(NOW)
    step_by_step = stored()
    assert step_by_step[ids[1]]["waiting_since"] == on("2026-04-20", "09:00")
    assert step_by_step[ids[1]]["supplements_after"] == 1

    monkeypatch.setattr(facts, "VERSION", facts.VERSION + 1)
    monkeypatch.delitem(follow._followers, facts.NAME)
    facts.register()
    work.run_once(NOW)
    assert stored() == step_by_step


def test_looking_up_stands_in_the_entry_at_both_doors(cast: Cast) -> None:
    """An's registration online, and the same brought to the counter: the office looks the marriage up itself."""
    online = submit(birth(), actor=cast.an, at=on("2026-04-18"), key=str(uuid4())).dossier_id
    receive(online, actor=cast.binh, at=on("2026-04-20", "08:00"), key=str(uuid4()))
    papers = [Handed("birth_notice", "paper", originals=1), Handed("marriage", "looked_up")]
    brought = birth(channel=1, papers=[*papers, Handed("declaration", "paper", originals=1)])
    direct = enter(brought, actor=cast.binh, at=on("2026-04-20", "08:05"), key=str(uuid4())).dossier_id
    work.run_once(NOW)
    for id_ in (online, direct):
        row = stored()[id_]
        assert row["databases"] == ["civil_status", "population"]
        assert row["components_looked_up"] == 1, "noted by the counter and asked by the procedure is one look-up"


def test_what_procedures_say_follows_their_publication(cast: Cast) -> None:
    work.run_once(NOW)
    found = procedure_facts.in_force(date(2026, 4, 20))
    assert found["1.001193"].for_people is True
    assert found["1.001193"].fees == ["copies", "late"]
    assert found["1.014438"].for_people is False
    assert all(row.results for row in found.values())
