"""A dossier that does not exist walks a route: the same clock as a real one, and it says where time runs out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.core.process.route import Outcome
from motcua.core.process.tests.law import CALENDAR, LAW, ROUTE, on
from motcua.core.process.trial import Move, main_way, sent_back, walk
from motcua.core.refusal import Refused
from motcua.core.worktime import Term

WAITING = Term.parse("5 working days")
MONDAY = on("02/03", "07:30")


def test_the_main_way_takes_the_whole_term_and_ends_on_the_last_minute() -> None:
    made = main_way(LAW, MONDAY, WAITING)
    assert made.ended
    assert [(v.step.code, v.left) for v in made.visits] == [
        ("B1", on("02/03", "09:30")),
        ("B2", on("02/03", "11:30")),
        ("B3", on("03/03", "11:30")),
        ("B4", on("03/03", "17:00")),
        ("B5", on("04/03", "11:30")),
        ("B6", on("04/03", "17:00")),
        ("B7", on("04/03", "17:00")),
    ]
    assert made.due == on("05/03", "17:00"), "the day of reception is day 0"
    assert made.runs_out is None
    assert made.spare is not None
    assert made.spare.vi() == "còn 1 ngày"


def test_holidays_are_not_worked_through() -> None:
    made = main_way(LAW, on("29/04", "13:00"), WAITING)
    assert [v.left for v in made.visits[:4]] == [
        on("29/04", "15:00"),
        on("29/04", "17:00"),
        on("04/05", "17:00"),
        on("05/05", "11:30"),
    ]


def test_every_sending_back_is_tried_once() -> None:
    tried = list(sent_back(LAW, MONDAY, WAITING))
    assert [(t.step.code, t.outcome.label) for t in tried] == [("B4", "Trả lại"), ("B5", "Trả lại")]
    first, second = (t.walk for t in tried)
    assert [v.step.code for v in first.visits] == ["B1", "B2", "B3", "B4", "B3", "B4", "B5", "B6", "B7"]
    assert [v.step.code for v in first.visits if v.back] == ["B4"]
    assert first.runs_out is not None
    assert first.runs_out.step.code == "B6"
    assert second.runs_out is not None
    assert (second.runs_out.step.code, second.runs_out.legal) == ("B5", on("05/03", "17:00"))
    assert second.runs_out.own_due is not None
    assert second.runs_out.own_due > on("05/03", "17:00")
    assert second.runs_out.due == on("05/03", "17:00"), "nobody is held to a date after the law's"
    assert second.spare is not None
    assert second.spare.late
    assert [v.step.code for v in second.visits if v.late] == ["B5", "B6", "B7"]


def test_whoever_asks_is_told_when_the_answer_comes_too_late() -> None:
    at_three = walk(LAW, MONDAY, [Move("forward"), Move("forward")], WAITING).visits[-1]
    assert at_three.step.code == "B3"
    assert at_three.left is None
    (opinion,) = at_three.opinions
    assert (opinion.name, opinion.answer_by, opinion.late) == ("Công an", on("03/03", "17:00"), True)


def test_choosing_outcomes_and_moments_by_hand() -> None:
    moves = [Move("forward", on("02/03", "08:00")), Move("forward"), Move("forward"), Move("back")]
    made = walk(LAW, MONDAY, moves, WAITING)
    assert not made.ended
    assert made.visits[0].left == on("02/03", "08:00")
    assert made.visits[-1].step.code == "B3"


def test_what_a_real_dossier_refuses_is_refused() -> None:
    with pytest.raises(Refused, match="không có lối ra đó"):
        walk(LAW, MONDAY, [Move("fly")], WAITING)
    with pytest.raises(Refused, match="sớm hơn việc đã ghi"):
        walk(LAW, MONDAY, [Move("forward", on("01/03"))], WAITING)


def test_a_rejection_takes_its_own_way() -> None:
    ways = (Outcome("approve", "Ký", "B6"), Outcome("reject", "Không ký", "B7"))
    route = replace(ROUTE, steps=(*ROUTE.steps[:4], replace(ROUTE.steps[4], outcomes=ways), *ROUTE.steps[5:]))
    moves = [Move("forward")] * 4 + [Move("reject"), Move("forward")]
    made = walk(replace(LAW, route=route), MONDAY, moves, WAITING)
    assert [v.step.code for v in made.visits] == ["B1", "B2", "B3", "B4", "B5", "B7"]
    assert made.dossier.outcome == "rejected"
    assert made.ended


def test_a_step_that_waits_for_others_holds_the_clock_and_lasts_as_long_as_is_supposed() -> None:
    waits = replace(ROUTE.steps[3], kind="external", time=None, pauses="financial_obligation")
    law = replace(
        LAW,
        route=replace(ROUTE, steps=(*ROUTE.steps[:3], waits, *ROUTE.steps[4:])),
    )
    made = main_way(law, MONDAY, WAITING)
    pause = made.visits[3]
    assert (pause.since, pause.left) == (on("03/03", "11:30"), on("10/03", "11:30"))
    assert (pause.due, pause.legal) == (None, None)
    assert made.due is not None
    assert made.due > on("05/03", "17:00")
    assert made.runs_out is None


def test_a_circle_ends_the_walk_instead_of_the_program() -> None:
    looping = replace(ROUTE.steps[1], outcomes=(Outcome("forward", "Chuyển", "B1"),))
    made = main_way(
        replace(LAW, route=replace(ROUTE, steps=(ROUTE.steps[0], looping, *ROUTE.steps[2:]))), MONDAY, WAITING
    )
    assert not made.ended
    assert len(made.visits) < 5


def test_a_day_that_no_calendar_knows_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        main_way(LAW, MONDAY.replace(year=2031), WAITING)
    assert refused.value.code == "outside_calendar"
    assert CALENDAR is LAW.calendar
