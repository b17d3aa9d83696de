"""A permit lodged in June runs on the version of then; in July it is carried to the new one, and to no other."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.decide.carrying import FAVOURABLE, REQUESTED, TRANSITION, Ground
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import history, slips
from motcua.dossiers.actions.annul import annul
from motcua.dossiers.actions.carry import carry
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.recompute_due import recompute_due
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.law import definition_of, route_of
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Dossier, DossierFact, DueDate
from motcua.dossiers.reading import read
from motcua.dossiers.route_counts import OpenDossiers
from motcua.dossiers.tests.test_one_door import assert_equals_fold
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from motcua.ledger.work import run_once
from motcua.notices.models import Message
from motcua.people.actor import Actor, system
from motcua.procedures import queries as procedures
from motcua.worklist.models import WorkItem
from tests.attacks.walking import cases, entered, holder, key, lodgement, walk
from tests.cast import Cast, on

LODGED, JULY = on("2026-06-29", "08:00"), on("2026-07-01", "09:00")
CODE, BASIS = "1.013225", "175/2024/NĐ-CP"


@pytest.fixture
def permit(cast: Cast) -> UUID:
    """A permit of the last days of June, at the handler's step."""
    version, definition, case = next(cases(CODE))
    id_ = entered(lodgement(version, definition, case, "06187"), LODGED)
    walk(id_, until="B3", since=LODGED)
    return id_


@pytest.fixture
def head(cast: Cast) -> Actor:
    return holder("head", "06187.KT", JULY)


def new_version() -> str:
    found = procedures.published(CODE, date(2026, 7, 1))
    assert found is not None
    return str(found.id)


def because(code: str = FAVOURABLE, basis: str = BASIS, reason: str = "Thời hạn mới ngắn hơn") -> Ground:
    return Ground(code, basis, reason)


def carried(id_: UUID, who: Actor, at: datetime = JULY, **changes: Any) -> None:
    values = {"version": new_version(), "ground": because(), **changes}
    carry(id_, actor=who, at=at, key=key(), **values)


def test_term_route_and_date_follow_the_new_version_and_the_clock_says_why(permit: UUID, head: Actor) -> None:
    before = read(permit).now
    assert str(definition_of(before).case(before.case).term) == "15 days"
    carried(permit, head)
    now = read(permit).now
    assert now.procedure_version == new_version()
    assert (now.term, now.state, now.step) == ("7 working days", before.state, "B3")
    assert now.due_at == on("2026-07-08", "17:00")  # seven working days from Monday the 29th of June
    assert (before.due_at, now.step_since, now.assignee) == (
        on("2026-07-14", "17:00"), before.step_since, before.assignee,
    )  # fmt: skip
    assert route_of(now).code == "building-permit"
    row = DueDate.objects.get(dossier_id=permit, seq=now.seq)
    assert row.cause == "carried"
    assert row.trace["due"] == local(now.due_at).isoformat()
    assert row.trace["term"] == "7 working days"
    assert len(row.trace["trace"]) > 5
    assert DueDate.objects.filter(dossier_id=permit).count() == 2
    assert_equals_fold(permit)


def test_the_ledger_verifies_and_calendar_changes_find_the_same_date(permit: UUID, head: Actor) -> None:
    carried(permit, head)
    due = read(permit).now.due_at
    recompute_due(permit, actor=system("clock"), at=on("2026-07-02"), key=key(), cause="calendar")
    assert read(permit).now.due_at == due
    walk(permit, since=on("2026-07-02", "08:00"))
    assert read(permit).now.state == "returned"
    assert [damage.message for damage in verify(lambda _: None).damages] == []
    assert_equals_fold(permit)


def test_nothing_of_a_person_stands_in_the_payload(permit: UUID, head: Actor) -> None:
    carried(permit, head)
    entry = ledger.stream(f"dossier:{permit}")[-1]
    assert entry.payload["ground"] == FAVOURABLE
    assert entry.payload["legal_basis"] == BASIS
    assert (entry.payload["was"], entry.payload["due"]) == (
        "2026-07-14T10:00:00.000000Z",
        "2026-07-08T10:00:00.000000Z",
    )
    assert "ngắn hơn" not in str(entry.payload)
    content = ledger.content(entry.stream, entry.seq)
    assert content is not None
    assert content["reason"] == "Thời hạn mới ngắn hơn"


def test_history_and_control_slip_name_each_step_by_its_own_route(permit: UUID, head: Actor) -> None:
    carried(permit, head)
    found = read(permit)
    entries = ledger.stream(found.stream)
    sentence = history.told(entries, route_of(found.now))[-1][1]
    assert f"chuyển hồ sơ sang bản mới của thủ tục theo {BASIS}" in sentence
    lines = history.timeline(found, JULY)
    assert any("chuyển sang bản mới của thủ tục" in line["text"] for line in lines)
    control = slips.control(Dossier.objects.get(pk=permit), JULY)
    assert [row.note for row in control.hand_overs][-2:] == [
        "Bước B3, chuyển sang bản mới của thủ tục",
        "Bước B3, đang làm",
    ]
    assert control.due_at == on("2026-07-08", "17:00")


def test_the_work_goes_on_at_the_same_desk_with_the_new_dates(permit: UUID, head: Actor) -> None:
    holding = read(permit).now
    carried(permit, head)
    now = read(permit).now
    old = WorkItem.objects.get(subject_id=permit, seq=holding.step_seq, kind="step")
    new = WorkItem.objects.get(subject_id=permit, closed_at=None)
    assert (old.outcome, old.closed_by) == ("carried", head.id)
    assert (new.seq, new.unit, new.assignee) == (now.seq, old.unit, old.assignee)
    assert (new.due_at, new.legal_due_at) == (now.step_due_at, now.due_at)
    assert now.step_due_at is not None
    assert holding.step_due_at is not None
    assert now.step_due_at < holding.step_due_at  # three working days instead of six, from the same beginning


