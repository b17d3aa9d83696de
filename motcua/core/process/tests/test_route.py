"""A route is checked before it is published: reachable, terminating, within the law's term."""

from __future__ import annotations

from dataclasses import replace

from motcua.core.process.route import END, Outcome, problems
from motcua.core.process.tests.law import ROUTE, step
from motcua.core.worktime import Term


def words(route: object, limit: str | None = None) -> str:
    return " ".join(text for _, text in problems(route, Term.parse(limit) if limit else None))  # type: ignore[arg-type]


def test_a_sound_route_has_no_problem() -> None:
    assert problems(ROUTE, Term.parse("3 working days")) == []


def test_steps_that_exceed_the_term_are_named_with_both_sums() -> None:
    assert "Tổng thời gian các bước là 3 ngày, vượt thời hạn 2 ngày" in words(ROUTE, "2 working days")


def test_an_outcome_that_leads_nowhere() -> None:
    broken = replace(ROUTE.steps[2], outcomes=(Outcome("forward", "Chuyển", "B9"),))
    assert "dẫn tới bước B9 không có" in words(replace(ROUTE, steps=(*ROUTE.steps[:2], broken, *ROUTE.steps[3:])))


def test_a_circle_without_an_end() -> None:
    looping = replace(ROUTE.steps[5], outcomes=(Outcome("forward", "Chuyển", "B6"),))
    found = words(replace(ROUTE, steps=(*ROUTE.steps[:5], looping, ROUTE.steps[6])))
    assert "Từ bước B6 không đi tới được kết thúc" in found
    assert "Không có đường nào dẫn tới bước B7" in found


def test_two_decisions_and_a_missing_return() -> None:
    twice = replace(ROUTE.steps[3], decides=True)
    assert "đúng một bước ra quyết định, quy trình này có 2" in words(
        replace(ROUTE, steps=(*ROUTE.steps[:3], twice, *ROUTE.steps[4:]))
    )
    last = step("B7", "clerk", "competent", "issue", None, END)
    assert "Bước cuối phải là trả kết quả" in words(replace(ROUTE, steps=(*ROUTE.steps[:6], last)))


def test_no_step_after_the_decision_undoes_it() -> None:
    undoing = replace(ROUTE.steps[5], outcomes=(Outcome("forward", "Chuyển", "B7"), Outcome("back", "Trả lại", "B3")))
    assert "sau quyết định" in words(replace(ROUTE, steps=(*ROUTE.steps[:5], undoing, ROUTE.steps[6])))


def test_an_empty_route() -> None:
    assert "chưa có bước nào" in words(replace(ROUTE, steps=()))


def test_a_step_that_nobody_could_hold() -> None:
    """A misspelt role or unit would keep every dossier there for good."""
    nobody = replace(ROUTE.steps[2], role="pirate", unit="moon.base")
    found = words(replace(ROUTE, steps=(*ROUTE.steps[:2], nobody, *ROUTE.steps[3:])))
    assert "không có vai trò «pirate»" in found
    assert "không hiểu đơn vị «moon.base»" in found
