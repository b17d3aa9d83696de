"""What the projector sees in real dossiers, who may look at it, and that it is the same when built again."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from motcua.core.refusal import Refused
from motcua.dossiers import signs
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.note_sign import note_sign
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.models import BlockedDemand, Dossier, Sign, SignNote
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, text
from motcua.dossiers.tests.stories import LODGED, RECEIVED, lodged, new_key, received
from motcua.ledger import read as ledger
from motcua.ledger.read import Entry
from motcua.ledger.verify import verify
from motcua.ledger.work import run_once
from tests.cast import Cast, officer, on

EVENING = on("2026-04-20", "16:50")


def seen(id_: UUID | None = None) -> dict[str, Sign]:
    """Return the signs so far by code."""
    rows = Sign.objects.filter(dossier_id=id_) if id_ else Sign.objects.all()
    return {row.code: row for row in rows}


def sent(cast: Cast, clock: Any) -> UUID:
    """Let An lodge on Saturday evening; it is Monday morning afterwards."""
    clock.move_to(LODGED)
    id_ = lodged(cast)
    clock.move_to(RECEIVED)
    return id_


def rebuilt() -> list[tuple[Any, ...]]:
    """Build the table again from the log and return it."""
    before = list(Sign.objects.order_by("id").values_list())
    signs.clear()
    for entry in ledger.by_position(0, limit=5000):
        signs.project(entry)
    after = list(Sign.objects.order_by("id").values_list())
    assert after == before
    return after


def test_an_online_dossier_received_after_eight_hours_is_a_sign_of_the_counter(cast: Cast, clock: Any) -> None:
    id_ = lodged(cast)
    check_by = read(id_).now.check_by
    assert check_by is not None
    clock.move_to(check_by + timedelta(hours=3))
    receive(id_, actor=cast.binh, at=check_by + timedelta(hours=3), key=new_key())
    run_once(check_by + timedelta(hours=3))
    sign = seen(id_)["portal"]
    assert (sign.unit, sign.actor, sign.facts["minutes"]) == ("06187.TTPVHCC", cast.binh.id, 180)
    in_time = received(cast, RECEIVED)
    run_once(RECEIVED)
    assert "portal" not in seen(in_time)


def test_many_receptions_after_a_quarter_to_five_mark_each_of_them(cast: Cast, clock: Any) -> None:
    ids = [lodged(cast) for _n in range(9)]
    for n, id_ in enumerate(ids):
        at = RECEIVED if n == 0 else EVENING + timedelta(minutes=n)
        clock.move_to(at)
        receive(id_, actor=cast.binh, at=at, key=new_key())
    run_once(EVENING + timedelta(minutes=30))
    assert {row.dossier_id for row in Sign.objects.filter(code="rush")} == set(ids[1:])
    assert Sign.objects.filter(code="rush").last().facts["of"] == 9  # type: ignore[union-attr]
    rebuilt()


def test_papers_asked_at_the_end_of_the_term_and_corrections_are_signs(cast: Cast, clock: Any) -> None:
    id_ = received(cast)
    at = on("2026-04-20", "16:00")
    clock.move_to(at)
    now = read(id_).now
    assert now.due_at is not None
    correct(id_, actor=cast.binh, at=at, key=new_key(), values={"applicant.phone": "0900000199"}, ground="typing")
    late = now.due_at - timedelta(minutes=5)
    clock.move_to(late)
    holder = cast.chi if read(id_).now.step_role == "handler" else cast.dung
    ask_supplement(id_, actor=holder, at=late, key=new_key(), reasons={"birth_notice": "Ảnh mờ"})
    run_once(late)
    assert {"late_supplement", "corrected"} <= set(seen(id_))
    assert seen(id_)["late_supplement"].facts["percent"] >= 90


def test_a_demand_beyond_the_list_is_stopped_counted_and_seen(cast: Cast, clock: Any) -> None:
    id_ = sent(cast, clock)
    key = new_key()
    for _again in range(2):  # the same press twice is one demand
        with pytest.raises(Refused) as refused:
            ask_supplement(
                id_, actor=cast.binh, at=RECEIVED, key=key, reasons={"household_book": "Nộp thêm sổ hộ khẩu"}
            )
        assert refused.value.code == "item_not_listed"
    assert read(id_).now.supplements == 0
    assert BlockedDemand.objects.get().rule == "item_not_listed"
    run_once(RECEIVED)
    assert seen(id_)["blocked"].actor == cast.binh.id
    assert [damage.message for damage in verify(lambda _: None).damages] == []


def test_who_sees_signs_and_who_notes_on_them(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    with pytest.raises(Refused):
        ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons={"household_book": "Sổ hộ khẩu"})
    run_once(RECEIVED)
    sign, code = Sign.objects.get(), Dossier.objects.get().code
    auditor, head, counter = screen(cast.ha), screen(cast.nam), screen(cast.binh)
    page = text(auditor.get("/desk/signs/"))
    assert code in page
    assert "yêu cầu giấy tờ ngoài danh mục" in page.lower()
    assert f"/desk/dossiers/{id_}/" in page
    assert code in text(head.get("/desk/signs/"))
    assert counter.get("/desk/signs/").status_code == 404
    assert counter.get(f"/desk/signs/{sign.pk}/").status_code == 404
    assert code not in text(screen(cast.giang).get("/desk/signs/"))
    assert Client().get("/desk/signs/").status_code == 302

    form = {"verdict": "explained", "text": "Người nhận hiểu nhầm, đã nhắc.", "idempotency_key": str(uuid4())}
    assert head.post(f"/desk/signs/{sign.pk}/", form).status_code in {400, 403}
    assert not SignNote.objects.exists()
    for _again in range(2):
        assert auditor.post(f"/desk/signs/{sign.pk}/", form).status_code == 302
    assert [entry.payload["verdict"] for entry in ledger.stream(f"sign:{sign.pk}")] == ["explained"]
    assert "đã nhắc" in text(auditor.get(f"/desk/signs/{sign.pk}/"))
    assert code not in text(auditor.get("/desk/signs/?unseen=yes"))
    rebuilt()
    assert SignNote.objects.get().verdict == "explained"


def test_the_file_says_what_the_screen_says(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    with pytest.raises(Refused):
        ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons={"household_book": "Sổ hộ khẩu"})
    run_once(RECEIVED)
    auditor, code = screen(cast.ha), Dossier.objects.get().code
    csv = b"".join(auditor.get("/desk/signs/?format=csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    book = load_workbook(BytesIO(auditor.get("/desk/signs/?format=xlsx").content))
    cells = [str(cell.value) for row in book.active for cell in row]  # type: ignore[union-attr]
    assert code in csv
    assert code in cells
    assert csv.count("\n") == 2
    assert auditor.get("/desk/signs/?since=31/02/2026").status_code == 400


def test_nobody_notes_on_signs_of_other_units(cast: Cast, clock: Any) -> None:
    id_ = sent(cast, clock)
    with pytest.raises(Refused):
        ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons={"household_book": "Sổ hộ khẩu"})
    run_once(RECEIVED)
    for who in (cast.binh, cast.nam, cast.dung, officer("giang", RECEIVED)):
        with pytest.raises(Refused):
            note_sign(Sign.objects.get().pk, actor=who, at=RECEIVED, key=new_key(), verdict="wrong", text="x")


def test_months_and_people_are_counted_as_the_list_shows(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    with pytest.raises(Refused):
        ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons={"household_book": "Sổ hộ khẩu"})
    run_once(RECEIVED)
    auditor = screen(cast.ha)
    assert "04/2026" in text(auditor.get("/desk/signs/?by=month&since=01/01/2026&until=31/12/2026"))
    assert auditor.get("/desk/signs/?by=month&since=31/02/2026").status_code == 400
    assert cast.user(cast.binh).name in text(auditor.get("/desk/signs/?by=actor"))
    assert "0 dấu hiệu" in text(auditor.get("/desk/signs/?unit=05977.TTPVHCC"))
    assert auditor.get("/desk/signs/?since=01/01/2020&until=31/12/2026").status_code == 400
    assert auditor.get("/desk/signs/?after=nonsense&by=nothing&code=%27").status_code == 200


def closing(cast: Cast, difference: int, turn: int) -> Entry:
    """Return a cashier's sheet as the projector reads it."""
    payload = {
        "unit": "06187.TTPVHCC",
        "cashier": cast.mai.id,
        "day": "2026-04-20",
        "turn": turn,
        "difference": difference,
    }
    stream = f"till:{uuid4()}"
    return Entry(1, stream, 1, "till.closed", 1, EVENING, EVENING, cast.mai.id, payload, b"", b"", 1)


@pytest.mark.parametrize(("difference", "turn", "expected"), [(0, 1, 0), (-1000, 1, 1), (500, 1, 1), (0, 2, 1)])
def test_a_till_with_a_difference_or_closed_again_is_a_sign(
    cast: Cast, difference: int, turn: int, expected: int, screen: Screen
) -> None:
    signs.project(closing(cast, difference, turn))
    assert Sign.objects.filter(code="till").count() == expected
    if expected:
        page = text(screen(cast.ha).get("/desk/signs/?since=01/04/2026&until=30/04/2026"))
        assert "Sổ quỹ lệch hoặc chốt lại" in page
        assert "không gắn hồ sơ" in page
        assert screen(cast.ha).get(f"/desk/signs/{Sign.objects.get().pk}/").status_code == 200
