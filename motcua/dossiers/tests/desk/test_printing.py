"""What leaves the printer after a reception: the receipt on the desk's paper, the label for the folder."""

from motcua.dossiers.models import Dossier, Slip
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.desk.test_intake_person import ENTRY, entered
from motcua.dossiers.tests.lodging import AN
from motcua.dossiers.tests.stories import received
from motcua.people.models import AccessRecord
from tests.cast import Cast


def test_a_desk_keeps_its_paper_and_another_desk_has_its_own(cast: Cast, screen: Screen) -> None:
    id_ = received(cast)
    binh, other = screen(cast.binh), screen(cast.binh)
    assert f"/dossiers/{id_}/receipt/?paper=A5" in text(binh.get(page_of(id_, "received")))
    binh.post(page_of(id_, "received/printing"), {"preset": "a4"})
    binh.post(page_of(id_, "received/printing"), {"preset": "a0"})
    assert f"/dossiers/{id_}/receipt/?paper=A4&amp;copies=2" in text(binh.get(page_of(id_, "received")))
    assert f"/dossiers/{id_}/receipt/?paper=A5" in text(other.get(page_of(id_, "received")))


def test_the_label_says_whose_folder_it_is_and_only_at_its_counter(cast: Cast, screen: Screen) -> None:
    id_ = received(cast)
    label = text(screen(cast.binh).get(page_of(id_, "label")))
    assert "Hoàng Thị An" in label
    assert "<svg" in label
    assert "Hẹn trả" in label
    assert screen(cast.giang).get(page_of(id_, "label")).status_code == 404
    assert screen(cast.giang).post(page_of(id_, "received/printing"), {"preset": "a4"}).status_code == 404


def test_printed_again_the_number_stays_and_the_paper_says_which_copy(cast: Cast, screen: Screen) -> None:
    binh, id_ = screen(cast.binh), received(cast)
    number = Slip.objects.get(dossier_id=id_).number
    for times in (1, 2, 3):
        answer = binh.post(page_of(id_, "received/prints"))
        paper = text(binh.get(answer["Location"]))
        assert f"Số: {number}" in paper
        assert ("In lại lần" in paper) == (times > 1)
    assert "In lại lần 2" in paper
    assert "Đã in 3 lần" in text(binh.get(page_of(id_, "received")))
    logged = AccessRecord.objects.filter(subject=f"dossier:{id_}", what__startswith="print")
    assert list(logged.order_by("pk").values_list("what", flat=True)) == ["print 1", "print 2", "print 3"]
    assert screen(cast.giang).post(page_of(id_, "received/prints")).status_code == 404


def test_after_a_power_cut_before_the_paper_the_counter_leads_back_to_it(cast: Cast, screen: Screen) -> None:
    first = screen(cast.binh).post(ENTRY, entered(**{"person_name": AN.name, "originals.declaration": "1"}))
    assert first.status_code == 302
    id_ = Dossier.objects.get().pk
    again = screen(cast.binh)  # the machine is on again: another session
    counter = text(again.get("/desk/"))
    assert "Đã tiếp nhận, chưa in giấy hẹn" in counter
    assert page_of(id_, "received") in counter
    assert "chưa in" in text(again.get(page_of(id_, "received")))
    again.post(page_of(id_, "received/prints"))
    assert "chưa in giấy hẹn" not in text(again.get("/desk/"))


def test_who_wants_no_paper_is_not_asked_again(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    binh.post(ENTRY, entered(**{"person_name": AN.name, "originals.declaration": "1"}))
    id_ = Dossier.objects.get().pk
    assert binh.post(page_of(id_, "received/prints"), {"waive": "yes"})["Location"] == "/desk/"
    assert "chưa in giấy hẹn" not in text(binh.get("/desk/"))
    answer = binh.post(page_of(id_, "received/prints"))
    assert "In lại" not in text(binh.get(answer["Location"])), "the first paper is no copy"
