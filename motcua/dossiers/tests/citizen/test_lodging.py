"""An registers a birth from her phone: page by page, kept on the way, sent once."""

from typing import Any

from django.test import Client

from motcua.dossiers.models import Applicant, Dossier, Draft, Paper
from motcua.dossiers.tests.citizen.conftest import APPLICANT, BIRTH, CHILD, QUESTIONS, begin, fill, photo, send
from tests.cast import Cast


def test_a_visitor_logs_in_and_comes_back(lang_son: Any) -> None:
    answer = Client().get(f"/dossiers/new/{BIRTH}/")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next=/dossiers/new/{BIRTH}/")


def test_birth_is_lodged_in_at_most_nine_pages(an: Client) -> None:
    first = an.get(f"/dossiers/new/{BIRTH}/").content.decode()
    assert "Bước 1/8" in first
    draft = begin(an)
    fill(an, draft)
    check = an.get(f"/dossiers/drafts/{draft.pk}/answers/").content.decode()
    assert "Bước 8/8" in check
    assert "Hoàng Minh Đức" in check
    assert "16.000 đ" in check
    assert "2 tệp" in check


def test_sending_gives_a_number_and_the_time_of_the_check(an: Client, cast: Cast) -> None:
    draft = begin(an)
    fill(an, draft)
    answer = send(an, draft)
    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/dossiers/{dossier.pk}/confirmation/"
    page = an.get(answer["Location"]).content.decode()
    assert dossier.code in page
    assert "Cán bộ kiểm tra chậm nhất 17:00 Thứ Hai 20/04/2026 (8 giờ làm việc)." in page
    assert "Nếu được tiếp nhận trước 15:00, có kết quả trước 17:00 cùng ngày." in page
    assert not Draft.objects.exists()
    assert (dossier.created_by, dossier.channel, dossier.case) == (cast.an.id, 2, "on_time")
    assert (dossier.reception_unit, dossier.competent_unit, dossier.fee_due) == ("06187.TTPVHCC", "06187", 16_000)
    assert len(Paper.objects.get(component="birth_notice").files) == 2
    applicant = Applicant.objects.get()
    assert (applicant.name, applicant.phone) == ("Hoàng Thị An", "0900000101")
    assert applicant.answers["child.born_on"] == "2026-04-10"


def test_a_second_click_gives_the_same_dossier(an: Client) -> None:
    draft = begin(an)
    fill(an, draft)
    first, second = send(an, draft), send(an, draft)
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1
    assert an.get(f"/dossiers/drafts/{draft.pk}/answers/")["Location"] == first["Location"]


def test_the_declaration_of_truth_is_needed(an: Client) -> None:
    draft = begin(an)
    fill(an, draft)
    answer = an.post(f"/dossiers/drafts/{draft.pk}/answers/", {})
    assert "Hãy đánh dấu vào ô cam đoan" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_an_incomplete_draft_says_what_is_missing_and_where(an: Client) -> None:
    draft = begin(an)
    page = an.get(f"/dossiers/drafts/{draft.pk}/answers/").content.decode()
    assert "Chưa gửi được" in page
    assert "Hãy nhập: Họ, chữ đệm, tên của trẻ." in page
    assert "Chưa có: Giấy chứng sinh." in page
    send(an, draft)
    assert not Dossier.objects.exists()


def test_what_is_right_on_a_page_is_kept_though_something_is_wrong(an: Client) -> None:
    draft = begin(an)
    root = f"/dossiers/drafts/{draft.pk}/"
    answer = an.post(f"{root}child/", {**CHILD, "child.born_on": "31/02/2026"})
    assert "Ngày chưa đúng" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.answers["child.name"] == "Hoàng Minh Đức"
    assert "child" not in draft.seen


def test_a_birth_in_the_future_is_refused(an: Client) -> None:
    draft = begin(an)
    page = an.post(f"/dossiers/drafts/{draft.pk}/child/", {**CHILD, "child.born_on": "19/04/2026"}).content.decode()
    assert "không thể ở tương lai" in page


def test_the_account_fills_in_the_applicant(an: Client) -> None:
    draft = begin(an)
    page = an.get(f"/dossiers/drafts/{draft.pk}/applicant/").content.decode()
    assert 'value="020190999901"' in page
    assert 'value="0900000101"' in page


def test_answers_choose_pages_and_papers(an: Client) -> None:
    draft = begin(an)
    an.post(f"/dossiers/drafts/{draft.pk}/questions/", {**QUESTIONS, "child": "father_unknown", "proof": "witness"})
    assert an.get(f"/dossiers/drafts/{draft.pk}/father/").status_code == 302
    page = an.get(f"/dossiers/drafts/{draft.pk}/papers/").content.decode()
    assert "Bước 6/7" in page
    assert "Văn bản của người làm chứng" in page
    assert "Giấy chứng sinh</h2>" not in page
    assert "Cơ quan tự tra cứu" in page


