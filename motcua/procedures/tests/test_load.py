"""Loading the files: complete, repeatable, all problems at once, unverified parts only in a demonstration."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from motcua.core.refusal import Refused
from motcua.ledger import origin
from motcua.ledger.models import Entry
from motcua.people.actor import VISITOR
from motcua.procedures import queries
from motcua.procedures.load import load
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.tests.conftest import LOADER, STARTED, TODAY

SHIPPED = {path.stem.partition("-")[0] for path in (Path(settings.DEFINITIONS) / "procedures").glob("*.yaml")}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a copy of the shipped definitions that a story may spoil."""
    for name in ("routes", "procedures", "rules"):
        shutil.copytree(Path(settings.DEFINITIONS) / name, tmp_path / name)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_all_shipped_procedures_are_published(register: None) -> None:
    public, internal = ({line.code for line in queries.listing(TODAY, register=r)} for r in ("public", "internal"))
    assert public | internal == SHIPPED
    assert len(public) >= 22
    assert internal
    assert not public & internal


def test_loading_again_writes_nothing(register: None) -> None:
    entries = Entry.objects.count()
    report = load(Path(settings.DEFINITIONS), STARTED, LOADER)
    assert report.ok
    assert not report.written
    assert report.unchanged > len(SHIPPED)
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_changed_file_becomes_the_next_version(files: Path) -> None:
    load(files, STARTED, LOADER)
    first = queries.published("1.014027", TODAY)
    change(files / "procedures/1.014027.yaml", "title: Trợ cấp hưu trí xã hội", "title: Trợ cấp cho người từ 75 tuổi")
    report = load(files, STARTED, LOADER)
    assert report.written == {"procedure.published": 1}
    second = queries.published("1.014027", TODAY)
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    assert queries.by_version(first.id).definition.title == "Trợ cấp hưu trí xã hội"


@pytest.mark.django_db
def test_every_problem_of_every_file_is_told_with_its_line_and_nothing_is_written(files: Path) -> None:
    change(files / "procedures/1.014027.yaml", "level: commune", "level: comune")
    change(files / "procedures/2.000635.yaml", "term: 15 working days", "term: some days")
    change(files / "routes/social-pension.yaml", "time: 5 working days", "time: 9 working days")
    before = Entry.objects.count()
    report = load(files, STARTED, LOADER)
    told = [str(problem) for problem in report.problems]
    assert any("1.014027.yaml, dòng" in line and "commune" in line for line in told)
    assert any("2.000635.yaml" in line and "some days" in line for line in told)
    assert not report.written
    assert Entry.objects.count() == before
    assert ProcedureVersion.objects.count() == 0


@pytest.mark.django_db
def test_a_route_that_exceeds_the_term_is_refused_with_the_case(files: Path) -> None:
    change(files / "routes/social-pension.yaml", "time: 5 working days", "time: 9 working days")
    report = load(files, STARTED, LOADER)
    told = "\n".join(map(str, report.problems))
    assert "13,5 ngày, vượt thời hạn 10 ngày" in told
    assert "procedures/1.014027.yaml" in told


@pytest.mark.django_db
def test_a_rule_set_that_is_not_there_is_told(files: Path) -> None:
    change(files / "procedures/1.014027.yaml", "rule_set: default", "rule_set: defualt")
    told = [str(problem) for problem in load(files, STARTED, LOADER).problems]
    assert len(told) == 1
    assert "Không có bộ quy tắc «defualt»" in told[0]


@pytest.mark.django_db
def test_an_unreadable_file_does_not_hide_the_problems_of_others(files: Path) -> None:
    (files / "procedures/broken.yaml").write_text("code: [1\n\tname: x")
    (files / "procedures/latin.yaml").write_bytes(b"name: \xe9t\xe9")
    change(files / "procedures/1.014027.yaml", "sets: 1", "sets: một")
    told = "\n".join(str(problem) for problem in load(files, STARTED, LOADER).problems)
    assert "broken.yaml" in told
    assert "UTF-8" in told
    assert "«một» phải là một số nguyên" in told


@pytest.mark.django_db
def test_a_province_gets_no_unverified_parts(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "is_demo", lambda: False)
    report = load(files, STARTED, LOADER)
    assert report.ok
    assert {problem.file for problem in report.withheld} >= {"procedures/1.001193.yaml", "routes/land-change.yaml"}
    assert queries.published("1.001193", TODAY) is None
    assert queries.route("ls-2487-group-1", TODAY) is not None


@pytest.mark.django_db
def test_a_visitor_may_not_load(files: Path) -> None:
    with pytest.raises(Refused, match="kiểm soát thủ tục"):
        load(files, STARTED, VISITOR)
