"""Files handed to browsers: nothing in them may run."""

from pathlib import Path

import pytest
from django.http import FileResponse
from pytest_django import Settings

from motcua.documents import files, serving
from motcua.documents.tests import makers
from motcua.documents.tests.test_files import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> None:
    """Keep files in a folder of this test's own."""
    settings.FILES_ROOT = tmp_path / "files"


def body(response: FileResponse) -> bytes:
    """Read the whole answer."""
    return b"".join(response.streaming_content)  # type: ignore[arg-type]


def test_a_download_is_inert() -> None:
    data = makers.pdf()
    kept = files.keep(makers.upload(data, "Giấy chứng sinh.pdf"), at=AT)
    answer = serving.response(kept, name=kept.name)
    assert body(answer) == data
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Gi%E1%BA%A5y")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Length"] == str(len(data))


def test_a_photo_and_a_clean_pdf_may_be_shown() -> None:
    photo = files.keep(makers.upload(makers.jpeg(), "anh.jpg"), at=AT)
    shown = serving.response(photo, name=photo.name, inline=True)
    assert shown.headers["Content-Disposition"] == 'inline; filename="anh.jpg"'
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    paper = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    viewer = serving.response(paper, name="a.pdf", inline=True)
    assert viewer.headers["Content-Type"] == "application/pdf"
    assert viewer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_pdf_with_a_program_is_only_a_download() -> None:
    data = makers.pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    kept = files.keep(makers.upload(data, "a.pdf"), at=AT)
    assert kept.active
    assert serving.response(kept, name="a.pdf", inline=True).headers["Content-Disposition"].startswith("attachment")


def test_a_name_cannot_break_the_header() -> None:
    kept = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    answer = serving.response(kept, name='x"\r\nSet-Cookie: a=b; .html')
    assert "\n" not in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].endswith('.pdf"')
