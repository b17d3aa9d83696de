"""A draft that outlives its procedure version, and one whose procedure was repealed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from motcua.core.procedure.publication import Publication
from motcua.dossiers import drafting
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.tests.citizen.conftest import begin, fill, log_in, send
from motcua.people.actor import Duty, system
from motcua.procedures import queries as procedures
from motcua.procedures.actions.repeal import repeal
from tests.cast import Cast, on

KEY = "6f9619ff-8b86-4d01-b42d-00cf4fc964dd"
BUILDING = "1.013225"


@pytest.fixture
def old(an: Client, cast: Cast, clock: Any) -> Draft:
    """A building permit that An began on the last day of the old version; it is July now."""
    clock.move_to(on("2026-06-30", "20:00"))
    log_in(an, cast.user(cast.an))
    answers = {"works": "house", "owner": "person", "adjoining": "no", "idempotency_key": KEY}
    an.post(f"/dossiers/new/{BUILDING}/", answers)
    an.post(f"/dossiers/drafts/{KEY}/place/", {"place": "06187"})
    clock.move_to(on("2026-07-01", "08:00"))
    log_in(an, cast.user(cast.an))
    return Draft.objects.get(pk=KEY)


def test_an_old_draft_is_told_what_changed(an: Client, old: Draft) -> None:
    for page in ("", "place/", "papers/", "answers/", "site/"):
        assert an.get(f"/dossiers/drafts/{old.pk}/{page}")["Location"] == f"/dossiers/drafts/{old.pk}/changes/"
    page = an.get(f"/dossiers/drafts/{old.pk}/changes/").content.decode()
    assert "15 ngày thành 7 ngày làm việc" in page
    assert "áp dụng từ 01/07/2026" in page


def test_answers_are_carried_over_and_looked_through_again(an: Client, old: Draft) -> None:
    before = old.procedure_version
    an.post(f"/dossiers/drafts/{old.pk}/changes/")
    old.refresh_from_db()
    assert old.procedure_version != before
    assert (old.answers["works"], old.place, old.seen) == ("house", "06187", [])
    assert an.get(f"/dossiers/drafts/{old.pk}/")["Location"] == f"/dossiers/drafts/{old.pk}/questions/"
    page = an.get(f"/dossiers/drafts/{old.pk}/answers/").content.decode()
    assert "Hãy xem lại trang này." in page


def test_an_old_draft_is_not_sent(an: Client, old: Draft) -> None:
    assert send(an, old)["Location"] == f"/dossiers/drafts/{old.pk}/changes/"
    assert not Dossier.objects.exists()


def test_answers_that_no_longer_exist_are_left_behind(an: Client, old: Draft) -> None:
    Draft.objects.filter(pk=old.pk).update(
        answers={**old.answers, "gone.field": "x"}, papers={"gone": {"files": [], "names": {}}}
    )
    old.refresh_from_db()
    newer = procedures.published(BUILDING, date(2026, 7, 1))
    assert newer is not None
    drafting.carry_over(old, newer, at=on("2026-07-01", "08:05"))
    assert "gone.field" not in old.answers
    assert old.papers == {}


def test_a_repealed_procedure_says_by_what_and_keeps_the_draft(an: Client, clock: Any) -> None:
    draft = begin(an)
    fill(an, draft)
    day = date(2026, 4, 18)
    control = system("control", {Duty("H37.VP", "registrar")})
    repeal("1.001193", Publication("QĐ 99/QĐ-UBND", day, day, day), actor=control, at=on("2026-04-18", "21:30"))
    for answer in (send(an, draft), an.get("/dossiers/new/1.001193/")):
        assert answer.status_code == 409
        assert "đã bị bãi bỏ từ 18/04/2026 theo QĐ 99/QĐ-UBND" in answer.content.decode()
    assert "Đăng ký khai sinh" in an.get("/dossiers/").content.decode()
    assert Draft.objects.filter(pk=draft.pk).exists()
