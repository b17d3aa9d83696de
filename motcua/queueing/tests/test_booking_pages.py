"""An books from home, changes, gives up, comes: what the pages let her do and what becomes of her name."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from motcua.ledger.models import Content, IdempotencyKey
from motcua.ledger.read import stream
from motcua.ledger.verify import verify
from motcua.queueing.models import Booking, BookingPerson, Ticket
from motcua.queueing.tests.conftest import HALL, NINE, follow, send, text
from motcua.queueing.timetable import end_day, release
from tests.cast import on

NEW, LOOKUP, ARRIVAL = f"{HALL}bookings/new/", "/queue/bookings/", f"{HALL}arrival/"
TUESDAY_NINE = on("2026-05-05", "09:00")


def wanted(**changes: Any) -> dict[str, Any]:
    """Return the form as An sends it: civil status, Tuesday at nine."""
    form = {"group": "B", "slot": TUESDAY_NINE.isoformat(), "name": "Hoàng  Thị An", "phone": "+84 900 000 101"}
    return {**form, **changes}


def booked(client: Client, **changes: Any) -> Booking:
    answer = send(client, NEW, **wanted(**changes))
    assert answer.status_code == 302, text(answer)
    return Booking.objects.get(pk=answer["Location"].split("/")[-2])


def test_an_books_and_finds_it_again_by_code_and_telephone(visitor: Client) -> None:
    days = text(visitor.get(NEW))
    assert 'value="2026-05-05"' in days
    assert 'value="2026-05-02"' not in days, "a Saturday"
    slots = text(visitor.get(NEW, {"group": "B", "day": "2026-05-05"}))
    assert TUESDAY_NINE.isoformat() in slots
    row = booked(visitor)
    assert (row.start, row.end - row.start) == (TUESDAY_NINE, timedelta(minutes=30))
    assert (row.person.name, row.person.phone) == ("Hoàng Thị An", "0900000101")
    assert "còn 2 chỗ" in text(visitor.get(NEW, {"group": "B", "day": "2026-05-05"}))
    found = send(visitor, LOOKUP, code=row.code.lower().replace("-", " "), phone="0900.000.101")
    page = follow(visitor, found)
    assert row.code in page
    assert "…101" in page
    assert "0900000101" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"phone": "12345"}, "Số điện thoại chưa đúng"),
        ({"name": "123"}, "Hãy nhập họ và tên"),
        ({"slot": ""}, "Chưa chọn khung giờ"),
        ({"slot": "2026-05-05T09:00"}, "Chưa chọn khung giờ"),
        ({"slot": "2026-05-05T09:10:00+07:00"}, "Không đặt được khung giờ này"),
        ({"slot": "2026-05-02T09:00:00+07:00"}, "Không đặt được khung giờ này"),
        ({"slot": "2026-04-29T08:00:00+07:00"}, "Không đặt được khung giờ này"),
        ({"slot": "2026-06-30T09:00:00+07:00"}, "Không đặt được khung giờ này"),
        ({"group": "Z"}, "Nơi này không có nhóm việc đó"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(visitor: Client, changes: dict[str, str], said: str) -> None:
    answer = send(visitor, NEW, **wanted(**changes))
    assert answer.status_code == 400
    assert said in text(answer)
    assert f'value="{changes.get("phone", "+84 900 000 101")}"' in text(answer)
    assert not Booking.objects.exists()


def test_a_full_slot_and_a_telephone_s_limits(visitor: Client) -> None:
    for number in range(3):
        booked(visitor, phone=f"091200000{number}")
    full = text(send(visitor, NEW, **wanted()))
    assert "vừa hết chỗ" in full
    booked(visitor, slot=on("2026-05-05", "10:00").isoformat())
    again = send(visitor, NEW, **wanted(slot=on("2026-05-05", "14:00").isoformat()))
    assert "đã có lịch hẹn trong ngày đó" in text(again)
    booked(visitor, slot=on("2026-05-06", "10:00").isoformat())
    third = send(visitor, NEW, **wanted(slot=on("2026-05-07", "10:00").isoformat()))
    assert "đã giữ 2 lịch hẹn" in text(third)
    assert Booking.objects.count() == 5


def test_changing_frees_the_old_place_and_keeps_to_one_a_day(visitor: Client) -> None:
    row = booked(visitor)
    booked(visitor, slot=on("2026-05-06", "10:00").isoformat())
    change = f"/queue/bookings/{row.id}/change/"
    assert "Đang giữ:" in text(visitor.get(change))
    for slot, said in (
        (on("2026-05-06", "14:00"), "đã có lịch hẹn trong ngày đó"),
        (TUESDAY_NINE, "Chọn khung giờ khác"),
    ):
        answer = send(visitor, change, group="B", slot=slot.isoformat())
        assert answer.status_code == 409
        assert said in text(answer)
    moved = send(visitor, change, group="A", slot=on("2026-05-05", "14:00").isoformat())
    assert "14:00" in follow(visitor, moved)
    row.refresh_from_db()
    assert (row.group, row.start) == ("A", on("2026-05-05", "14:00"))
    assert "còn 3 chỗ" in text(visitor.get(NEW, {"group": "B", "day": "2026-05-05"}))


def test_giving_up_frees_the_place_and_ends_it(visitor: Client) -> None:
    row = booked(visitor)
    cancellation = f"/queue/bookings/{row.id}/cancellation/"
    assert row.code in text(visitor.get(cancellation))
    assert "Lịch này đã hủy" in follow(visitor, send(visitor, cancellation))
    for path in (cancellation, f"/queue/bookings/{row.id}/arrival/"):
        assert send(visitor, path).status_code == 409
    assert not Ticket.objects.exists()
    booked(visitor)


def came(client: Client, clock: Any, at: datetime, row: Booking) -> Any:
    clock.move_to(at)
    return send(client, ARRIVAL, code=row.code, phone="0900000101")


def test_on_time_is_called_before_others_and_early_is_told_when(visitor: Client, clock: Any) -> None:
    row = booked(visitor)
    early = came(visitor, clock, on("2026-05-05", "08:29"), row)
    assert early.status_code == 400
    assert "chưa đến lúc lấy số" in text(early)
    shown = follow(visitor, came(visitor, clock, on("2026-05-05", "08:30"), row))
    assert "có hẹn" in shown
    ticket = Ticket.objects.get()
    assert (ticket.code, ticket.priority, ticket.source, ticket.booking) == ("B001", "booked", "booking", str(row.id))
    again = came(visitor, clock, on("2026-05-05", "08:31"), row)
    assert "B001" in follow(visitor, again), "who comes back to the kiosk sees the number, and takes no other"
    assert Ticket.objects.count() == 1
    assert came(visitor, clock, on("2026-05-06", "08:30"), row).status_code == 400
    clock.move_to(on("2026-05-05", "08:32"))
    assert f"/queue/tickets/{ticket.id}/" in text(visitor.get(f"/queue/bookings/{row.id}/"))


def test_late_is_served_like_everybody_and_another_day_is_over(visitor: Client, clock: Any) -> None:
    row, gone = booked(visitor), booked(visitor, phone="0912000001", slot=on("2026-05-06", "10:00").isoformat())
    clock.move_to(on("2026-05-05", "09:16"))
    release(on("2026-05-05", "09:16"))
    assert "Đã quá giờ hẹn" in text(visitor.get(f"/queue/bookings/{row.id}/"))
    ticket_page = send(visitor, f"/queue/bookings/{row.id}/arrival/")
    assert ticket_page.status_code == 302
    assert Ticket.objects.get().priority == ""
    clock.move_to(on("2026-05-07", "08:00"))
    release(on("2026-05-07", "08:00"))
    assert send(visitor, f"/queue/bookings/{gone.id}/arrival/").status_code == 409


def test_a_wrong_pair_or_another_hall_tells_nothing_and_tries_are_counted(visitor: Client, clock: Any) -> None:
    row = booked(visitor)
    clock.move_to(on("2026-05-05", "08:50"))
    same = "Không có lịch hẹn nào với mã và số điện thoại này."
    for path, code, phone in (
        (LOOKUP, row.code, "0900000102"),
        (LOOKUP, "7F3K-2M9Q", "0900000101"),
        ("/queue/05977.TTPVHCC/arrival/", row.code, "0900000101"),
    ):
        answer = send(visitor, path, code=code, phone=phone)
        assert answer.status_code == 400
        assert same in text(answer)
        assert "Hoàng Thị An" not in text(answer)
    codes = [send(visitor, LOOKUP, code="7F3K-2M9Q", phone="0900000101").status_code for _ in range(14)]
    assert codes == [400] * 13 + [429]
    assert visitor.get(f"/queue/bookings/{uuid4()}/").status_code == 404


def test_a_morning_of_bookings_comes_to_one_kiosk(visitor: Client, clock: Any) -> None:
    rows = [
        booked(visitor, group=group, phone=f"09120000{n}{number}")
        for n, group in enumerate("ABCDT")
        for number in "123"
    ]
    rows.append(booked(visitor, group="A", phone="0913000000", slot=on("2026-05-05", "09:30").isoformat()))
    clock.move_to(on("2026-05-05", "09:00"))
    with_phone = [(row.code, row.person.phone) for row in rows]
    codes = [send(visitor, ARRIVAL, code=code, phone=phone).status_code for code, phone in with_phone]
    assert codes == [302] * 16
    assert Ticket.objects.count() == 16


def test_name_and_telephone_are_gone_when_the_time_to_keep_them_is_over(visitor: Client, clock: Any) -> None:
    row = booked(visitor)
    assert "Hoàng Thị An" not in str(stream(f"booking:{row.id}")[0].payload)
    almost, over = TUESDAY_NINE + timedelta(days=29, hours=23), TUESDAY_NINE + timedelta(days=30, minutes=1)
    clock.move_to(almost)
    release(almost)
    end_day(almost)
    assert BookingPerson.objects.count() == Content.objects.filter(stream=f"booking:{row.id}").count() == 1
    assert IdempotencyKey.objects.filter(stream=f"booking:{row.id}").exists()
    clock.move_to(over)
    end_day(over)
    assert not BookingPerson.objects.exists()
    assert not Content.objects.filter(stream=f"booking:{row.id}").exists()
    assert not IdempotencyKey.objects.filter(stream=f"booking:{row.id}").exists(), "its digest of both has no salt"
    page = text(visitor.get(f"/queue/bookings/{row.id}/"))
    assert row.code in page
    assert "Người đặt" not in page
    assert send(visitor, LOOKUP, code=row.code, phone="0900000101").status_code == 400
    assert list(verify(print).damages) == []


def test_a_slot_s_hour_is_not_told_by_the_kiosk_of_today(visitor: Client) -> None:
    """Whoever is booked for another day gets no number today."""
    row = booked(visitor)
    answer = send(visitor, ARRIVAL, code=row.code, phone="0900000101")
    assert answer.status_code == 400
    assert "09:00 05/05/2026" in text(answer)
    assert row.start > NINE