def of_an(cast: Cast, *, forward: bool = True) -> UUID:
    """Let An lodge a permit online and the counter receive it."""
    version, definition, case = next(cases(CODE))
    what = lodgement(version, definition, case, "06187", channel=2)
    id_ = submit(what, actor=cast.an, at=LODGED, key=key()).dossier_id
    receive(id_, actor=holder("receiver", "06187.TTPVHCC", LODGED), at=LODGED, key=key(), forward=forward)
    return id_


def letter_of(id_: UUID, name: str, at: datetime = JULY) -> str:
    """Return the letter on the applicant's page after the worker's round."""
    run_once(at)
    return Message.objects.get(subject=f"dossier:{id_}", letter=name, channel="page").body


def test_the_applicant_is_told_and_the_facts_follow(cast: Cast, head: Actor) -> None:
    id_ = of_an(cast)
    walk(id_, until="B3", since=LODGED)
    carried(id_, head)
    body = letter_of(id_, "carried")
    assert "từ nay giải quyết theo bản 2" in body
    assert "17:00 Thứ Tư 08/07/2026; trước đây là 17:00 Thứ Ba 14/07/2026" in body
    assert "Thời hạn mới ngắn hơn" in body
    fact = DossierFact.objects.get(pk=id_)
    assert (fact.procedure_version, fact.term) == (new_version(), "7 working days")
    assert fact.due_at == fact.appointed_at == on("2026-07-08", "17:00")


def test_whoever_stops_withdraws_or_is_received_by_mistake_gets_a_letter(cast: Cast) -> None:
    counter, at = holder("receiver", "06187.TTPVHCC", LODGED), on("2026-06-29", "10:00")
    stopped = of_an(cast)
    done = stop(stopped, actor=cast.an, at=at, key=key(), way="online", reason="Đổi ý")
    body = letter_of(stopped, "stopped", at)
    assert f"theo yêu cầu của bạn (thông báo {done.result['slip']})" in body
    assert "bản chính đã nộp tại" in body
    assert "Đổi ý" not in body

    by_mistake = of_an(cast, forward=False)
    annul(by_mistake, actor=counter, at=at, key=key(), reason="Nhập trùng hồ sơ")
    body = letter_of(by_mistake, "annulled", at)
    assert "Lý do: Nhập trùng hồ sơ" in body
    assert "giấy hẹn không còn dùng được" in body

    version, definition, case = next(cases(CODE))
    what = lodgement(version, definition, case, "06187", channel=2, papers=_scanned(definition))
    lodged = submit(what, actor=cast.an, at=LODGED, key=key()).dossier_id
    withdraw(lodged, actor=cast.an, at=at, key=key())
    body = letter_of(lodged, "withdrawn", at)
    assert "đã được rút lúc" in body
    assert "Không có giấy tờ gốc hay khoản tiền nào phải nhận lại." in body


def _scanned(definition: ProcedureDefinition) -> list[Handed]:
    return [Handed(component.code, "file") for component in definition.components]


def test_who_may_not_and_what_may_not(permit: UUID, head: Actor, cast: Cast) -> None:
    for who in (cast.binh, holder("handler", "06187.KT", JULY), holder("leader", "05977", JULY), cast.an):
        with pytest.raises(Refused, match="forbidden"):
            carried(permit, who)
    refusals: dict[str, dict[str, Any]] = {
        "reason_missing": {"ground": because(reason=" ")},
        "no_such_basis": {"ground": because(basis="1/2020/NĐ-CP")},
        "legal_basis_missing": {"ground": because(basis="")},
        "no_such_ground": {"ground": because("because I say so")},
        "version_changed": {"version": read(permit).now.procedure_version},
        "step_moved": {"step_seq": 1},
    }
    for code, changes in refusals.items():
        with pytest.raises(Refused, match=code):
            carried(permit, head, **changes)
    with pytest.raises(Refused, match="no_newer_version"):
        carried(permit, head, at=on("2026-06-30"))
    carried(permit, head)
    with pytest.raises(Refused, match="no_newer_version"):
        carried(permit, head)


def test_a_dossier_that_would_be_late_at_once_is_carried_only_where_the_act_orders_it(
    permit: UUID, head: Actor
) -> None:
    after = on("2026-07-10", "09:00")
    for ground in (FAVOURABLE, REQUESTED):
        with pytest.raises(Refused, match="already_late"):
            carried(permit, head, at=after, ground=because(ground))
    carried(permit, head, at=after, ground=because(TRANSITION))
    assert read(permit).now.due_at == on("2026-07-08", "17:00")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table of one row whole")
def test_open_dossiers_of_a_route_or_version_are_found_by_their_index(permit: UUID) -> None:
    now = read(permit).now
    by_route = Dossier.objects.filter(route__in=[now.route, now.case], closed_at=None).order_by()
    assert "dossier_route" in by_route.values_list("route").annotate(Count("pk")).explain()
    assert OpenDossiers().on_routes([UUID(now.route)]) == {UUID(now.route): 1}
    by_version = Dossier.objects.filter(procedure=now.procedure, closed_at=None).order_by()
    assert "dossier_version" in by_version.values_list("procedure_version").annotate(Count("pk")).explain()
