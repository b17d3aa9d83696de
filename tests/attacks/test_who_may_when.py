"""Every verb in every state by everybody: what the table and the duties allow happens, the rest is said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import transaction

from motcua.core.process.decide.carrying import TRANSITION, Ground
from motcua.core.process.states import TABLE, State
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.dossiers.actions.annul import annul
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.carry import carry
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.actions.recall import recall
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.verify import verify
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.reading import read
from motcua.ledger.models import Entry
from motcua.people.actor import VISITOR, Actor
from motcua.procedures import queries as procedures
from tests.attacks.walking import cases, holder, key, lodgement, walk
from tests.cast import Cast, officer, on

LODGED, NOW = on("2026-06-29", "08:00"), on("2026-07-08", "09:00")  # a newer version applies from the 1st of July
Verb = Callable[[UUID, Actor], object]


def verbs(at: datetime) -> dict[str, Verb]:
    paper = Handed("application", "paper", originals=1)
    return {
        "receive": lambda i, a: receive(i, actor=a, at=at, key=key()),
        "ask_supplement": lambda i, a: ask_supplement(i, actor=a, at=at, key=key(), reasons={COMPONENT: "Thiếu"}),
        "answer_supplement": lambda i, a: answer_supplement(i, actor=a, at=at, key=key(), papers=[paper]),
        "refuse": lambda i, a: refuse(i, actor=a, at=at, key=key(), ground="not_competent", reason="Nơi khác"),
        "claim": lambda i, a: claim(i, actor=a, at=at, key=key(), assignee=a.id),
        "route": lambda i, a: route(i, actor=a, at=at, key=key(), outcome="forward", note="x"),
        "consult": lambda i, a: consult(i, actor=a, at=at, key=key(), code="opinions", question="Hỏi"),
        "suspend": lambda i, a: suspend(i, actor=a, at=at, key=key(), ground=PAUSE),
        "resume": lambda i, a: resume(i, actor=a, at=at, key=key()),
        "verify": lambda i, a: verify(i, actor=a, at=at, key=key(), ground="nothing"),
        "extend": lambda i, a: extend(i, actor=a, at=at, key=key(), term=Term.parse("2 working days"), reason="Mưa"),
        "carry": lambda i, a: carry(i, actor=a, at=at, key=key(), version=newer(), ground=BY_LAW),
        "decide": lambda i, a: decide(i, actor=a, at=at, key=key(), outcome="granted", number="1"),
        "return": lambda i, a: return_result(i, actor=a, at=at, key=key(), way="counter"),
        "stop": lambda i, a: stop(i, actor=a, at=at, key=key(), way="counter", reason="Đổi ý"),
        "withdraw": lambda i, a: withdraw(i, actor=a, at=at, key=key()),
        "annul": lambda i, a: annul(i, actor=a, at=at, key=key(), reason="Nhầm"),
        "recall": lambda i, a: recall(i, actor=a, at=at, key=key()),
        "correct": lambda i, a: correct(i, actor=a, at=at, key=key(), values=OTHER_NAME, ground="typing"),
        "pay": lambda i, a: pay(
            i, actor=a, at=at, key=key(), amount=read(i).now.fee_due or 1, method="cash", receipt="1"
        ),
        "rate": lambda i, a: rate(i, actor=a, at=at, key=key(), score=5),
    }


COMPONENT, PAUSE = "", ""
OTHER_NAME = {"applicant.name": "Người Khác Tên"}
BY_LAW = Ground(TRANSITION, "175/2024/NĐ-CP", "Điều khoản chuyển tiếp")


def newer() -> str:
    """Return the version to which dossiers of June may be carried."""
    found = procedures.published("1.013225", NOW.date())
    assert found is not None
    return str(found.id)


@pytest.fixture
def world(cast: Cast) -> dict[str, UUID]:
    """One building permit in every state a dossier can be in."""
    global COMPONENT, PAUSE
    version, definition, case = next(cases("1.013225"))
    COMPONENT = definition.components[0].code
    PAUSE = next((g.code for g in definition.clock_grounds if g.kind == "pause"), "")
    what = lodgement(version, definition, case, "06187", channel=2)
    counter = holder("receiver", "06187.TTPVHCC", LODGED)

    def lodged() -> UUID:
        return submit(what, actor=cast.an, at=LODGED, key=key()).dossier_id

    def received(*, forward: bool = True) -> UUID:
        id_ = lodged()
        receive(id_, actor=counter, at=LODGED, key=key(), forward=forward)
        return id_

    def working(until: str) -> UUID:
        id_ = received()
        walk(id_, until=until, since=LODGED)
        return id_

    at = LODGED + timedelta(days=2)
    do = verbs(at)
    handler = holder("handler", "06187.KT", at)
    made = {"submitted": lodged(), "received": received(forward=False), "in_progress": working("B3")}
    made["with_applicant"], made["asked_at_the_door"] = working("B3"), lodged()
    do["ask_supplement"](made["with_applicant"], handler)
    do["ask_supplement"](made["asked_at_the_door"], counter)
    if PAUSE:
        made["suspended"] = working("B3")
        do["suspend"](made["suspended"], handler)
    made["deciding"], made["decided"] = working("B5"), working("B6")
    made["at_the_counter"], made["returned"] = working("B7"), received()
    walk(made["returned"], since=LODGED)
    for state, verb, who in (
        ("refused", "refuse", counter), ("stopped", "stop", cast.an), ("withdrawn", "withdraw", cast.an),
    ):  # fmt: skip
        made[state] = lodged() if verb != "stop" else working("B3")
        do[verb](made[state], who)
    made["annulled"] = received(forward=False)
    do["annul"](made["annulled"], counter)
    return made


def everybody(cast: Cast) -> dict[str, Actor]:
    people = {"visitor": VISITOR, "an": cast.an, "khoa": cast.khoa, "giang": cast.giang, "ha": cast.ha, "mai": cast.mai}
    for role, unit in (
        ("receiver", "06187.TTPVHCC"), ("returner", "06187.TTPVHCC"), ("head", "06187.TTPVHCC"),
        ("handler", "06187.KT"), ("head", "06187.KT"), ("handler", "06187.VP"), ("clerk", "06187.VP"),
        ("leader", "06187"), ("handler", "H37.SXD"), ("receiver", "05977.TTPVHCC"), ("leader", "05977"),
        ("registrar", "H37.VP"),
    ):  # fmt: skip
        people[f"{role} {unit}"] = holder(role, unit, NOW)
    people["quantri"] = officer("quantri", NOW)
    return people


def refusal(act: Callable[[], object]) -> Refused | None:
    """Return the refusal with which an act ends, None where it is done."""
    try:
        act()
    except Refused as refused:
        return refused
    return None


STRANGERS = ("visitor", "khoa", "giang", "ha", "receiver 05977.TTPVHCC", "leader 05977", "registrar H37.VP", "quantri")


def test_every_verb_in_every_state_by_everybody(cast: Cast, world: dict[str, UUID]) -> None:
    people, done = everybody(cast), set[tuple[str, str, str]]()
    before = Entry.objects.count()  # all that is written is undone
    for name, id_ in world.items():
        state = read(id_).now.state
        for verb, do in verbs(NOW).items():
            for who, actor in people.items():
                with transaction.atomic():
                    refused = refusal(partial(do, id_, actor))
                    if refused is None and Entry.objects.count() > before:
                        done.add((name, verb, who))
                        assert state in TABLE[verb].sources, (name, verb, who)
                    if refused is not None:
                        assert Entry.objects.count() == before, (name, verb, who)
                        assert len(refused.message) > 10, (name, verb, who)
                        assert refused.hint or not refused.code.startswith("not_"), (name, verb, who, refused.code)
                    transaction.set_rollback(True)
    assert [row for row in done if row[2] in STRANGERS] == []
    possible = {(name, verb) for name, verb, _ in done}
    wanted = {
        ("submitted", "receive"), ("submitted", "ask_supplement"), ("submitted", "refuse"), ("submitted", "withdraw"),
        ("received", "annul"), ("received", "route"), ("received", "stop"), ("in_progress", "claim"),
        ("in_progress", "route"), ("in_progress", "consult"), ("in_progress", "ask_supplement"),
        ("in_progress", "extend"), ("in_progress", "stop"), ("in_progress", "carry"), ("deciding", "carry"),
        ("with_applicant", "answer_supplement"),
        ("with_applicant", "stop"), ("with_applicant", "refuse"), ("asked_at_the_door", "answer_supplement"),
        ("received", "correct"), ("in_progress", "correct"), ("with_applicant", "correct"), ("deciding", "correct"),
        ("deciding", "decide"), ("decided", "route"), ("returned", "rate"), ("refused", "rate"),
        *({("suspended", "resume"), ("suspended", "stop"), ("in_progress", "suspend")} if PAUSE else ()),
    }  # fmt: skip
    assert wanted - possible == set()
    never = [row for row in done if row[0] in {"stopped", "withdrawn", "annulled"}]
    assert never == []
    assert [row for row in done if row[0] in {"decided", "at_the_counter", "returned"} and row[1] == "stop"] == []
    assert [row for row in done if row[0] in {"decided", "at_the_counter", "returned"} and row[1] == "correct"] == []
    holders = {who for name, verb, who in done if (name, verb) == ("in_progress", "route")}
    assert holders == {"handler 06187.KT"}
    assert {who for name, verb, who in done if verb == "decide"} == {"leader 06187"}
    assert {name for name, verb, _ in done if verb == "carry"} == {"received", "in_progress", "deciding"}
    assert {who for _, verb, who in done if verb == "carry"} == {"leader 06187", "head 06187.KT"}


def test_a_step_is_given_only_to_somebody_who_can_do_it(cast: Cast, world: dict[str, UUID]) -> None:
    """A head's slip of the finger must not park a dossier with a citizen or with another office."""
    head = holder("head", "06187.KT", NOW)
    assert read(world["in_progress"]).now.state is State.IN_PROGRESS
    for nobody in (
        cast.khoa.id,
        cast.giang.id,
        cast.an.id,
        "user:00000000-0000-0000-0000-000000000000",
        "",
        "system:x",
    ):
        with pytest.raises(Refused):
            claim(world["in_progress"], actor=head, at=NOW, key=key(), assignee=nobody)
    able = holder("handler", "06187.KT", NOW)
    claim(world["in_progress"], actor=head, at=NOW, key=key(), assignee=able.id)


