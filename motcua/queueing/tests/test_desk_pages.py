"""Bình at the desk: choose it, call, call again, note an absence; forms alone, no script. And who may not."""

import csv
import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from motcua.people.actor import Actor
from motcua.queueing.models import PlanVersion, Ticket
from motcua.queueing.tests.conftest import HALL, Screen, follow, send, text
from motcua.queueing.tests.test_tickets import KY_LUA
from tests.cast import Cast, officer, on

DESK, CALL, PLACE = "/desk/queue/", "/desk/queue/call/", "/desk/queue/place/"


def people(visitor: Client, groups: str, clock: Any) -> None:
    """Let somebody come for each group, a second apart."""
    for group in groups:
        send(visitor, f"{HALL}kiosk/", group=group)
        clock.shift(1)


def seated(client: Client, desk: str = "2", **data: Any) -> Client:
    answer = send(client, PLACE, unit=KY_LUA, desk=desk, **data)
    assert answer["Location"] == DESK
    return client


def act(client: Client, ticket: Ticket, noun: str, **data: Any) -> Any:
    return send(client, f"{DESK}tickets/{ticket.id}/{noun}/", **data)


def test_before_a_desk_is_chosen_the_bar_leads_to_the_choice_and_back(
    visitor: Client, screen: Screen, cast: Cast, clock: Any
) -> None:
    people(visitor, "BA", clock)
    binh = screen(cast.binh)
    bar = text(binh.get("/desk/?pile=due"))
    assert "Chưa chọn quầy để gọi số · chờ 2" in bar
    choose = "/desk/queue/?next=%2Fdesk%2F%3Fpile%3Ddue"
    assert f'href="{choose}"' in bar
    assert 'data-key="F8"' in bar
    assert 'name="next" value="/desk/?pile=due"' in text(binh.get(choose))
    assert binh.post(CALL, {"idempotency_key": str(uuid4())})["Location"] == DESK
    assert send(binh, PLACE, unit=KY_LUA, desk="2", next="/desk/?pile=due")["Location"] == "/desk/?pile=due"
    bar = text(binh.get("/desk/"))
    assert "Quầy 2 · chưa gọi ai · chờ 2" in bar
    assert f'action="{CALL}"' in bar


def test_the_way_back_never_leaves_this_house(screen: Screen, cast: Cast) -> None:
    binh = screen(cast.binh)
    for elsewhere in ("https://example.com/", "//example.com/desk/", "javascript:alert(1)"):
        assert send(binh, PLACE, unit=KY_LUA, desk="2", next=elsewhere)["Location"] == DESK


def test_who_calls_nobody_has_no_bar_and_a_house_without_halls_neither(
    screen: Screen, cast: Cast, monkeypatch: Any
) -> None:
    assert "queue-bar" not in text(screen(cast.chi).get("/inbox/"))
    monkeypatch.setattr(PlanVersion.objects, "filter", lambda **_: PlanVersion.objects.none())
    answer = screen(cast.binh).get("/desk/")
    assert answer.status_code == 200
    assert "queue-bar" not in text(answer)


def test_f8_calls_serves_and_calls_the_next(visitor: Client, screen: Screen, cast: Cast, clock: Any) -> None:
    people(visitor, "BBA", clock)
    binh = seated(screen(cast.binh))
    page = follow(binh, send(binh, CALL))
    assert "B001" in page
    assert "Lấy số 09:00" in page
    bar = text(binh.post(CALL, {"idempotency_key": str(uuid4()), "next": "/desk/"}, headers={"HX-Request": "true"}))
    assert "Quầy 2 · Đang phục vụ <strong>B002</strong> · chờ 1" in bar
    assert 'name="next" value="/desk/"' in bar
    send(binh, CALL)
    assert "Đã xong số A001. Chưa có ai chờ." in follow(binh, send(binh, CALL))
    assert "Chưa có ai chờ" in follow(binh, send(binh, CALL))
    assert set(Ticket.objects.values_list("state", flat=True)) == {"served"}


def test_only_the_chosen_work_is_called_and_leaving_the_desk_ends_it(
    visitor: Client, screen: Screen, cast: Cast, clock: Any
) -> None:
    people(visitor, "AB", clock)
    binh = seated(screen(cast.binh), group=["B"])
    assert "B001" in follow(binh, send(binh, CALL))
    assert "Chưa có ai chờ" in follow(binh, send(binh, CALL))
    assert Ticket.objects.get(group="A").state == "waiting"
    send(binh, PLACE, unit=KY_LUA, leave="yes")
    assert "Bạn ngồi quầy nào?" in text(binh.get(DESK))
    assert send(binh, PLACE, unit=KY_LUA, desk="9").status_code == 409
    assert send(binh, PLACE, unit="05977.TTPVHCC", desk="1").status_code == 404


