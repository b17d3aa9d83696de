"""The file store: what is kept, what is refused and why, what is swept."""

import hashlib
import os
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from motcua.core.refusal import Refused
from motcua.documents import files
from motcua.documents.models import StoredFile
from motcua.documents.tests import makers

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep files in a folder of this test's own, named by nobody yet."""
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(files, "_namers", [])
    return tmp_path / "files"


def kept_image(kept: files.Kept) -> Image.Image:
    """Open what was kept."""
    with files.open_stored(kept.sha256) as file:
        return Image.open(BytesIO(file.read()))


def test_a_pdf_is_kept_under_its_hash_as_it_came(store: Path) -> None:
    data = makers.pdf(3)
    kept = files.keep(makers.upload(data, "Giấy chứng sinh.pdf"), at=AT)
    digest = hashlib.sha256(data).hexdigest()
    assert (kept.sha256, kept.size, kept.content_type, kept.pages) == (digest, len(data), "application/pdf", 3)
    assert kept.name == "Giấy chứng sinh.pdf"
    assert (store / digest[:2] / digest[2:4] / digest).read_bytes() == data
    assert files.intact(digest)
    assert StoredFile.objects.get(pk=digest).pages == 3
    assert not list((store / "tmp").iterdir())


def test_the_same_content_is_kept_once(store: Path) -> None:
    first = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    second = files.keep(makers.upload(makers.pdf(), "b.pdf"), at=AT + DAY)
    assert first.sha256 == second.sha256
    assert second.name == "b.pdf"
    assert StoredFile.objects.get().kept_at == AT + DAY
    assert len([p for p in store.rglob("*") if p.is_file()]) == 1


def test_a_content_that_vanished_is_written_again() -> None:
    kept = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    files.path_of(kept.sha256).unlink()
    assert not files.intact(kept.sha256)
    files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    assert files.intact(kept.sha256)


def test_damage_on_disk_is_seen() -> None:
    kept = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    path = files.path_of(kept.sha256)
    path.write_bytes(path.read_bytes().replace(b"/Page ", b"/Pagf "))
    assert not files.intact(kept.sha256)


def test_a_phone_photo_loses_its_place_and_stands_upright() -> None:
    photo = makers.jpeg(makers.picture(400, 300), orientation=6)
    assert Image.open(BytesIO(photo)).getexif().get_ifd(makers.GPS)
    kept = files.keep(makers.upload(photo, "IMG_0001.JPG"), at=AT)
    image = kept_image(kept)
    assert image.size == (300, 400)
    red = image.convert("RGB").getpixel((290, 10))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert red[1] < 60
    assert not dict(image.getexif())
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)
    assert (kept.content_type, kept.pages, kept.name) == ("image/jpeg", 1, "IMG_0001.jpg")


def test_a_heavy_photo_becomes_at_most_500_kb() -> None:
    heavy = makers.jpeg(makers.noise(3200, 2400), quality=98)
    assert len(heavy) > 5_000_000
    kept = files.keep(makers.upload(heavy, "anh.jpg"), at=AT)
    assert kept.size <= 500_000
    assert max(kept_image(kept).size) >= 900


def test_png_with_transparency_and_heic_become_jpeg() -> None:
    clear = Image.new("RGBA", (50, 40), (255, 0, 0, 0))
    white = files.keep(makers.upload(makers.png(clear), "chữ ký.png"), at=AT)
    assert kept_image(white).convert("RGB").getpixel((10, 10)) == (255, 255, 255)
    assert white.name == "chữ ký.jpg"
    assert files.keep(makers.upload(makers.heic(), "IMG_2.HEIC"), at=AT).content_type == "image/jpeg"


@pytest.mark.parametrize("name", ["IMG_3.jpg", "anh.png", "khong-duoi"])
def test_a_photo_under_another_photos_ending_is_welcome(name: str) -> None:
    assert files.keep(makers.upload(makers.heic(), name), at=AT).content_type == "image/jpeg"


