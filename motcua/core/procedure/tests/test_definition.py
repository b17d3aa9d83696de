"""What a definition answers: the case, who decides, papers, fees, and what changed."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.core.procedure.canonical import digest, from_json, to_json
from motcua.core.procedure.definition import Competence, ProcedureDefinition, choose_case, competence
from motcua.core.procedure.diff import diff
from motcua.core.procedure.fees import Fee, Tier
from motcua.core.procedure.requirements import fees_due, requirements
from motcua.core.procedure.tests import samples
from motcua.core.rules import Is
from motcua.core.worktime import Term

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)


def test_answers_choose_the_first_case_that_holds() -> None:
    definition = samples.definition()
    late, usual, asked = (choose_case(definition, answers) for answers in ({"late": "yes"}, {"late": "no"}, {}))
    assert late.case is not None
    assert late.case.code == "late"
    assert late.because == ("Quá hạn: Có",)
    assert usual.case is not None
    assert usual.case.code == "usual"
    assert asked.case is None
    assert asked.missing == ("Chưa biết: Quá hạn",)


def test_no_case_may_fit() -> None:
    definition = samples.definition()
    only_late = replace(definition, cases=definition.cases[:1])
    assert choose_case(only_late, {"late": "no"}).case is None


def test_who_decides_may_depend_on_an_answer() -> None:
    definition = replace(
        samples.definition(),
        level="province",
        competences=(Competence("commune", when=Is("late", ("no",))), Competence("province", unit="H37.STP")),
    )
    assert competence(definition, {"late": "no"}).level == "commune"
    assert competence(definition, {"late": "yes"}).unit == "H37.STP"
    assert competence(samples.definition(), {}) == Competence("commune")


@pytest.mark.parametrize(
    ("answers", "channel", "asked"),
    [
        ({"late": "yes"}, "online", {"form": "required", "reason": "required"}),
        ({"late": "no"}, "online", {"form": "required"}),
        ({}, "direct", {"form": "required", "reason": "if_applies", "identity": "if_lookup_fails"}),
    ],
)
def test_only_papers_of_the_case_and_channel_are_asked(
    answers: dict[str, str], channel: str, asked: dict[str, str]
) -> None:
    definition = samples.definition()
    found = requirements(definition, definition.cases[-1], answers, channel)  # type: ignore[arg-type]
    assert {item.component.code: item.asked for item in found} == asked


def test_a_case_may_name_its_papers() -> None:
    definition = samples.definition()
    case = replace(definition.cases[1], components=("reason",))
    assert [item.component.code for item in requirements(definition, case, {"late": "yes"}, "online")] == ["reason"]


def test_fees_follow_quantity_day_and_condition() -> None:
    definition = samples.definition()
    case = definition.cases[0]
    june = fees_due(definition, case, {"late": "yes", "copies": "3"}, "direct", JUNE)
    assert [(line.fee.code, line.amount) for line in june] == [("pages", 6000), ("late", None)]
    july = fees_due(definition, case, {"late": "yes", "copies": "3"}, "direct", JULY)
    assert [line.fee.code for line in july] == ["late"]
    assert [line.amount for line in fees_due(definition, case, {"copies": "0"}, "direct", JUNE)] == [0]


def test_those_who_are_exempt_pay_nothing() -> None:
    definition = samples.definition()
    waived = replace(definition.fees[0], waived_when=Is("late", ("no",)))
    line = fees_due(
        replace(definition, fees=(waived,)), definition.cases[1], {"late": "no", "copies": "3"}, "direct", JUNE
    )[0]
    assert (line.amount, line.waived) == (0, True)


@pytest.mark.parametrize(
    ("pages", "copies", "amount"),
    [(1, 1, 2000), (2, 3, 12000), (5, 2, 14000), (3, 1, 5000), (198, 1, 200000), (500, 2, 400000)],
)
def test_certified_copies_cost_what_circular_226_says(pages: int, copies: int, amount: int) -> None:
    fee = Fee("p", "Phí", "fee", 2000, "TT 226/2016", tiers=(Tier(1, 2000), Tier(3, 1000)), cap=200_000)
    assert fee.due(pages, copies) == amount


def test_an_unknown_amount_stays_unknown() -> None:
    assert Fee("x", "Lệ phí", "charge", None, "HĐND").due(copies=3) is None


def test_the_written_form_leads_back_and_does_not_depend_on_order() -> None:
    definition = samples.definition()
    text = to_json(definition)
    assert from_json(ProcedureDefinition, text) == definition
    assert to_json(from_json(ProcedureDefinition, text)) == text
    backwards = samples.definition(**dict(reversed(samples.data().items())))
    assert digest(to_json(backwards)) == digest(text)
    with pytest.raises(ValueError, match="code"):
        from_json(ProcedureDefinition, "{}")


def test_what_changed_is_named_by_code_not_by_place() -> None:
    before = samples.definition()
    usual = replace(before.cases[1], term=Term.parse("2 working days"))
    after = replace(before, title="Khác", cases=(before.cases[0], usual), fees=before.fees[1:])
    changes = {change.path: (change.kind, change.before, change.after) for change in diff(before, after)}
    assert changes["title"] == ("changed", "Thử", "Khác")
    assert changes["cases.usual.term"] == ("changed", "1 working day", "2 working days")
    assert changes["fees.pages"][0] == "removed"
    assert set(changes) == {"title", "cases.usual.term", "fees.pages"}
    assert diff(before, before) == ()


def test_a_new_order_is_a_change_of_its_own() -> None:
    before = samples.definition()
    after = replace(before, cases=tuple(reversed(before.cases)))
    assert [(change.path, change.kind) for change in diff(before, after)] == [("cases", "moved")]


def test_a_mark_covers_everything_below_it() -> None:
    definition = replace(samples.definition(), unverified=frozenset({"fees", "cases.late.term"}))
    assert definition.is_unverified("fees.pages.amount")
    assert definition.is_unverified("cases.late.term")
    assert not definition.is_unverified("cases.late")
    assert not definition.is_unverified("cases.usual.term")


def test_a_missing_part_is_not_counted() -> None:
    bare = replace(samples.definition(), sequence=(), sets=0)
    assert bare.parts() == ("a", "c", "đ", "e", "g")
