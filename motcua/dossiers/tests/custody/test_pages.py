"""The pages of hand-over: given with one press, confirmed with one press, printed; nobody else sees them."""

from typing import Any

from motcua.dossiers.actions.stop import stop
from motcua.dossiers.models import Folder, HandOver
from motcua.dossiers.reading import read
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


def test_originals_owed_are_for_the_desk_that_holds_them(cast: Cast, screen: Screen, clock: Any) -> None:
    (id_,) = entered(cast)
    stop(id_, actor=cast.binh, at=NOON, key=new_key(), reason="", way="counter")
    clock.move_to(NOON)
    code = read(id_).now.code
    binh = screen(cast.binh)
    assert code in text(binh.get("/desk/originals/"))
    assert code not in text(screen(cast.giang).get("/desk/originals/"))
    assert screen(cast.an).get("/desk/originals/").status_code == 404
    page = page_of(id_, "originals")
    form = {"idempotency_key": new_key(), "original-birth_notice": "back", "by": "other", "shown": ["identity"]}
    assert "Chưa ghi họ tên" in text(binh.post(page, form))
    told = text(binh.post(page, {**form, "idempotency_key": new_key(), "to": "Lê Tư"}))
    assert "chưa xuất trình: Giấy ủy quyền" in told
    assert 'value="Lê Tư"' in told
    done = {**form, "idempotency_key": new_key(), "to": "Lê Tư", "shown": ["identity", "authority"]}
    assert binh.post(page, done).status_code == 302
    assert code not in text(binh.get("/desk/originals/"))
    assert "không trả lần thứ hai" in text(binh.post(page, {**done, "idempotency_key": new_key()}))
