"""The compliance cost is exact: the published examples come out to the đồng, and sums, shares and differences agree."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.core.procedure import cost
from motcua.core.procedure.cost import Burden, Income, Saving, Task, rounded
from motcua.core.procedure.cost_tasks import tasks_of
from motcua.core.procedure.tests.samples import definition

INCOME = Income(114_000_000)
numbers = st.fractions(min_value=0, max_value=1000, max_denominator=60)
money = st.integers(0, 10**9)
tasks = st.builds(
    Task,
    st.sampled_from(cost.TASK_KINDS),
    st.just("việc"),
    numbers,
    st.none() | st.integers(0, 10**6),
    money,
    money,
    numbers,
)
burdens = st.builds(Burden, st.lists(tasks, max_size=8).map(tuple), st.just(INCOME), numbers, st.integers(0, 100_000))


def one_cost(amount: int, subjects: int = 1) -> Burden:
    return Burden((Task("prepare", "Tất cả", hired=amount),), INCOME, Fraction(1), subjects)


def test_ha_noi_from_1_024_000_to_231_000_a_dossier() -> None:
    """facts.md 2.5: 1.024.000 → 231.000 đ/hồ sơ, −77,44%, 3.228 đối tượng."""
    before, after = one_cost(1_024_000, 3228), one_cost(231_000, 3228)
    each, yearly = Saving(before.one, after.one), Saving(before.year, after.year)
    assert cost.percent_text(each.percent) == cost.percent_text(yearly.percent) == "77,44%"
    assert (rounded(before.year), rounded(after.year), rounded(yearly.saved)) == (
        3_305_472_000, 745_668_000, 2_559_804_000,
    )  # fmt: skip


def test_a_repealed_procedure_saves_everything() -> None:
    """facts.md 2.5: 18.509.608 đ a year → 0, 100%."""
    saving = Saving(one_cost(18_509_608).year, Burden((), INCOME).year)
    assert rounded(saving.saved) == 18_509_608
    assert cost.percent_text(saving.percent) == "100%"


def test_no_cost_before_has_no_percentage() -> None:
    assert Saving(Fraction(0), Fraction(5)).percent is None
    assert cost.percent_text(Saving(Fraction(100), Fraction(250)).percent) == "-150%"


def test_an_hour_is_the_gdp_per_head_through_12_22_and_8() -> None:
    assert INCOME.hourly == Fraction(114_000_000, 2112)
    assert rounded(INCOME.hourly) == 53_977


def test_an_execution_adds_own_time_hired_service_fees_and_other() -> None:
    income = Income(2112 * 50_000)
    one = Burden(
        (
            Task("prepare", "Tờ khai", Fraction(1, 2)),
            Task("prepare", "Bản vẽ", hired=3_000_000),
            Task("travel", "Đi nộp", Fraction(2), times=Fraction(2)),
            Task("fee", "Lệ phí", paid=150_000),
            Task("inspection", "Kiểm tra", Fraction(4), hourly=80_000, times=Fraction(1, 2)),
        ),
        income,
        Fraction(2),
        10,
    )
    assert one.one == 25_000 + 3_000_000 + 200_000 + 150_000 + 160_000
    assert one.year == one.one * 20
    assert one.by_kind() == {"prepare": 3_025_000, "travel": 200_000, "fee": 150_000, "inspection": 160_000}


@given(burdens)
def test_the_parts_make_the_whole(burden: Burden) -> None:
    assert sum(burden.by_kind().values()) == burden.one
    assert burden.one == sum(t.labour(INCOME.hourly) + t.outlay() for t in burden.tasks)
    assert burden.one >= 0


@given(burdens, tasks)
def test_a_task_less_never_costs_more(burden: Burden, task: Task) -> None:
    more = Burden((*burden.tasks, task), burden.income, burden.times_per_year, burden.subjects_per_year)
    assert more.one >= burden.one
    assert Saving(more.year, burden.year).saved == (more.one - burden.one) * (
        burden.times_per_year * burden.subjects_per_year
    )


@given(st.lists(st.tuples(burdens, burdens), max_size=5))
def test_the_total_of_savings_is_the_saving_of_totals(pairs: list[tuple[Burden, Burden]]) -> None:
    savings = [Saving(before.year, after.year) for before, after in pairs]
    assert cost.total(savings).saved == sum(one.saved for one in savings)


@given(st.fractions(min_value=-(10**12), max_value=10**12))
def test_rounding_is_to_the_nearest_and_the_same_on_both_sides(amount: Fraction) -> None:
    assert abs(rounded(amount) - amount) <= Fraction(1, 2)
    assert rounded(-amount) == -rounded(amount)


@given(numbers)
def test_a_number_is_read_as_it_is_written(number: Fraction) -> None:
    assert cost.parse_number(cost.number_text(number)) == number


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("0,5", Fraction(1, 2)), ("1/2 giờ", Fraction(1, 2)), ("30 phút", Fraction(1, 2)), ("1 giờ 30", Fraction(3, 2)),
        ("1h30", Fraction(3, 2)), ("2", Fraction(2)), ("", None), ("hai giờ", None), ("-1", None), ("1/0", None),
    ],
)  # fmt: skip
def test_hours_as_people_write_them(text: str, hours: Fraction | None) -> None:
    assert cost.parse_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("18.509.608", 18_509_608), ("18509608 đ", 18_509_608), ("100 000 đồng", 100_000), ("0", 0), ("1,5", None),
        ("12.34", None), ("-3", None), ("", None), ("9" * 20, None),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, amount: int | None) -> None:
    assert cost.parse_amount(text) == amount


def test_the_tasks_of_a_procedure_are_its_papers_way_fees_and_result() -> None:
    papers = [
        {"code": "form", "name": "Tờ khai", "kind": "declaration", "need": "mandatory",
         "form": "Mẫu 1"},
        {"code": "a", "name": "Giấy A", "kind": "issued_paper", "need": "one_of", "group": "proof"},
        {"code": "b", "name": "Giấy B", "kind": "text", "need": "one_of", "group": "proof"},
        {"code": "data", "name": "Tra cứu", "kind": "data", "need": "fallback", "originals": 0,
         "replaced_by": {"database": "CSDL dân cư"}},
    ]  # fmt: skip
    listed = tasks_of(definition(components=papers), {"declaration": Fraction(1), "travel": Fraction(2)})
    whole, half = Fraction(1), Fraction(1, 2)
    wanted: list[tuple[str, str, Fraction, int, Fraction]] = [
        ("prepare", "Chuẩn bị tờ khai", whole, 0, whole),
        ("prepare", "Chuẩn bị giấy A", Fraction(0), 0, half),
        ("prepare", "Chuẩn bị giấy B", Fraction(0), 0, half),
        ("travel", "Đi nộp hồ sơ", Fraction(2), 0, whole),
        ("fee", "Phí", Fraction(0), 2000, whole),
        ("receive", "Nhận kết quả", Fraction(0), 0, whole),
    ]
    assert [(str(t.kind), t.name, t.hours, t.paid, t.times) for t in listed] == wanted
