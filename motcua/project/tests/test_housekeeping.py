"""The nightly jobs do what the file of rules says, and nothing where nobody has decided."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from motcua.dossiers.models import Draft
from motcua.dossiers.tests.citizen.conftest import SATURDAY, an, begin, clock, phone_of
from motcua.dossiers.tests.citizen.test_old_drafts import letters
from motcua.project import housekeeping

__all__ = ["an", "clock", "phone_of"]  # what the citizen's stories set up, here too


def test_the_nightly_job_goes_by_the_file_of_rules(an: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begin(an)
    monkeypatch.setattr("motcua.people.retention.on", lambda at: None)
    housekeeping.drafts(SATURDAY + timedelta(days=400))
    assert not letters(), "nobody has decided how long: nothing is deleted and nobody is told"
    monkeypatch.undo()
    housekeeping.drafts(SATURDAY + timedelta(days=84))
    housekeeping.drafts(SATURDAY + timedelta(days=92))
    assert not Draft.objects.filter(pk=UUID(str(draft.pk))).exists()