def test_every_act_on_the_open_number_is_a_form(visitor: Client, screen: Screen, cast: Cast, clock: Any) -> None:
    people(visitor, "BBBB", clock)
    binh = seated(screen(cast.binh))
    send(binh, CALL)
    first, second, third, _fourth = Ticket.objects.order_by("number")
    page = text(binh.get(DESK))
    assert "Gọi đủ 2 lần mới ghi vắng mặt được" in page
    assert act(binh, first, "absence").status_code == 409
    assert "gọi 2 lần" in follow(binh, act(binh, first, "recall"))
    assert "Vắng mặt hôm nay" in follow(binh, act(binh, first, "absence"))
    assert follow(binh, act(binh, first, "return")).count("B001") == 1
    send(binh, CALL)
    assert "Đã chuyển số B002." in follow(binh, act(binh, second, "transfer", group="T"))
    assert act(binh, third, "transfer", group="T").status_code == 409
    send(binh, CALL)
    act(binh, third, "completion")
    assert act(binh, third, "favour").status_code == 404
    states = dict(Ticket.objects.values_list("number", "state"))
    assert states == {1: "waiting", 2: "waiting", 3: "served", 4: "waiting"}


def test_outsiders_and_other_halls_find_nothing_here(visitor: Client, screen: Screen, cast: Cast, clock: Any) -> None:
    people(visitor, "B", clock)
    seated(screen(cast.binh))
    ticket = Ticket.objects.get()
    other = officer("hue.dongkinh", on("2026-04-29"))
    strangers: list[Actor] = [cast.khoa, cast.an, cast.chi, cast.giang, other]
    for who in strangers:
        client = screen(who)
        assert act(client, ticket, "recall").status_code == 404
        assert client.get("/desk/queue/waiting/", {"unit": KY_LUA}).status_code == 404
        assert client.get("/desk/queue/waiting.csv", {"unit": KY_LUA}).status_code == 404
        if who is not other:
            assert client.get(DESK).status_code == 404
            assert send(client, PLACE, unit=KY_LUA, desk="1").status_code == 404
    assert send(screen(other), PLACE, unit=KY_LUA, desk="1").status_code == 404
    assert "B001" not in text(screen(other).get(DESK, {"unit": KY_LUA}))
    for path in (DESK, "/desk/queue/waiting/"):
        assert visitor.get(path).status_code in (302, 404)
    assert Ticket.objects.get().state == "waiting"


def test_waiting_times_are_shown_to_who_leads_or_audits_and_as_a_table(
    visitor: Client, screen: Screen, cast: Cast, clock: Any
) -> None:
    people(visitor, "BB", clock)
    clock.shift(6 * 60 + 18)
    binh = seated(screen(cast.binh))
    send(binh, CALL)
    clock.shift(4 * 60)
    send(binh, CALL)
    for who in (cast.binh, cast.ha, officer("thu.kylua", on("2026-04-29"))):
        page = text(screen(who).get("/desk/queue/waiting/", {"unit": KY_LUA}))
        assert '<b>2</b> <span class="tile__label">số đã phát' in page
        assert "09:00–09:59" in page
        assert "B. Hộ tịch" in page
    answer = screen(cast.ha).get(
        "/desk/queue/waiting.csv", {"unit": KY_LUA, "first": "2026-04-01", "last": "2026-04-29"}
    )
    assert answer["Content-Disposition"] == f'attachment; filename="waiting-{KY_LUA}-2026-04-01-2026-04-29.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (row["unit"], row["day"], row["hour"], row["group"]) == (KY_LUA, "2026-04-29", "9", "B")
    assert (row["tickets"], row["served"], row["missed"]) == ("2", "1", "0")
    assert (row["waiting_longest"], row["service_median"]) == ("619", "240")


@pytest.mark.parametrize("dates", [("2020-01-01", "2026-04-29"), ("2026-04-29", "2026-04-01"), ("x", "y")])
def test_a_wrong_or_endless_stretch_of_days_is_shortened(screen: Screen, cast: Cast, dates: tuple[str, str]) -> None:
    first, last = dates
    answer = screen(cast.ha).get("/desk/queue/waiting/", {"unit": KY_LUA, "first": first, "last": last})
    assert answer.status_code == 200
    shown = text(answer)
    assert f'name="first" value="{first}"' not in shown or last == "2026-04-01"
