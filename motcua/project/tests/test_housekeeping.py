"""The jobs that keep house are on the timetable and do what the file of retention rules says."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import checks
from pytest_django import Settings

from motcua.dossiers import openings, tries
from motcua.dossiers.models import Opening, WrongTry
from motcua.dossiers.tries import Caller
from motcua.ledger import follow
from motcua.ledger.models import IdempotencyKey
from motcua.people.models import AccessRecord
from motcua.project import housekeeping
from tests.databases import FreshDatabase

NOW = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
JOBS = {"project.drafts", "project.looks", "project.requests", "project.wrong_tries"}


def test_the_jobs_run_each_night() -> None:
    jobs = {job.name: job for job in follow.jobs() if job.name in JOBS}
    assert set(jobs) == JOBS
    for job in jobs.values():
        assert job.when(None, NOW)
        assert not job.when(NOW, NOW + timedelta(hours=2))
        assert job.when(NOW, NOW + timedelta(days=1))


def rows() -> None:
    """Make a look, a key and a wrong try, each old and young."""
    for old, at in ((True, NOW - timedelta(days=800)), (False, NOW - timedelta(days=1))):
        AccessRecord.objects.create(actor="user:chi", subject="dossier:x", what="dossier", at=at)
        IdempotencyKey.objects.create(
            actor="user:chi", key=str(old), action="x", digest=b"", stream="x", version=1, result="{}", recorded_at=at
        )
        tries.take(uuid4(), Caller("x"), whole=False, at=at)
        openings.keep(str(old), uuid4(), at + timedelta(days=180))


def counts() -> list[int]:
    return [model.objects.count() for model in (AccessRecord, IdempotencyKey, WrongTry, Opening)]


def run() -> None:
    for job in follow.jobs():
        if job.name in JOBS:
            job.run(NOW)


def test_what_is_old_goes_and_what_is_young_stays(fresh_database: FreshDatabase) -> None:
    rows()
    run()
    assert counts() == [1, 1, 1, 1]


def test_where_nobody_decided_only_tries_that_no_limit_counts_go(
    fresh_database: FreshDatabase, settings: Settings, tmp_path: Path
) -> None:
    settings.DEFINITIONS = tmp_path
    rows()
    run()
    assert counts() == [2, 2, 1, 1]


def test_a_file_that_cannot_be_used_is_an_error_of_the_system(settings: Settings, tmp_path: Path) -> None:
    assert housekeeping.readable(None) == []
    settings.DEFINITIONS = tmp_path
    (tmp_path / "retention").mkdir()
    (tmp_path / "retention" / "rules.yaml").write_text("rules:\n  - valid_from: 2025\n", encoding="utf-8")
    (found,) = housekeeping.readable(None)
    assert isinstance(found, checks.Error)
    assert "“valid_from” phải là ngày" in found.msg
    with pytest.raises(ValueError, match="valid_from"):
        housekeeping.drafts(NOW)
