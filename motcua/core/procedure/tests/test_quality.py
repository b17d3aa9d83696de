"""What the service-quality index is told of a procedure: fees, results, for whom, and the databases looked up in."""

from dataclasses import replace

import pytest

from motcua.core.procedure.components import Component, Replacement
from motcua.core.procedure.fees import Fee, Tier
from motcua.core.procedure.quality import counted, databases
from motcua.core.procedure.tests import samples


def test_what_is_told_when_a_procedure_is_published() -> None:
    fees = (
        Fee("unknown", "Lệ phí", "charge", None, "chưa có dữ liệu"),
        Fee("nothing", "Lệ phí", "charge", 0, "NQ"),
        Fee("cash", "Phí", "fee", 8000, "NQ", pay_by=("cash",)),
        Fee("pages", "Phí", "fee", None, "NQ", tiers=(Tier(1, 2000),), pay_by=("cash", "online")),
    )
    told = counted(replace(samples.definition(), fees=fees))
    assert told == {
        "fees": ["cash", "pages", "unknown"],
        "fees_online": ["pages", "unknown"],
        "results": ["paper"],
        "for_people": True,
    }


@pytest.mark.parametrize(
    ("audience", "people"),
    [
        (("Tổ chức", "Doanh nghiệp có vốn đầu tư nước ngoài"), False),
        (("Tổ chức", "Người nước ngoài"), True),
        (("Công dân Việt Nam",), True),
        (("Hộ gia đình",), True),
        ((), False),
    ],
)
def test_whether_persons_may_ask(audience: tuple[str, ...], people: bool) -> None:
    assert counted(replace(samples.definition(), audience=audience))["for_people"] is people


def test_databases_by_their_names() -> None:
    def looked_up(name: str) -> Component:
        return Component("x", "x", "data", "fallback", replaced_by=Replacement(name))

    assert databases([looked_up("Cơ sở dữ liệu hộ tịch, Cơ sở dữ liệu quốc gia về dân cư")]) == [
        "civil_status",
        "population",
    ]
    assert databases([looked_up("CSDL dân cư"), looked_up("Cơ sở dữ liệu quốc gia về dân cư")]) == ["population"]
    assert databases([looked_up("Cơ sở dữ liệu đất đai"), looked_up("Kho lạ")]) == ["land", "other"]
    assert databases([Component("y", "y", "issued_paper", "mandatory")]) == []
