"""A pile of scans goes to the papers, a second dossier of the same person is seen before it is received."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.dossiers.models import Dossier, Paper
from motcua.dossiers.tests.desk.conftest import Screen, text
from motcua.dossiers.tests.desk.test_intake_person import ENTRY, entered
from motcua.dossiers.tests.lodging import AN
from motcua.ledger.verify import verify
from tests.cast import Cast


def scan(n: int) -> SimpleUploadedFile:
    """Return a scanned page unlike the others."""
    drawn = BytesIO()
    Image.new("RGB", (80 + n, 60), (n * 17 % 255, 90, 120)).save(drawn, "JPEG")
    return SimpleUploadedFile(f"quet-{n:02}.jpg", drawn.getvalue(), "image/jpeg")


def an(**changes: Any) -> dict[str, Any]:
    """Return the entry page filled with An."""
    person = {"person_name": AN.name, "person_national_id": AN.national_id, "person_phone": AN.phone}
    return entered(**{**person, "originals.declaration": "1", **changes})


def test_files_kept_before_a_cut_are_there_and_go_to_their_papers(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    numbered = {"numbered": "declaration,birth_notice"}
    for n in range(3):
        part = binh.post(f"{ENTRY}scans/", {**numbered, "scans": scan(n)})
    assert "3 tệp, 3 trang" in text(part)
    assert 'data-number="2"' in text(part)
    again = text(binh.post(f"{ENTRY}scans/", {**numbered, "scans": scan(1)}))
    assert "đã có trong chồng" in again
    bad = text(binh.post(f"{ENTRY}scans/", {**numbered, "scans": SimpleUploadedFile("x.pdf", b"MZ1234")}))
    assert "3 tệp, 3 trang" in bad
    assert "quet-02.jpg" in text(binh.get(ENTRY))  # the page was closed and opened again
    kept = [one["sha256"] for one in binh.session["pile"]["files"]]
    given = {f"scan.{kept[0]}": "declaration", f"scan.{kept[1]}": "birth_notice", f"scan.{kept[2]}": "birth_notice"}
    short = binh.post(ENTRY, an(**{**given, f"scan.{kept[2]}": ""}))
    assert short.status_code == 400
    assert "Còn 1 tệp chưa xếp" in text(short)
    assert 'value="birth_notice" data-number="2" selected' in text(short)
    foreign = {f"scan.{'0' * 64}": "declaration"}  # a file that is not of this pile
    sent = an(**given, **foreign)
    first = binh.post(ENTRY, sent)
    assert first.status_code == 302
    assert binh.post(ENTRY, sent)["Location"] == first["Location"], (
        "a second click finds its pile and no second dossier"
    )
    papers = {paper.component: paper for paper in Paper.objects.all()}
    assert papers["declaration"].files == kept[:1]
    assert papers["birth_notice"].files == kept[1:]
    assert "pile" not in binh.session
    assert verify(print).damages == []


def test_without_scripts_the_pile_is_sent_with_the_page_and_thrown_away(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    page = text(binh.post(ENTRY, an(scans=[scan(1), scan(2)])))
    assert "2 tệp, 2 trang" in page
    assert Dossier.objects.count() == 0
    assert "quet-01" not in text(binh.post(ENTRY, an(drop_pile="yes")))
    assert screen(cast.giang).post(f"{ENTRY}scans/", {"scans": scan(1)}).status_code in (403, 404, 409)


def test_the_second_dossier_of_a_person_waits_for_a_look(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    assert binh.post(ENTRY, an()).status_code == 302
    first = Dossier.objects.get()
    warned = text(binh.post(ENTRY, an()))
    assert "Người này đã có hồ sơ cùng thủ tục" in warned
    assert first.code in warned
    assert Dossier.objects.count() == 1
    other = an(person_national_id="020185004321", person_phone="0900000777", idempotency_key=str(uuid4()))
    assert binh.post(ENTRY, other).status_code == 302
    assert binh.post(ENTRY, an(again="yes")).status_code == 302
    assert Dossier.objects.count() == 3
