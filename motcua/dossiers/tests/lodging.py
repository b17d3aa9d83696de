"""What the people of the stories hand in."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.core.procedure.definition import choose_case
from motcua.dossiers.lodgement import Handed, Lodgement, Person
from motcua.procedures import queries as procedures

AN = Person(
    name="Hoàng Thị An",
    national_id="020190999901",
    phone="0900000101",
    address="khối 6, phường Kỳ Lừa, tỉnh Lạng Sơn",
)
BIRTH = {"child": "ordinary", "proof": "hospital", "late": "no", "lodger": "parent"}
DAY = date(2026, 4, 18)


def birth(**changes: Any) -> Lodgement:
    """Return An's registration of a birth at Kỳ Lừa, lodged online."""
    published = procedures.published("1.001193", DAY)
    assert published is not None
    case = choose_case(published.definition, BIRTH).case
    assert case is not None
    values: dict[str, Any] = {
        "procedure_version": str(published.id),
        "case": case.code,
        "competent_unit": "06187",
        "channel": 2,
        "person": AN,
        "answers": BIRTH,
        "papers": [Handed("birth_notice", "file", files=("0" * 64,))],
        "reception_unit": "06187.TTPVHCC",
    }
    return Lodgement(**{**values, **changes})
