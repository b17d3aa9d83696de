"""A person at the keyboard gets answers, not stack traces."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.project import cli
from tests.databases import FreshDatabase


def motcua(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command line in a process of its own."""
    command = [sys.executable, "-m", "motcua.project", *words]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_the_help_speaks_vietnamese_and_english(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    text = capsys.readouterr().out
    assert "khôi phục vào cơ sở dữ liệu trống" in " ".join(text.split())
    assert "restore into an empty database" in " ".join(text.split())


@pytest.mark.parametrize(
    ("words", "url", "said"),
    [
        (["migrate"], "mysql://somewhere/else", "DATABASE_URL must begin with"),
        (["migrate"], "postgresql://nobody@/none?host=/nowhere", "The database cannot be used"),
        (["backup", "/nowhere/at/all.tar"], "", "There is no folder"),
        (["demo", "--until", "31/12/2026"], "", "Not a date"),
        (["init", "--province", "Lạng Sơn"], "", "is no code of a province"),
        (["ledger", "verfiy"], "", "Usage: motcua ledger verify"),
    ],
)
def test_a_mistake_is_a_message(fresh_database: FreshDatabase, words: list[str], url: str, said: str) -> None:
    done = motcua(*words, DATABASE_URL=url or fresh_database.url)
    assert done.returncode == cli.MISTAKE
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_nobody_migrated_is_a_message(tmp_path: Path) -> None:
    done = motcua("work", "--once", DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert done.returncode == cli.MISTAKE
    assert "motcua migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demonstration_never_becomes_a_province(fresh_database: FreshDatabase) -> None:
    done = motcua("init", "--province", "H37")
    assert done.returncode == cli.MISTAKE
    assert "thuộc “demo”" in done.stderr
