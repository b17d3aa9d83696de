"""What was saved comes back whole, into an empty place only, and a damaged file changes nothing."""

import hashlib
import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from motcua.ledger.opening import open_log
from motcua.project.commands import archive, backup
from motcua.project.console import Mistake
from tests.databases import FreshDatabase

PAPER = b"%PDF-1.7 giay khai sinh"
NAME = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def saved(fresh_database: FreshDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Save an installation with one entry and one stored file."""
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    stored = tmp_path / "files" / NAME[:2] / NAME
    stored.parent.mkdir(parents=True)
    stored.write_bytes(PAPER)
    target = tmp_path / "saved.tar"
    assert backup.backup(target) == 0
    return target


def restore(source: Path, url: str, var: Path) -> subprocess.CompletedProcess[str]:
    """Restore as an operator would, on another machine."""
    command = [sys.executable, "-m", "motcua.project", "restore", str(source)]
    environment = {**os.environ, "DATABASE_URL": url, "MOTCUA_VAR": str(var)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_data_and_files_come_back_and_the_ledger_is_verified(
    saved: Path, more_databases: Callable[[], FreshDatabase], tmp_path: Path
) -> None:
    other = more_databases()
    done = restore(saved, other.url, tmp_path / "other")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "other" / "files" / NAME[:2] / NAME).read_bytes() == PAPER
    again = restore(saved, other.url, tmp_path / "third")
    assert again.returncode == 2
    assert "not empty" in again.stderr


def test_a_backup_is_private_and_never_overwritten(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0
    with pytest.raises(Mistake, match="chọn tên khác"):
        backup.backup(saved)


def _changed(source: Path, target: Path, change: Callable[[tarfile.TarInfo, bytes], tuple[str, bytes]]) -> Path:
    """Write a copy of an archive with members changed."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            name, data = change(member, content.read())
            member.name, member.size = name, len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def test_a_changed_file_is_noticed_before_anything_is_written(
    saved: Path, more_databases: Callable[[], FreshDatabase], tmp_path: Path
) -> None:
    bad = _changed(
        saved, tmp_path / "bad.tar", lambda m, data: (m.name, data + b"x" if m.name.startswith("files/") else data)
    )
    done = restore(bad, more_databases().url, tmp_path / "other")
    assert done.returncode == 2
    assert NAME in done.stderr
    assert not (tmp_path / "other" / "files").exists()


@pytest.mark.parametrize("name", ["files/../../evil", "/etc/evil", "files/.hidden", "evil"])
def test_no_name_leads_out_of_the_folder(saved: Path, tmp_path: Path, name: str) -> None:
    bad = _changed(saved, tmp_path / "bad.tar", lambda m, data: (name if m.name.startswith("files/") else m.name, data))
    with pytest.raises(archive.Damaged):
        archive.unpack(bad, tmp_path / "out")
    assert not (tmp_path / "evil").exists()


def test_half_a_file_is_no_backup(saved: Path, tmp_path: Path) -> None:
    half = tmp_path / "half.tar"
    half.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    with pytest.raises(archive.Damaged):
        archive.unpack(half, tmp_path / "out")


def test_a_database_in_use_is_not_restored_into(saved: Path, empty_database: FreshDatabase, tmp_path: Path) -> None:
    open_log("H37")
    done = restore(saved, empty_database.url, tmp_path / "other")
    assert done.returncode == 2
    assert "không trống" in done.stderr
