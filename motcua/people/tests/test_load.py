"""Loading the real structure of Lạng Sơn, and files that are wrong."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.ledger.models import Entry
from motcua.ledger.read import stream
from motcua.people import queries
from motcua.people.actor import VISITOR, system
from motcua.people.load import LoadReport, load
from motcua.people.models import Competence, FormerUnit, OrgUnit

AT = datetime(2025, 7, 1, 1, tzinfo=UTC)
LOADER = system("load")
UNITS = settings.DEFINITIONS / "units"


def loaded() -> LoadReport:
    report = load(UNITS, AT, LOADER)
    assert [str(problem) for problem in report.problems] == []
    return report


def test_the_province_has_61_communes_and_4_wards_with_their_parts(province: object) -> None:
    communes = list(queries.units(kind="commune", on=date(2025, 7, 1)))
    assert len(communes) == 65
    assert sorted(u.place for u in communes if u.is_ward) == [
        "Phường Kỳ Lừa",
        "Phường Lương Văn Tri",
        "Phường Tam Thanh",
        "Phường Đông Kinh",
    ]
    assert all(len(u.code) == 5 and u.code.isdigit() and u.area_code == u.code for u in communes)
    for unit in communes:
        parts = set(OrgUnit.objects.filter(parent=unit).values_list("code", flat=True))
        assert parts == {f"{unit.code}.{part}" for part in ("TTPVHCC", "VP", "KT", "VHXH")}
    assert queries.unit("06187.KT").name == "Phòng Kinh tế, Hạ tầng và Đô thị phường Kỳ Lừa"
    assert queries.unit("06541.KT").name == "Phòng Kinh tế xã Mẫu Sơn"
    assert not queries.units(kind="commune", on=date(2025, 6, 30)).exists()


def test_every_old_commune_is_mapped_and_every_new_one_has_old_ones(province: object) -> None:
    old = FormerUnit.objects.filter(reorganisation__code="NQ-1672-2025").exclude(district="")
    districts = FormerUnit.objects.filter(reorganisation__code="NQ-1672-2025", district="")
    assert (old.count(), districts.count()) == (194, 11)
    assert {unit.district for unit in old} == {unit.code for unit in districts}
    received = Counter(code for unit in old for code in unit.into)
    assert set(received) == set(queries.units(kind="commune").values_list("code", flat=True))
    assert {unit.name for unit in old if unit.divided} == {"Xã Bính Xá", "Xã Kiên Mộc"}


def test_an_old_code_leads_to_its_successors_and_says_when_a_person_must_be_asked(province: object) -> None:
    (successor,) = queries.successors_of("05971")  # P. Hoàng Văn Thụ cũ
    assert (successor.name, successor.divided) == ("UBND phường Kỳ Lừa", False)
    assert [s.code for s in queries.successors_of("05977")] == ["05977"]  # P. Vĩnh Trại cũ, mã nay là Đông Kinh
    divided = queries.successors_of("06622")  # Bính Xá
    assert {s.code for s in divided} == {"06613", "06625"}
    assert all(s.divided for s in divided)
    assert {s.code for s in queries.successors_of("SNV-CU")} == {"H37.SNV", "H37.SDTTG"}
    assert queries.successors_of("99999") == ()


def test_doubtful_codes_carry_the_other_candidate(province: object) -> None:
    doubtful = {u.code: u.note for u in queries.units(kind="commune") if "code" in u.unverified}
    assert doubtful.keys() == {"06193", "06202", "06214", "06016", "06421"}
    for code, other in {"06193": "06211", "06202": "06196", "06214": "06124", "06016": "06004"}.items():
        assert other in doubtful[code]
    below_province = OrgUnit.objects.exclude(agency_code__in=["", "H37"])
    assert all("agency_code" in unit.unverified for unit in below_province)
    assert queries.unit("H37").unverified == []


@pytest.mark.django_db
def test_a_second_load_writes_nothing() -> None:
    first = loaded()
    entries = Entry.objects.count()
    assert first.written["unit.established"] == OrgUnit.objects.count()
    second = load(UNITS, AT, LOADER)
    assert (second.written, second.unlisted) == (Counter(), ())
    assert second.unchanged == sum(first.written.values())
    assert Entry.objects.count() == entries


def test_a_changed_line_writes_exactly_that_change(province: object, tmp_path: Path) -> None:
    _copy_with(tmp_path, "province.yaml", "04 đường Quang Trung", "06 đường Quang Trung")
    _copy_with(tmp_path, "former.yaml", "Xã Mai Pha", "Xã Mai Pha (cũ)", folder=tmp_path)
    report = load(tmp_path, AT, LOADER)
    assert report.written == Counter({"unit.changed": 1, "reorganisation.recorded": 1})
    entry = stream("unit:H37.SNV")[-1]
    assert entry.payload["changed"] == {"address": "06 đường Quang Trung, phường Lương Văn Tri, tỉnh Lạng Sơn"}
    assert FormerUnit.objects.filter(name="Xã Mai Pha (cũ)").count() == 1
    assert FormerUnit.objects.count() == 194 + 11 + 11


@pytest.mark.django_db
def test_all_problems_come_at_once_with_their_lines_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(
        "units:\n"
        "  - {code: A, name: Sở A, kind: department, level: province}\n"
        "  - {code: A, name: Sở B, kind: departement, level: province, parent: Z}\n"
        "  - code: C\n"
        "    kind: department\n"
        "    level: province\n"
        "    fone: 0205\n"
        "    from: hôm qua\n"
        "reorganisations:\n"
        "  - code: X\n"
        "    name: Đợt X\n"
        "    basis: NQ X\n"
        "    last_day: 2025-06-30\n"
        "    units:\n"
        "      - {code: '1', name: Cũ, into: [A, Q]}\n",
        encoding="utf-8",
    )
    (tmp_path / "broken.yaml").write_text("units: [\n  - {code: }}\n", encoding="utf-8")
    before = Entry.objects.count()
    report = load(tmp_path, AT, LOADER)
    found = {(problem.file, problem.line) for problem in report.problems}
    assert found >= {("units.yaml", line) for line in (3, 4, 7, 8, 15)}
    assert any(problem.file == "broken.yaml" for problem in report.problems)
    words = "\n".join(str(problem) for problem in report.problems)
    for expected in ("dùng hai lần", "departement", "“Z”", "Thiếu “name”", "“fone”", "“from”", "“Q”", "divided"):
        assert expected in words
    assert Entry.objects.count() == before
    assert not OrgUnit.objects.exists()


@pytest.mark.django_db
def test_a_province_gets_no_unverified_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    report = load(UNITS, AT, LOADER)
    assert report.ok
    assert len(report.withheld) > 65
    codes = set(OrgUnit.objects.values_list("code", flat=True))
    assert {"06187", "06187.VP", "H37.TTPVHCC"} <= codes
    assert not codes & {"06193", "06193.VP", "H37.THUE", "H37.SYT"}
    assert list(OrgUnit.objects.exclude(agency_code="").values_list("code", flat=True)) == ["H37"]
    assert not Competence.objects.filter(unverified=True).exists()


@pytest.mark.django_db
def test_khoa_cannot_load() -> None:
    with pytest.raises(Refused):
        load(UNITS, AT, VISITOR)
    assert not OrgUnit.objects.exists()


def _copy_with(target: Path, name: str, old: str, new: str, *, folder: Path = UNITS) -> None:
    for path in UNITS.glob("*.yaml"):
        if folder == UNITS or path.name == name:
            text = path.read_text(encoding="utf-8")
            assert path.name != name or old in text
            (target / path.name).write_text(text.replace(old, new) if path.name == name else text, encoding="utf-8")
