"""A draft that nobody touches: An is told a week before it goes, and what she touches stays."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from motcua.documents import files
from motcua.documents.models import StoredFile
from motcua.dossiers import old_drafts
from motcua.dossiers.models import Draft
from motcua.dossiers.tests.citizen.conftest import SATURDAY, begin, fill, log_in
from motcua.notices.models import Message
from tests.cast import Cast

KEPT, WARNING = timedelta(days=90), timedelta(days=7)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> None:
    """Keep files in a folder of this test's own."""
    settings.FILES_ROOT = tmp_path / "files"


def after(**length: float) -> int:
    """Let the nightly job run some time after An's last touch; return how many drafts it deleted."""
    return old_drafts.tidy(SATURDAY + timedelta(**length), kept=KEPT, warning=WARNING)


def letters() -> list[Message]:
    return list(Message.objects.filter(letter="draft_expiring", channel="page").order_by("created_at"))


def test_an_is_told_once_and_a_week_later_the_draft_and_its_photos_go(an: Client, cast: Cast) -> None:
    draft = begin(an)
    fill(an, draft)
    assert StoredFile.objects.count() == 2
    assert after(days=82) == 0
    assert not letters()
    for hours in (0, 1, 48):
        assert after(days=83, hours=hours) == 0
    (letter,) = letters()
    assert letter.recipient == cast.an.id
    assert "Đăng ký khai sinh" in letter.title
    assert "21:10 Thứ Sáu 17/07/2026" in letter.body
    assert str(draft.pk) in letter.link
    assert after(days=89, hours=23) == 0
    assert after(days=90) == 1
    assert not Draft.objects.exists()
    files.sweep(SATURDAY + timedelta(days=92))
    assert not StoredFile.objects.exists()


def test_what_is_touched_stays_and_is_told_of_again(an: Client, cast: Cast, clock: Any) -> None:
    draft = begin(an)
    after(days=84)
    clock.move_to(SATURDAY + timedelta(days=85))
    phone = Client()
    log_in(phone, cast.user(cast.an))
    assert phone.post(f"/dossiers/drafts/{draft.pk}/place/", {"place": "06187"}).status_code == 302
    assert after(days=91) == 0
    assert after(days=85 + 82) == 0
    assert len(letters()) == 1
    assert after(days=85 + 83) == 0
    assert len(letters()) == 2
    assert after(days=85 + 90) == 1


def test_a_job_that_slept_tells_first(an: Client) -> None:
    begin(an)
    assert after(days=200) == 0
    assert "21:10 Thứ Tư 11/11/2026" in letters()[0].body
    assert after(days=206, hours=23) == 0
    assert after(days=207) == 1


def test_the_page_says_how_long_a_draft_is_kept(an: Client) -> None:
    begin(an)
    page = an.get("/dossiers/").content.decode()
    assert "Bản khai không ai sửa trong 90 ngày sẽ bị xóa cùng các tệp; bạn được báo trước 7 ngày." in page
