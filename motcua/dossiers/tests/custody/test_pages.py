"""The pages of hand-over: given with one press, confirmed with one press, printed; nobody else sees them."""

from typing import Any

from motcua.dossiers.models import Folder, HandOver
from motcua.dossiers.tests.custody.test_hand_over import NOON, entered
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.stories import new_key
from tests.cast import Cast

PAGE = "/desk/hand-overs/"


def test_both_sides_press_once(cast: Cast, screen: Screen, clock: Any) -> None:
    ids = entered(cast, 3)
    clock.move_to(NOON)
    binh, chi = screen(cast.binh), screen(cast.chi)
    page = text(binh.get(PAGE))
    assert page.count(" checked") == 3
    to = page.split('name="to" value="')[1].split('"')[0]
    form = {"idempotency_key": new_key(), "to": to, "dossier": [str(i) for i in ids]}
    sheet = binh.post(PAGE, form)["Location"]
    number = HandOver.objects.get().number
    assert number in text(binh.get(sheet))
    assert binh.post(PAGE, form)["Location"] == sheet
    assert number in text(chi.get(PAGE))
    assert text(chi.get(sheet)).count(" checked") == 3
    answer = chi.post(sheet, {"idempotency_key": new_key(), "dossier": [str(i) for i in ids]})
    assert answer.status_code == 302
    assert set(Folder.objects.values_list("holder", flat=True)) == {cast.chi.id}
    printed = text(chi.get(f"{sheet}sheet/"))
    assert "NGƯỜI GIAO" in printed
    assert "NGƯỜI NHẬN" in printed
    assert chi.get(f"{sheet}sheet/?format=pdf").content.startswith(b"%PDF")
    assert "giữ, tại" in text(chi.get(page_of(ids[0])))


def test_strangers_find_no_sheet_and_an_empty_form_is_told(cast: Cast, screen: Screen, clock: Any) -> None:
    ids = entered(cast)
    clock.move_to(NOON)
    binh = screen(cast.binh)
    assert "Chưa chọn túi hồ sơ nào" in text(binh.post(PAGE, {"idempotency_key": new_key(), "to": "06187"}))
    page = text(binh.get(PAGE))
    to = page.split('name="to" value="')[1].split('"')[0]
    sheet = binh.post(PAGE, {"idempotency_key": new_key(), "to": to, "dossier": [str(ids[0])]})["Location"]
    for stranger in (cast.giang, cast.an):
        assert screen(stranger).get(sheet).status_code == 404
    assert screen(cast.an).get(PAGE).status_code == 404
    assert "không tự xác nhận" in text(binh.post(sheet, {"idempotency_key": new_key(), "dossier": [str(ids[0])]}))
