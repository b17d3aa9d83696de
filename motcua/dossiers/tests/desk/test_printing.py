"""What leaves the printer after a reception: the receipt on the desk's paper, the label for the folder."""

from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.stories import received
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
