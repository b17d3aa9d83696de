"""Units: what the ledger says is what the rows say; who is above whom."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from motcua.core.refusal import Refused
from motcua.ledger.read import stream
from motcua.people import policies, queries
from motcua.people.actions import end_unit, establish_unit
from motcua.people.actor import VISITOR, Duty, person, system
from motcua.people.events import UNIT_FIELDS
from motcua.people.models import OrgUnit, User
from motcua.people.tests.conftest import unit_record

AT = datetime(2026, 1, 5, 2, tzinfo=UTC)
LOADER = system("load")


def folded(code: str) -> dict[str, Any]:
    """Return the unit as its entries tell it."""
    state: dict[str, Any] = {}
    for entry in stream(f"unit:{code}"):
        if entry.type == "unit.established":
            state = {name: entry.payload[name] for name in UNIT_FIELDS}
        elif entry.type == "unit.changed":
            state |= entry.payload["changed"]
        else:
            state["valid_to"] = entry.payload["valid_to"]
    return state


def stored(code: str) -> dict[str, Any]:
    """Return the unit as its row has it."""
    row = queries.unit(code)
    values = {name: getattr(row, name) for name in UNIT_FIELDS if name != "parent"}
    values = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return {**values, "parent": row.parent.code if row.parent else ""}


@pytest.mark.django_db
def test_rows_equal_the_fold_of_their_entries() -> None:
    first = unit_record("H37.SNV", agency_code="H37.06", unverified=("agency_code",), phone="0205")
    establish_unit(record=first, actor=LOADER, at=AT)
    establish_unit(record=replace(first, name="Sở Nội vụ", unverified=()), actor=LOADER, at=AT)
    establish_unit(record=unit_record("H37.SNV.P1", "H37.SNV"), actor=LOADER, at=AT)
    establish_unit(record=unit_record("H37.SNV.P1", ""), actor=LOADER, at=AT)
    end_unit(code="H37.SNV", last_day=date(2027, 1, 1), actor=LOADER, at=AT)
    assert [entry.type for entry in stream("unit:H37.SNV")] == ["unit.established", "unit.changed", "unit.ended"]
    for code in ("H37.SNV", "H37.SNV.P1"):
        assert stored(code) == folded(code)


@pytest.mark.django_db
def test_only_administrators_and_loaders_change_units(town: dict[str, User]) -> None:
    record = unit_record("06187.KT", "06187")
    for actor in (VISITOR, person(town["chi"].pk, queries.duties_of(town["chi"].pk, AT))):
        with pytest.raises(Refused):
            establish_unit(record=record, actor=actor, at=AT)
        with pytest.raises(Refused):
            end_unit(code="06187", last_day=date(2027, 1, 1), actor=actor, at=AT)
    assert not OrgUnit.objects.filter(code="06187.KT").exists()
    establish_unit(record=record, actor=person(town["quantri"].pk, [Duty("H37", "administrator")]), at=AT)
    assert OrgUnit.objects.filter(code="06187.KT").exists()


@pytest.mark.django_db
def test_two_units_never_share_an_agency_code() -> None:
    establish_unit(record=unit_record("A", agency_code="H37.99"), actor=LOADER, at=AT)
    with pytest.raises(Refused, match="agency_code_taken"):
        establish_unit(record=unit_record("B", agency_code="H37.99"), actor=LOADER, at=AT)


def test_above_and_below(town: dict[str, User]) -> None:
    assert queries.ancestors("06187.VP") == ("06187", "H37")
    assert queries.below("06187") == {"06187", "06187.VP", "06187.TTPVHCC"}
    head = person(town["nam"].pk, [Duty("06187", "leader")])
    assert policies.above(head, "06187.VP", "leader").allowed
    assert not policies.above(head, "H37", "leader").allowed
    assert not policies.above(head, "06187.VP", "auditor").allowed
    assert policies.has_duty(head, "leader", "06187").allowed
    assert not policies.has_duty(head, "leader", "06187.VP").allowed
    assert policies.same_unit(head, "06187").allowed
    assert not policies.same_unit(head, "06187.VP").allowed


def test_an_unknown_unit_is_not_found(town: dict[str, User]) -> None:
    with pytest.raises(Refused, match="not_found"):
        queries.unit("'; DROP TABLE people_orgunit; --")


def test_the_agency_code_comes_from_the_nearest_unit_above(province: object) -> None:
    assert queries.agency_of("06187.VP").code == "06187"
    assert queries.agency_of("H37.SKHCN.QLCN").agency_code == "H37.05"
    assert queries.agency_of("H37.THUE").code == "H37"


@pytest.mark.parametrize(
    ("field", "level", "place", "expected"),
    [
        ("civil_status", "commune", "06187", "06187.VP"),
        ("construction", "commune", "06541", "06541.KT"),
        ("social_protection", "commune", "06184", "06184.VHXH"),
        ("land", "commune", "06187", "H37.VPDKDD.CN05"),
        ("land", "province", "", "H37.VPDKDD"),
        ("science", "province", "06187", "H37.SKHCN"),
        ("witchcraft", "commune", "06187", None),
        ("land", "commune", "99999", None),
    ],
)
def test_who_decides_what(province: object, field: str, level: str, place: str, expected: str | None) -> None:
    found = queries.competent_unit(field, level=level, on=date(2026, 1, 5), place=place)
    assert (found.code if found else None) == expected
    assert queries.competent_unit(field, level=level, on=date(2025, 1, 5), place=place) is None
