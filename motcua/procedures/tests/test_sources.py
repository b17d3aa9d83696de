"""Reading files: ten errors in one file are told at once, each with its line."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from motcua.core.procedure.parse import parse
from motcua.procedures.sources import LARGEST, Unreadable, read, read_text

SHIPPED = Path(settings.DEFINITIONS) / "procedures/1.014027.yaml"
ERRORS = (
    ("effective_date: 2025-07-01", "effective_date: hôm nay"),
    ('code: "1.014027"', "code: 1.014027"),
    ("level: commune", "level: xã"),
    ("sets: 1", "sets: một bộ"),
    ("audience: [Công dân Việt Nam]", "audience: Công dân Việt Nam"),
    ("{code: online, level: full}", "{code: online, level: toàn trình}"),
    ("term: 10 working days", "term: mười ngày"),
    ("need: mandatory", "need: bat_buoc"),
    ("when: {question: request, is: new}", "when: request == new"),
    ("kind: name, longest: 100", "kind: name, longest: dài"),
)


def test_ten_errors_are_told_at_once_each_with_its_line() -> None:
    text = SHIPPED.read_text()
    for old, new in ERRORS:
        assert old in text
        text = text.replace(old, new, 1)
    lines = text.splitlines()
    wanted = sorted(next(n for n, line in enumerate(lines, 1) if new in line) for _, new in ERRORS)
    _, found = parse(read_text(text))
    assert [problem.line for problem in found] == wanted
    assert all(problem.message and problem.path for problem in found)


def test_a_file_is_read_with_dates_numbers_and_lines() -> None:
    source = read_text("a: 2026-07-01\nb:\n  - c: 3\n    d: yes\n")
    assert source.data == {"a": date(2026, 7, 1), "b": [{"c": 3, "d": "yes"}]}
    assert source.lines == {"a": 1, "b": 2, "b[0]": 3, "b[0].c": 3, "b[0].d": 4}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: [1\nc: 2", 3, "cú pháp"),
        ("a: 1\na: 2", 2, "hai lần"),
        ("a: 1\n\tb: 2", 2, "Tab"),
        ("a: &x [1]\nb: *x", 2, "bí danh"),
        ("a: &x [1]\nb: &y [*x, *x]\nc: &z [*y, *y]\nd: [*z, *z]", 1, "bí danh"),
    ],
)
def test_what_is_not_yaml_says_where_and_why(text: str, line: int, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as unreadable:
        read_text(text)
    assert unreadable.value.problem.line == line


def test_a_tag_is_data_and_runs_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    _, found = parse(read_text(f"a: !!python/object/apply:os.system [touch {trace}]"))
    assert not trace.exists()
    assert any("«a»" in problem.message for problem in found)


def test_a_huge_or_foreign_file_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_text("a: " + "x" * LARGEST)
    with pytest.raises(Unreadable, match="lớn hơn"):
        read(big)
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"a: \xe9")
    with pytest.raises(Unreadable, match="UTF-8"):
        read(latin)
