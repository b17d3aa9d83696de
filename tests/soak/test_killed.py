"""Processes killed -9 in the middle of actions: nothing half done, no number lost, and the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.ledger.models import Entry
from motcua.project.tests.test_run import wait
from scripts.system import ROOT
from tests.databases import FreshDatabase
from tests.soak.sound import assert_facts_rebuild, assert_sound


@contextmanager
def working(seed: int) -> Iterator[subprocess.Popen[str]]:
    """Let a worker process walk for the length of the block, which ends with its death."""
    command = [sys.executable, "-m", "tests.soak.worker", str(seed)]
    process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def wait_for(process: subprocess.Popen[str], actions: int) -> None:
    """Wait until a worker has done so many things; one that ends by itself fails the test."""
    assert process.stdout is not None
    for _ in range(actions):
        assert process.stdout.readline(), f"the worker ended with {process.wait()}"


def test_killed_once(lang_son: FreshDatabase) -> None:
    random = Random(1)
    with working(1) as one, working(2) as other:
        wait_for(one, 15)
        wait_for(other, 15)
        time.sleep(random.uniform(0, 0.05))
    connection.close()
    assert Dossier.objects.exists()
    assert_sound()
    assert_facts_rebuild()


@pytest.mark.soak
def test_killed_again_and_again(lang_son: FreshDatabase) -> None:
    random, entries = Random(766), 0
    for round_ in range(25):
        with working(10 * round_) as one, working(10 * round_ + 1) as two, working(10 * round_ + 2) as three:
            wait_for(random.choice((one, two, three)), random.randrange(1, 60))
            went_on = wait(lambda: Entry.objects.count() > entries, 60)  # noqa: B023 - what was tried may be refused
            time.sleep(random.uniform(0, 0.2))
        connection.close()
        assert_sound()
        assert went_on
        assert Entry.objects.count() > entries, "the killed one's successor went on"
        entries = Entry.objects.count()
    assert_facts_rebuild()
