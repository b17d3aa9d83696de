"""An takes a number, Bình calls it: what happens to a ticket from the kiosk to the end of the day."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from motcua.core.refusal import Refused
from motcua.ledger.read import stream
from motcua.ledger.verify import verify
from motcua.people.actor import VISITOR, Actor
from motcua.queueing import queries
from motcua.queueing.actions.call_next import call_next
from motcua.queueing.actions.lapse import lapse
from motcua.queueing.actions.leave import leave
from motcua.queueing.actions.recall import miss, recall
from motcua.queueing.actions.serve import serve
from motcua.queueing.actions.take import take
from motcua.queueing.actions.transfer import give_back, transfer
from motcua.queueing.models import Ticket
from motcua.queueing.timetable import HALL
from tests.cast import Cast, on

KY_LUA = "06187.TTPVHCC"
DONG_KINH = "05977.TTPVHCC"
DAY = "2026-04-29"


def took(group: str, time: str, priority: str = "", unit: str = KY_LUA, day: str = DAY) -> Ticket:
    return take(unit, group, actor=VISITOR, at=on(day, time), key=str(uuid4()), priority=priority)


def called(actor: Actor, desk: str, time: str, key: str | None = None) -> str:
    done = call_next(KY_LUA, desk, actor=actor, at=on(DAY, time), key=key or str(uuid4()))
    return done.ticket.code if done.ticket else ""


def test_an_takes_a_number_and_binh_calls_it_and_f8_again_ends_the_visit(cast: Cast) -> None:
    an = took("B", "08:00")
    assert an.code == "B001"
    assert called(cast.binh, "2", "08:04") == "B001"
    current = queries.current_ticket(cast.binh, KY_LUA, on(DAY, "08:05"))
    assert current is not None
    assert (current.code, current.desk, current.taken_at) == ("B001", "2", on(DAY, "08:00"))
    assert called(cast.binh, "2", "08:09") == ""
    assert queries.current_ticket(cast.binh, KY_LUA, on(DAY, "08:10")) is None
    entries = stream(f"ticket:{an.id}")
    assert [entry.type for entry in entries] == ["ticket.taken", "ticket.called", "ticket.served"]
    assert entries[1].actor == cast.binh.id
    with pytest.raises(Refused) as nobody:
        called(cast.binh, "2", "08:11")
    assert nobody.value.code == "nobody_waits"


def test_numbers_have_no_gap_and_begin_again_each_day_for_each_group_and_hall(cast: Cast) -> None:
    del cast
    codes = [took("A", "08:00").code, took("A", "08:01").code, took("B", "08:02").code]
    with pytest.raises(Refused):
        took("A", "08:03", priority="tall")
    codes += [
        took("A", "08:04").code,
        took("A", "08:05", unit=DONG_KINH).code,
        took("A", "08:00", day="2026-05-04").code,
    ]
    assert codes == ["A001", "A002", "B001", "A003", "A001", "A001"]


def test_priority_goes_first_and_after_two_of_them_one_of_the_others(cast: Cast) -> None:
    for minute, priority in enumerate(["", "", "elderly", "pregnant", "merit"]):
        took("A", f"08:0{minute}", priority)
    order = [called(cast.mai, "1", f"09:{minute:02d}") for minute in range(5)]
    assert order == ["A003", "A004", "A001", "A005", "A002"]


def test_a_desk_calls_its_own_groups_only(cast: Cast) -> None:
    took("C", "08:00")
    took("A", "08:01")
    assert called(cast.binh, "2", "08:02") == "A001"


def test_absence_needs_as_many_calls_as_the_rule_says_and_who_comes_late_stands_in_line_again(cast: Cast) -> None:
    late = took("B", "08:00")
    for minute in range(1, 6):
        took("B", f"08:0{minute}")
    called(cast.binh, "2", "08:10")
    with pytest.raises(Refused) as few:
        miss(late.id, actor=cast.binh, at=on(DAY, "08:11"), key=None)
    assert few.value.code == "called_too_few"
    assert recall(late.id, actor=cast.binh, at=on(DAY, "08:11"), key=None).calls == 2
    assert miss(late.id, actor=cast.binh, at=on(DAY, "08:12"), key=None).state == "missed"
    assert give_back(late.id, actor=cast.binh, at=on(DAY, "08:20"), key=None).state == "waiting"
    order = [called(cast.binh, "2", f"08:{minute}") for minute in range(21, 27)]
    assert order == ["B002", "B003", "B004", "B001", "B005", "B006"]


def test_a_transferred_ticket_keeps_its_number_and_its_place_in_time(cast: Cast) -> None:
    first = took("B", "08:00")
    took("T", "08:01")
    called(cast.binh, "2", "08:02")
    moved = transfer(first.id, "T", actor=cast.binh, at=on(DAY, "08:03"), key=None)
    assert (moved.code, moved.group, moved.state) == ("B001", "T", "waiting")
    assert called(cast.mai, "4", "08:04") == "B001"
    with pytest.raises(Refused):
        transfer(first.id, "T", actor=cast.mai, at=on(DAY, "08:05"), key=None)


def test_the_express_lane_ends_a_visit_with_what_it_entered(cast: Cast) -> None:
    ticket, dossier = took("A", "08:00"), uuid4()
    called(cast.binh, "2", "08:01")
    done = serve(ticket.id, actor=cast.binh, at=on(DAY, "08:03"), key="k", dossiers=[dossier])
    again = serve(ticket.id, actor=cast.binh, at=on(DAY, "08:04"), key="k", dossiers=[dossier])
    assert (done.state, again.version) == ("served", 3)
    assert stream(f"ticket:{ticket.id}")[-1].payload == {"desk": "2", "dossiers": [str(dossier)]}


def test_pressing_twice_gives_one_ticket_and_calls_one_person(cast: Cast) -> None:
    one = take(KY_LUA, "A", actor=VISITOR, at=on(DAY, "08:00"), key="kiosk-1")
    two = take(KY_LUA, "A", actor=VISITOR, at=on(DAY, "08:00"), key="kiosk-1")
    took("A", "08:01")
    assert one.id == two.id
    assert Ticket.objects.count() == 2
    assert called(cast.binh, "2", "08:02", key="f8") == called(cast.binh, "2", "08:02", key="f8") == "A001"
    assert Ticket.objects.filter(state="waiting").count() == 1


def test_only_the_counter_of_this_hall_calls(cast: Cast) -> None:
    took("A", "08:00")
    for stranger in (VISITOR, cast.an, cast.chi, cast.giang, cast.nam, cast.ha):
        with pytest.raises(Refused) as no:
            called(stranger, "2", "08:01")
        assert no.value.code == "forbidden"


def test_giving_up_and_the_end_of_the_day(cast: Cast) -> None:
    gone, stays, late = took("A", "08:00"), took("A", "08:01"), took("A", "08:02", day="2026-05-04")
    assert leave(gone.id, actor=VISITOR, at=on(DAY, "08:03"), key=None).state == "left"
    called(cast.binh, "2", "08:04")
    with pytest.raises(Refused) as moved:
        leave(stays.id, actor=VISITOR, at=on(DAY, "08:05"), key=None)
    assert "bây giờ đã gọi" in moved.value.message
    assert lapse(date(2026, 4, 30), actor=HALL, at=on("2026-04-30", "00:10")) == 1
    states = dict(Ticket.objects.values_list("id", "state"))
    assert states == {gone.id: "left", stays.id: "lapsed", late.id: "waiting"}


def test_numbers_are_given_in_office_hours_only_where_the_plan_says_so(cast: Cast) -> None:
    del cast
    assert took("A", "23:00").code == "A001"
    for day, time, code in (
        (DAY, "06:59", "closed_now"),
        (DAY, "17:00", "closed_now"),
        ("2026-05-02", "09:00", "closed_today"),
    ):
        with pytest.raises(Refused) as shut:
            took("A", time, unit=DONG_KINH, day=day)
        assert shut.value.code == code
    assert took("A", "07:00", unit=DONG_KINH).code == "A001"


def test_a_group_or_hall_that_is_not_there(cast: Cast) -> None:
    del cast
    for unit, group in ((KY_LUA, "Z"), ("06187.VP", "A"), ("99999", "A")):
        with pytest.raises(Refused):
            took(group, "08:00", unit=unit)
    assert not Ticket.objects.exists()


def test_people_before_me_and_the_pace_of_the_day(cast: Cast) -> None:
    plan = queries.plan_for(KY_LUA)
    for minute in range(9):
        took("B", f"08:0{minute}")
    mine = took("B", "08:10")
    took("B", "08:11", "elderly")
    assert queries.ahead(mine, plan) == 10
    assert queries.minutes_left(mine, 10, on(DAY, "08:12")) is None
    for minute in (15, 19, 23, 27, 31):
        called(cast.binh, "2", f"08:{minute}")
    assert queries.ahead(mine, plan) == 5
    assert queries.minutes_left(mine, 5, on(DAY, "08:35")) == 25


def test_the_ledger_tells_what_the_rows_say(cast: Cast) -> None:
    ticket = took("B", "08:00", "elderly")
    called(cast.binh, "2", "08:01")
    transfer(ticket.id, "T", actor=cast.binh, at=on(DAY, "08:02"), key=None)
    assert list(verify(print).damages) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE queueing_ticket SET desk = '9'")
    assert [str(ticket.id) in str(one) for one in verify(print).damages] == [True]