def zipped() -> bytes:
    """Return a Word file's outside: a ZIP."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"MZ" + b"\x00" * 200, "giay-chung-sinh.jpg", "file_kind"),
        (b"\x7fELF" + b"\x00" * 200, "don.pdf", "file_kind"),
        (zipped(), "don.docx", "file_kind"),
        (zipped(), "anh.jpg", "file_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "anh.png", "file_kind"),
        (b"<!doctype html><script>alert(1)</script>", "don.pdf", "file_kind"),
        (b"GIF89a" + b"\x00" * 50, "anh.gif", "file_kind"),
        ("chỉ là chữ".encode(), "don.txt", "file_kind"),
        (makers.pdf(), "anh.jpg", "file_lies"),
        (makers.jpeg(), "don.pdf", "file_lies"),
        (makers.pdf(), "cai-dat.exe", "file_lies"),
        (makers.pdf()[:-40], "don.pdf", "pdf_broken"),
        (b"%PDF-1.7\n" + b"x" * 500, "don.pdf", "pdf_broken"),
        (makers.jpeg()[:300], "anh.jpg", "photo_broken"),
        (makers.png()[:60], "anh.png", "photo_broken"),
        (makers.heic()[:200], "anh.heic", "photo_broken"),
        (b"\xff\xd8\xff" + b"\x00" * 100, "anh.jpg", "photo_broken"),
        (b"", "rong.pdf", "file_empty"),
    ],
)
def test_what_is_no_paper_is_refused_and_told_what_to_do(data: bytes, name: str, code: str, store: Path) -> None:
    with pytest.raises(Refused) as refused:
        files.keep(makers.upload(data, name, "image/jpeg"), at=AT)
    assert refused.value.code == code
    assert name in refused.value.message
    assert refused.value.hint
    if code in {"file_kind", "file_lies"}:
        assert "PDF hoặc ảnh JPG, PNG, HEIC" in refused.value.message
    assert not StoredFile.objects.exists()
    assert not [p for p in store.rglob("*") if p.is_file()]


def test_51_mb_is_too_much_and_the_size_is_said() -> None:
    with pytest.raises(Refused) as refused:
        files.keep(makers.upload(b"%PDF-" + b"\x00" * (51 * 1024 * 1024 - 5), "ban-ve.pdf"), at=AT)
    assert refused.value.code == "file_too_large"
    assert "51 MB" in refused.value.message
    assert "50 MB" in refused.value.message


def test_a_picture_bomb_is_refused_before_it_unfolds() -> None:
    bomb = BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 1_000_000
    with pytest.raises(Refused) as refused:
        files.keep(makers.upload(bomb.getvalue(), "bom.png"), at=AT)
    assert refused.value.code == "photo_too_large"


def test_photos_of_one_paper_stay_in_order_and_a_bad_one_loses_no_other() -> None:
    pages = [makers.jpeg(makers.picture(100 + n, 80)) for n in range(3)]
    uploads = [makers.upload(data, f"trang {n}.jpg") for n, data in enumerate(pages)]
    batch = files.keep_all([uploads[2], makers.upload(b"MZ", "x.jpg"), uploads[0], uploads[1]], at=AT)
    assert [kept.name for kept in batch.kept] == ["trang 2.jpg", "trang 0.jpg", "trang 1.jpg"]
    assert [kept_image(kept).width for kept in batch.kept] == [102, 100, 101]
    assert [refused.code for refused in batch.refused] == ["file_kind"]


def test_only_a_hash_leads_to_a_path() -> None:
    for bad in ("../../etc/passwd", "", "a" * 63, "A" * 64, "a" * 60 + "/../"):
        with pytest.raises(ValueError, match="SHA-256"):
            files.path_of(bad)


def test_sweeping_removes_what_nobody_names(store: Path) -> None:
    named = files.keep(makers.upload(makers.pdf(1), "a.pdf"), at=AT)
    orphan = files.keep(makers.upload(makers.pdf(2), "b.pdf"), at=AT)
    fresh = files.keep(makers.upload(makers.pdf(3), "c.pdf"), at=AT + 2 * DAY)
    left = store / "tmp" / "cut"
    left.write_bytes(b"half")
    os.utime(left, (AT.timestamp(), AT.timestamp()))
    files.names(lambda hashes: [named.sha256] if named.sha256 in hashes else [])
    assert files.sweep(AT + DAY) == 2
    assert files.intact(named.sha256)
    assert files.intact(fresh.sha256)
    assert not files.path_of(orphan.sha256).exists()
    assert not left.exists()
    assert files.sweep(AT + DAY) == 0


def test_a_file_kept_again_before_the_sweeper_comes_stays() -> None:
    kept = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)

    def named_late(hashes: object) -> list[str]:
        files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT + 2 * DAY)
        return []

    files.names(named_late)
    assert files.sweep(AT + DAY) == 0
    assert files.intact(kept.sha256)


def test_a_sweep_without_anybody_who_names_files_is_refused() -> None:
    kept = files.keep(makers.upload(makers.pdf(), "a.pdf"), at=AT)
    with pytest.raises(files.NobodyNames):
        files.sweep(AT + DAY)
    assert files.intact(kept.sha256)
