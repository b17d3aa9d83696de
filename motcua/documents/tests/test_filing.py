"""Names of files and the inside of PDFs."""

import pytest

from motcua.documents.filing import kinds, papers
from motcua.documents.tests import makers


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Giấy khai sinh.pdf", "Giấy khai sinh.pdf"),
        ("Giấy.pdf", "Giấy.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\An\\ảnh.jpg", "ảnh.jpg"),
        ("don\x00.pdf", "don.pdf"),
        ("a\u202egpj.exe", "a gpj.exe"),
        ('x"; filename="y.html', "x_ filename_y.html"),
        ("don\r\nSet-Cookie: a=b.pdf", "don Set-Cookie_ a_b.pdf"),
        ("...", "tep"),
        ("", "tep"),
        (".htaccess", "htaccess"),
        ("<img src=x onerror=alert(1)>.png", "_img src_x onerror_alert(1)_.png"),
    ],
)
def test_names_are_made_safe(name: str, clean: str) -> None:
    assert kinds.clean_name(name) == clean


def test_long_names_keep_their_ending() -> None:
    name = kinds.clean_name("d" * 500 + ".pdf")
    assert len(name) <= kinds.NAME_LIMIT
    assert name.endswith(".pdf")


def test_the_ending_follows_what_is_stored() -> None:
    assert kinds.stored_name("IMG.HEIC", kinds.JPEG) == "IMG.jpg"
    assert kinds.stored_name("quyết định số 12.2026", kinds.PDF) == "quyết định số 12.2026.pdf"
    assert kinds.stored_name("scan", kinds.PDF) == "scan.pdf"


def test_pages_are_counted_in_plain_and_packed_pdfs() -> None:
    assert papers.inspect(makers.pdf(4), "a.pdf").pages == 4
    packed = makers.object_stream(b"5 0 << /Type /Page /Parent 2 0 R >>")
    assert papers.inspect(makers.pdf(1, extra=packed), "a.pdf").pages == 2


def test_a_plain_pdf_is_neither_locked_nor_active() -> None:
    seen = papers.inspect(makers.pdf(), "a.pdf")
    assert not seen.encrypted
    assert not seen.active


def test_a_locked_pdf_is_flagged() -> None:
    assert papers.inspect(makers.pdf(trailer=b"/Encrypt 9 0 R"), "a.pdf").encrypted


@pytest.mark.parametrize(
    "catalog",
    [
        b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
        b"/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>",
        b"/OpenAction << /S /Launch /F (calc.exe) >>",
        b"/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 9 0 R >> /Type /EmbeddedFile >>] >> >>",
    ],
)
def test_a_pdf_with_a_program_is_flagged(catalog: bytes) -> None:
    assert papers.inspect(makers.pdf(catalog=catalog), "a.pdf").active


def test_a_program_in_a_packed_object_is_flagged() -> None:
    hidden = makers.object_stream(b"5 0 << /S /JavaScript /JS (app.alert(1)) >>")
    assert papers.inspect(makers.pdf(extra=hidden), "a.pdf").active


def test_a_packed_bomb_is_not_unpacked_whole() -> None:
    bomb = makers.object_stream(b"\x00" * 100_000_000)
    assert papers.inspect(makers.pdf(extra=bomb), "a.pdf").pages == 2
