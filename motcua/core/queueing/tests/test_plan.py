"""A hall's data: every problem at once, and a unit that only says what differs."""

from motcua.core.queueing.plan import merged, plan_of, problems_of

COMMON = {
    "code": "default",
    "groups": [{"code": "A", "name": "Chứng thực"}, {"code": "B", "name": "Hộ tịch"}],
    "desks": [{"code": "1", "name": "Quầy 1", "groups": ["A", "B"]}],
    "priorities": [{"code": "elderly", "name": "Người cao tuổi", "unverified": True}],
    "order": {"in_a_row": 3, "source": "x"},
    "booking": {"minutes": 20, "capacity": 4},
}


def test_good_data_has_no_problem_and_becomes_a_plan() -> None:
    assert problems_of(COMMON) == []
    plan = plan_of(COMMON)
    assert (plan.order.in_a_row, plan.booking.minutes, plan.hours) == (3, 20, "office")
    assert plan.group("B") is not None
    assert plan.group("Z") is None
    assert plan.priority("elderly") is not None


def test_a_unit_says_only_what_differs() -> None:
    own = {"code": "06187.TTPVHCC", "desks": [{"code": "7", "name": "Quầy 7", "groups": ["B"]}]}
    assert problems_of(own, COMMON) == []
    plan = plan_of(merged(COMMON, own))
    assert [desk.code for desk in plan.desks] == ["7"]
    assert len(plan.groups) == 2


def test_everything_wrong_is_said_at_once() -> None:
    wrong = {
        "groups": [{"code": "a", "name": ""}, {"code": "B", "name": "x"}, {"code": "B", "name": "y"}],
        "desks": [{"code": "1", "name": "Quầy 1", "groups": ["Z"]}],
        "order": {"in_a_row": 0, "speed": 1},
        "taking": {"hours": "never"},
        "colour": "red",
    }
    assert {problem.where for problem in problems_of(wrong)} == {
        "code",
        "colour",
        "groups.0.code",
        "groups.0.name",
        "groups.2.code",
        "desks.0.groups",
        "order.in_a_row",
        "order.speed",
        "taking.hours",
    }
