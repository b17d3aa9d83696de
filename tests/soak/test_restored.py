"""A dump and restore in the middle of everything: the sequencer goes on, nothing is positioned twice, walks go on."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from motcua.dossiers.models import Dossier
from motcua.ledger import origin, read, sequencer
from motcua.project.commands import backup
from tests.databases import FreshDatabase
from tests.soak.sound import assert_facts_rebuild, assert_sound
from tests.soak.walking import Walk


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_a_restored_province_goes_on(
    lang_son: FreshDatabase,
    more_databases: Callable[[], FreshDatabase],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path / "files")
    walker = Walk(seed)
    ids = [walker.lodge() for _ in range(8)]
    for _ in range(100):
        walker.step(walker.random.choice(ids))
    sequencer.sequence()
    walker.lodge()  # this one waits for its positions over the restore
    positioned, waiting = read.last_position(), sequencer.waiting()
    assert waiting > 0
    saved = tmp_path / "saved.tar"
    assert backup.backup(saved) == 0

    other = more_databases()
    command = [sys.executable, "-m", "motcua.project", "restore", str(saved)]
    environment = {**os.environ, "DATABASE_URL": other.url, "MOTCUA_VAR": str(tmp_path / "other")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

    connections.close_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "NAME", other.name)
        origin.current(fresh=True)
        assert (read.last_position(), sequencer.waiting()) == (positioned, waiting)
        again = Walk(seed + 100)
        known = list(Dossier.objects.values_list("id", flat=True))
        for _ in range(60):
            again.step(again.random.choice(known))
        again.lodge()
        assert_sound()
        assert_facts_rebuild()
        connections.close_all()
