"""Page server and worker killed -9 amid writes: what was answered stands, what was not is done once by trying again.

Four people at the counter send forms to the real granian over HTTP, `motcua work` follows the ledger beside it, and
all of them die at a random moment. After each death the ledger verifies, rows equal their entries, numbers have no gap.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from queue import Empty, SimpleQueue
from random import Random
from threading import Thread
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import lodged
from motcua.ledger import clock
from motcua.ledger.models import Entry
from motcua.project.tests.test_run import answers, free_port, wait
from scripts.system import ROOT
from tests.cast import Cast
from tests.soak.sound import assert_facts_rebuild, assert_sound

TOKEN = "b2" * 16
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ACTS = {
    "reception": ({}, "received"),
    "supplement-request": ({"birth_notice": "Ảnh mờ, không đọc được"}, "with_applicant"),
    "refusal": ({"ground": "not_competent", "reason": "Nộp ở nơi cư trú."}, "refused"),
}
SLIPS = {"reception": "receipt", "supplement-request": "supplement-request", "refusal": "refusal"}
FORM = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "soak"}


@dataclass(frozen=True)
class Deed:
    """One form of one dossier, with the key that it carries however often it is sent."""

    id: UUID
    noun: str
    key: str


@dataclass
class Counter:
    """What is to be done at the counter, what was answered, and what nobody knows of."""

    session: str
    waiting: SimpleQueue[Deed] = field(default_factory=SimpleQueue)
    answered: list[Deed] = field(default_factory=list)
    unknown: list[Deed] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def fill(self, cast: Cast, random: Random, number: int) -> None:
        """Let An lodge some more; what was not answered the last time is tried first, with the same key."""
        again, self.unknown = self.unknown, []
        for deed in again:
            self.waiting.put(deed)
        for _ in range(number):
            id_ = lodged(cast, birth(), at=clock.now() - timedelta(seconds=1))
            self.waiting.put(Deed(id_, random.choice(sorted(ACTS)), str(uuid4())))

    def work(self, port: int) -> None:
        """Send form after form until the server is gone or nothing waits."""
        line = HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {**FORM, "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"}
        while True:
            try:
                deed = self.waiting.get_nowait()
            except Empty:
                return
            fields = {**ACTS[deed.noun][0], "idempotency_key": deed.key, "csrfmiddlewaretoken": TOKEN}
            try:
                line.request("POST", f"/desk/dossiers/{deed.id}/{deed.noun}/", urlencode(fields), headers)
                answer = line.getresponse()
                page = answer.read()
            except (OSError, HTTPException):
                self.unknown.append(deed)
                return
            if answer.status == 302:
                self.answered.append(deed)
            else:
                self.wrong.append(f"{deed} {answer.status} {page.decode()[:3000]}")


@contextmanager
def house(port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Serve the pages and work beside them; whoever still lives at the end is killed."""
    environment = dict(os.environ, DJANGO_SETTINGS_MODULE="motcua.project.settings.test")
    lines = (["serve", "--port", str(port), "--workers", "2", "--threads", "2"], ["work"])
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "motcua.project", *line],
            cwd=ROOT, env=environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for line in lines
    ]  # fmt: skip
    try:
        assert wait(lambda: answers(port), 60), "the pages do not come"
        yield started
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def busy(counter: Counter, port: int) -> list[Thread]:
    """Let four people begin."""
    people = [Thread(target=counter.work, args=[port]) for _ in range(4)]
    for person in people:
        person.start()
    return people


def live_and_die(counter: Counter, cast: Cast, random: Random) -> None:
    """Open the house, work, and kill everything at a random moment in the middle of it."""
    counter.fill(cast, random, 24)
    connection.close()
    before, wanted, port = len(counter.answered), random.randrange(1, 16), free_port()
    with house(port):
        people = busy(counter, port)
        assert wait(lambda: len(counter.answered) - before >= wanted, 60), counter.wrong
        time.sleep(random.uniform(0, 0.1))
    for person in people:
        person.join(40)
        assert not person.is_alive()
    assert counter.wrong == []


def assert_what_was_answered_stands(counter: Counter) -> None:
    """Each answered form has moved its dossier and left its slip, once."""
    state = dict(Dossier.objects.values_list("id", "state"))
    slips: dict[tuple[UUID, str], int] = {}
    for id_, kind in Slip.objects.values_list("dossier_id", "kind"):
        slips[id_, kind] = slips.get((id_, kind), 0) + 1
    for deed in counter.answered:
        assert state[deed.id] == ACTS[deed.noun][1] or (deed.noun, state[deed.id]) == ("reception", "in_progress")
        assert slips.get((deed.id, SLIPS[deed.noun]), 0) == 1, deed
    assert max(slips.values(), default=1) == 1, "something was done twice"


def rounds(number: int, cast: Cast, random: Random) -> Counter:
    """Die so many times, then let everybody finish; return what was done at the counter."""
    client = Client()
    client.force_login(cast.user(cast.binh), backend=BACKEND)
    counter, cut, entries = Counter(client.cookies["sessionid"].value), 0, 0
    for _ in range(number):
        live_and_die(counter, cast, random)
        cut += len(counter.unknown)
        connection.close()
        assert_sound()
        assert_what_was_answered_stands(counter)
        assert Entry.objects.count() > entries, "whoever came after the dead went on"
        entries = Entry.objects.count()
    counter.fill(cast, random, 0)
    connection.close()
    port = free_port()
    with house(port):
        for person in busy(counter, port):
            person.join(60)
    assert_sound()
    assert_what_was_answered_stands(counter)
    assert_facts_rebuild()
    told = f"{number} deaths, {Dossier.objects.count()} dossiers, {cut} forms cut off and sent again, {entries} entries"
    sys.stdout.write(told + "\n")
    return counter


def test_the_house_dies_once(cast: Cast) -> None:
    counter = rounds(1, cast, Random(2))
    assert (counter.wrong, counter.unknown, counter.waiting.qsize()) == ([], [], 0)
    assert len({deed.key for deed in counter.answered}) == len(counter.answered) == Dossier.objects.count() == 24


@pytest.mark.soak
def test_the_house_dies_again_and_again(cast: Cast) -> None:
    counter = rounds(25, cast, Random(766))
    assert (counter.wrong, counter.unknown, counter.waiting.qsize()) == ([], [], 0)
    assert len({deed.key for deed in counter.answered}) == len(counter.answered) == Dossier.objects.count() == 25 * 24
