"""Kiosk, telephone, paper and hall screen: what people without an account press and read."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.lapse import lapse
from motcua.queueing.actions.recall import miss, recall
from motcua.queueing.actions.serve import serve
from motcua.queueing.models import PlanVersion, Taking, Ticket
from motcua.queueing.tests.conftest import HALL, NINE, follow, send, text
from motcua.queueing.tests.test_tickets import KY_LUA
from motcua.queueing.timetable import HALL as WORKER
from tests.cast import Cast, on

KIOSK = f"{HALL}kiosk/"
SOON = NINE + timedelta(minutes=1)


def call(cast: Cast, desk: str = "2") -> Ticket:
    called = call_next(KY_LUA, desk, actor=cast.binh, at=SOON, key=str(uuid4())).ticket
    assert called is not None
    return called


def test_one_touch_at_the_kiosk_gives_a_number_its_paper_and_its_code(visitor: Client) -> None:
    page = text(visitor.get(KIOSK))
    assert re.findall(r'name="group" value="(\w)"', page) == ["A", "B", "C", "D", "T"]
    assert page.count("<svg") >= 1
    given = send(visitor, KIOSK, group="B", priority="elderly")
    shown = follow(visitor, given)
    assert "Số của bạn" in shown
    assert "B001" in shown
    assert "Người cao tuổi (từ đủ 60 tuổi)" in shown
    assert "Trước bạn còn 0 người" in shown
    assert f'data-home="{KIOSK}"' in shown
    ticket = Ticket.objects.get()
    assert (ticket.source, ticket.priority, ticket.taken_at) == ("kiosk", "elderly", NINE)
    paper = text(visitor.get(f"/queue/tickets/{ticket.id}/paper/"))
    assert "B001" in paper
    assert "<svg" in paper


def test_a_kiosk_pressed_twice_gives_one_number(visitor: Client) -> None:
    key = str(uuid4())
    first, second = (send(visitor, KIOSK, group="A", idempotency_key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"group": "Z"}, {"group": "A", "priority": "booked"}, {"group": "AA"}])
def test_what_the_kiosk_did_not_offer_is_refused_in_words_and_takes_no_number(
    visitor: Client, data: dict[str, str]
) -> None:
    answer = send(visitor, KIOSK, **data)
    assert answer.status_code == 409
    assert "Chọn lại" in text(answer) or "Bấm vào một nhóm việc" in text(answer)
    assert visitor.post(KIOSK, {"group": "A"}).status_code == 409
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("path", ["", "kiosk/", "screen/", "arrival/", "bookings/new/"])
def test_where_there_is_no_one_stop_shop_there_is_no_hall(visitor: Client, path: str) -> None:
    assert visitor.get(f"{HALL}{path}").status_code == 200
    for code in ("06187.VP", "99999", "H37"):
        assert visitor.get(f"/queue/{code}/{path}").status_code == 404


def test_a_telephone_holds_one_number_and_may_give_it_up(visitor: Client) -> None:
    first = send(visitor, HALL, group="B")
    assert send(visitor, HALL, group="A")["Location"] == first["Location"]
    assert "Xem số B001" in text(visitor.get(HALL))
    ticket = Ticket.objects.get()
    assert ticket.source == "phone"
    cancellation = f"{first['Location']}cancellation/"
    assert "B001" in text(visitor.get(cancellation))
    assert "Bạn đã bỏ số này." in follow(visitor, send(visitor, cancellation))
    assert send(visitor, cancellation).status_code == 409
    assert "A001" in follow(visitor, send(visitor, HALL, group="A"))


def test_the_telephone_tells_where_the_number_stands_until_the_end(visitor: Client, cast: Cast) -> None:
    for _ in range(2):
        send(visitor, KIOSK, group="B")
    mine = send(visitor, HALL, group="B")["Location"]
    page = visitor.get(mine)
    assert "Trước bạn còn <strong>2</strong> người" in text(page)
    assert "chưa đủ dữ liệu" in text(page)
    assert "no-store" in page["Cache-Control"]
    call(cast), call(cast)
    assert "Bạn là người tiếp theo" in text(visitor.get(mine))
    ticket = call(cast)
    assert "mời đến <strong>Quầy 2</strong>" in text(visitor.get(mine))
    recall(ticket.id, actor=cast.binh, at=SOON, key=None)
    miss(ticket.id, actor=cast.binh, at=SOON, key=None)
    assert "Số này đã được gọi mà không ai đến" in text(visitor.get(mine))
    part = visitor.get(mine, headers={"HX-Request": "true"})
    assert text(part).startswith('<div class="mine"')


def test_a_number_that_is_over_says_so(visitor: Client, cast: Cast) -> None:
    mine = send(visitor, HALL, group="A")["Location"]
    serve(call(cast).id, actor=cast.binh, at=SOON, key=None)
    assert "Đã phục vụ xong" in text(visitor.get(mine))
    late = send(visitor, HALL, group="A")["Location"]
    lapse(on("2026-04-30").date(), actor=WORKER, at=on("2026-04-30", "00:10"))
    assert "hết hiệu lực vì đã hết ngày" in text(visitor.get(late))
    assert visitor.get(f"/queue/tickets/{uuid4()}/").status_code == 404


def test_the_screen_shows_who_goes_where_and_nobody_s_name(visitor: Client, cast: Cast, clock: Any) -> None:
    for group in ("B", "T", "A"):
        send(visitor, KIOSK, group=group)
        clock.shift(1)
    assert "Chưa gọi số nào" in text(visitor.get(f"{HALL}screen/"))
    call(cast)
    page = text(visitor.get(f"{HALL}screen/"))
    assert "Mời số <strong>B001</strong> đến <strong>Quầy 2</strong>" in page
    assert re.findall(r"<li>(\w\d{3})</li>", page) == ["T001", "A001"]
    assert cast.user(cast.binh).name not in page
    part = text(visitor.get(f"{HALL}screen/", headers={"HX-Request": "true"}))
    assert part.startswith('<div class="hall__board">')


def test_halls_are_found_by_name_without_accents(visitor: Client) -> None:
    page = text(visitor.get("/queue/", {"q": "ky lua"}))
    assert HALL in page
    assert "/queue/05977.TTPVHCC/" not in page
    assert f'href="{HALL}">Phường Kỳ Lừa</a>' in page, "sixty names that begin alike are read by nobody"
    assert "0 nơi" in text(visitor.get("/queue/", {"q": "không có"}))


def test_a_house_without_halls_does_not_offer_them(visitor: Client, monkeypatch: Any) -> None:
    assert 'href="/queue/"' in text(visitor.get("/"))
    monkeypatch.setattr(PlanVersion.objects, "filter", lambda **_: PlanVersion.objects.none())
    page = visitor.get("/")
    assert page.status_code == 200
    assert 'href="/queue/"' not in text(page)
    assert visitor.get("/queue/").status_code == 404


def test_one_network_asks_for_twenty_numbers_a_minute_and_not_more(visitor: Client, clock: Any) -> None:
    for _ in range(20):
        assert send(visitor, KIOSK, group="A").status_code == 302
    refused = send(visitor, KIOSK, group="A")
    assert refused.status_code == 429
    assert "Có quá nhiều yêu cầu từ mạng này" in text(refused)
    other = visitor.post(KIOSK, {"idempotency_key": str(uuid4()), "group": "A"}, REMOTE_ADDR="10.9.9.9")
    assert other.status_code == 302
    clock.shift(61)
    assert send(visitor, KIOSK, group="A").status_code == 302
    assert Ticket.objects.count() == Taking.objects.count() == 22
    assert not Taking.objects.filter(network__contains="127").exists()
