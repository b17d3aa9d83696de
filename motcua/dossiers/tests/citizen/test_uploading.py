"""Photos and files of a paper: several, in order, seen, removed; a bad one loses no good one."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.documents import files
from motcua.dossiers import uploads
from motcua.dossiers.models import Draft
from motcua.dossiers.tests.citizen.conftest import begin, fill, photo


def papers(draft: Draft) -> str:
    return f"/dossiers/drafts/{draft.pk}/papers/"


def given(draft: Draft) -> list[str]:
    draft.refresh_from_db()
    return list(draft.papers.get("birth_notice", {}).get("files", []))


def test_pages_keep_their_order_and_can_be_moved_and_removed(an: Client) -> None:
    draft = begin(an)
    an.post(papers(draft), {"files.birth_notice": [photo("white"), photo("grey"), photo("blue")]})
    first, second, third = given(draft)
    an.post(papers(draft), {"forward": f"birth_notice:{third}"})
    assert given(draft) == [first, third, second]
    an.post(papers(draft), {"remove": f"birth_notice:{first}"})
    assert given(draft) == [third, second]
    an.post(papers(draft), {"remove": f"birth_notice:{first}", "forward": "birth_notice:nothing"})
    assert given(draft) == [third, second]


def test_a_program_called_jpg_is_refused_and_the_photo_beside_it_kept(an: Client) -> None:
    draft = begin(an)
    lie = SimpleUploadedFile("giay-chung-sinh.jpg", b"MZ\x90\x00" * 100, "image/jpeg")
    page = an.post(papers(draft), {"files.birth_notice": [lie, photo()], "continue": "yes"}).content.decode()
    assert "thực ra là một chương trình chạy được" in page
    assert len(given(draft)) == 1
    assert "Trang 1: Giấy chứng sinh" in page


def test_a_word_file_is_explained(an: Client) -> None:
    draft = begin(an)
    word = SimpleUploadedFile("don.docx", b"PK\x03\x04" + b"0" * 200)
    page = an.post(papers(draft), {"files.birth_notice": [word]}).content.decode()
    assert "Lưu thành PDF" in page
    assert given(draft) == []


def test_51_megabytes_are_refused(an: Client, monkeypatch: Any) -> None:
    draft = begin(an)
    monkeypatch.setattr(files, "keep", lambda upload, at, limit: real(upload, at=at, limit=1000))
    page = an.post(papers(draft), {"files.birth_notice": [photo(side=1600)]}).content.decode()
    assert "vượt quá mức" in page


real = files.keep


def test_going_on_without_the_mandatory_paper_says_which(an: Client) -> None:
    draft = begin(an)
    page = an.post(papers(draft), {"continue": "yes"}).content.decode()
    assert "Chưa có: Giấy chứng sinh." in page


def test_the_same_photo_twice_is_told(an: Client) -> None:
    draft = begin(an)
    page = an.post(papers(draft), {"files.birth_notice": [photo(), photo()]}).content.decode()
    assert "đã có trong giấy tờ này" in page
    assert len(given(draft)) == 1


def test_too_many_files_are_told(an: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    draft = begin(an)
    page = an.post(papers(draft), {"files.birth_notice": [photo("white"), photo("grey"), photo("blue")]}).content
    assert "nhiều nhất 2 tệp" in page.decode()
    assert len(given(draft)) == 2


def test_files_of_a_paper_that_is_not_asked_for_are_ignored(an: Client) -> None:
    draft = begin(an)
    an.post(papers(draft), {"files.abandonment_record": [photo()], "files.../../x": [photo("grey")]})
    draft.refresh_from_db()
    assert draft.papers == {}


def test_a_draft_names_its_files_for_the_sweeper(an: Client) -> None:
    draft = begin(an)
    fill(an, draft)
    from motcua.dossiers.filing import named

    hashes = given(draft)
    assert set(named([*hashes, "0" * 64])) == set(hashes)