def test_a_decision_that_is_made_can_not_be_stopped_and_the_reason_is_said(cast: Cast, world: dict[str, UUID]) -> None:
    with pytest.raises(Refused) as refused:
        stop(world["decided"], actor=cast.an, at=NOW, key=key(), way="online", reason="Đổi ý")
    assert "đã có quyết định" in refused.value.message


def test_the_deciding_step_can_be_sent_back_with_a_reason(cast: Cast, world: dict[str, UUID]) -> None:
    leader = holder("leader", "06187", NOW)
    with pytest.raises(Refused, match="reason_missing"):
        route(world["deciding"], actor=leader, at=NOW, key=key(), outcome="back")
    route(world["deciding"], actor=leader, at=NOW, key=key(), outcome="back", note="Thiếu bản vẽ mặt đứng")
    assert read(world["deciding"]).now.step != "B5"


def test_the_clock_of_the_server_set_back_is_refused_in_words(cast: Cast, world: dict[str, UUID]) -> None:
    """Every verb, by An and by somebody who holds all duties at once, a year before the last entry."""
    early = on("2025-06-10", "09:00")
    duties = frozenset(duty for actor in everybody(cast).values() for duty in actor.duties)
    for name, id_ in world.items():
        before = read(id_).now.seq
        for verb, do in verbs(early).items():
            for actor in (cast.an, replace(cast.nam, duties=duties)):
                with pytest.raises(Refused):
                    do(id_, actor)
                assert verb
        assert read(id_).now.seq == before, name
    handler = holder("handler", "06187.KT", NOW)
    with pytest.raises(Refused, match="time_backwards") as refused:
        verbs(early)["route"](world["in_progress"], handler)
    assert "đồng hồ" in refused.value.hint