def test_a_question_that_does_not_apply_is_dropped(an: Client) -> None:
    key = "6f9619ff-8b86-4d01-b42d-00cf4fc964aa"
    an.post(f"/dossiers/new/{BIRTH}/", {**QUESTIONS, "child": "abandoned", "idempotency_key": key})
    draft = Draft.objects.get(pk=key)
    assert "proof" not in draft.answers
    assert draft.case == "abandoned"


def test_saving_for_later_and_resuming(an: Client) -> None:
    draft = begin(an)
    root = f"/dossiers/drafts/{draft.pk}/"
    an.post(f"{root}place/", {"place": "06187"})
    answer = an.post(f"{root}child/", {"child.name": "Hoàng Minh Đức", "later": "yes"})
    assert answer["Location"] == "/dossiers/"
    listed = an.get("/dossiers/").content.decode()
    assert root in listed
    assert an.get(root)["Location"] == f"{root}child/"
    assert 'value="Hoàng Minh Đức"' in an.get(f"{root}child/").content.decode()


def test_nothing_stays_in_the_browser(an: Client) -> None:
    draft = begin(an)
    for page in ("", "child/", "place/", "papers/", "answers/"):
        assert "no-store" in an.get(f"/dossiers/drafts/{draft.pk}/{page}")["Cache-Control"]


def test_two_clicks_begin_one_draft(an: Client) -> None:
    begin(an)
    begin(an)
    assert Draft.objects.count() == 1


def test_an_old_name_leads_to_todays_commune(an: Client) -> None:
    draft = begin(an)
    page = an.get(f"/dossiers/drafts/{draft.pk}/place/", {"q": "hoang dong"}).content.decode()
    assert "Xã Hoàng Đồng" in page
    assert "Phường Tam Thanh" in page
    assert 'value="05986"' in page


def test_a_divided_commune_is_asked_about(an: Client) -> None:
    draft = begin(an)
    page = an.get(f"/dossiers/drafts/{draft.pk}/place/", {"q": "kien moc"}).content.decode()
    assert "đã chia cho nhiều xã" in page
    assert 'value="06625"' in page
    assert 'value="06637"' in page


def test_a_place_that_does_not_exist_is_refused(an: Client) -> None:
    draft = begin(an)
    page = an.post(f"/dossiers/drafts/{draft.pk}/place/", {"place": "H37'; DROP TABLE"}).content.decode()
    assert "Hãy chọn xã, phường trong danh sách." in page


def test_markup_and_typst_in_a_field_stay_text(an: Client) -> None:
    draft = begin(an)
    fill(an, draft)
    evil = '<script>alert(1)</script> #eval("1") \u202e../../etc'
    an.post(f"/dossiers/drafts/{draft.pk}/applicant/", {**APPLICANT, "applicant.address": evil})
    page = an.get(f"/dossiers/drafts/{draft.pk}/answers/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert send(an, draft).status_code == 302


def test_another_citizen_finds_no_draft(an: Client, cast: Cast, phone_of: Any) -> None:
    draft = begin(an)
    fill(an, draft)
    draft.refresh_from_db()
    sha = draft.papers["birth_notice"]["files"][0]
    khoa = phone_of(cast.khoa)
    for page in ("", "child/", "place/", "papers/", "answers/", "changes/", "deletion/", f"files/{sha}/"):
        assert khoa.get(f"/dossiers/drafts/{draft.pk}/{page}").status_code == 404, page
    assert khoa.post(f"/dossiers/drafts/{draft.pk}/answers/", {"truth": "yes"}).status_code == 404
    assert not Dossier.objects.exists()


def test_a_draft_is_deleted_after_asking(an: Client) -> None:
    draft = begin(an)
    assert "Xóa bản khai này?" in an.get(f"/dossiers/drafts/{draft.pk}/deletion/").content.decode()
    an.post(f"/dossiers/drafts/{draft.pk}/deletion/")
    assert not Draft.objects.exists()


def test_an_unknown_procedure_is_said_so(an: Client) -> None:
    answer = an.get("/dossiers/new/9.999999/")
    assert answer.status_code == 404
    assert "Không có thủ tục mang mã" in answer.content.decode()


def test_a_photo_is_shown_small_and_whole(an: Client) -> None:
    draft = begin(an)
    an.post(f"/dossiers/drafts/{draft.pk}/papers/", {"files.birth_notice": photo(side=2000)})
    draft.refresh_from_db()
    sha = draft.papers["birth_notice"]["files"][0]
    small = an.get(f"/dossiers/drafts/{draft.pk}/files/{sha}/?size=small")
    assert small["Content-Type"] == "image/jpeg"
    assert len(small.content) < 20_000
    assert an.get(f"/dossiers/drafts/{draft.pk}/files/{sha}/").status_code == 200
    assert an.get(f"/dossiers/drafts/{draft.pk}/files/{'0' * 64}/").status_code == 404
