"""The director of a one-stop shop sees the day: three things to do first, each number opens down to its dossiers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossiers import centre
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, text
from motcua.dossiers.tests.desk.copies import copies
from motcua.dossiers.tests.stories import lodged, received
from motcua.notices.models import Message
from motcua.people.actor import Actor
from motcua.queueing.actions.take import take
from tests.cast import Cast, officer

HALL = "06187.TTPVHCC"
PAGE = "/desk/centre/"


@pytest.fixture
def thu(cast: Cast) -> Actor:
    """Give Thu, head of the centre of Kỳ Lừa."""
    return officer("thu.kylua", MONDAY)


def see(screen: Screen, who: Actor, address: str = PAGE) -> Any:
    return screen(who).get(address)


def test_only_a_director_has_the_page(cast: Cast, screen: Screen, thu: Actor) -> None:
    assert see(screen, thu).status_code == 200
    for other in (cast.binh, cast.mai, cast.chi, cast.an, cast.giang):
        assert see(screen, other).status_code == 404


def test_a_quiet_morning_says_so(screen: Screen, thu: Actor) -> None:
    assert "Hôm nay chưa có việc gì cần anh chị" in text(see(screen, thu))


def test_a_late_dossier_is_the_first_thing_with_whoever_holds_it(
    cast: Cast, screen: Screen, thu: Actor, clock: Any
) -> None:
    id_ = received(cast)
    due = Dossier.objects.get(pk=id_).due_at
    assert due is not None
    clock.move_to(due - timedelta(minutes=1))
    page = text(see(screen, thu))
    assert "1 hồ sơ hẹn trả hôm nay mà chưa xong." in page
    assert "đã trễ;" not in page
    clock.move_to(due + timedelta(minutes=1))
    page = text(see(screen, thu))
    assert "Đôn đốc 1 hồ sơ đã trễ; lâu nhất ở" in page
    assert "hẹn trả hôm nay mà chưa xong." not in page
    down = text(see(screen, thu, f"{PAGE}?list=late"))
    assert Dossier.objects.get(pk=id_).code in down
    assert f"/desk/dossiers/{id_}/" in down


def test_what_came_from_home_and_nobody_checked(cast: Cast, screen: Screen, thu: Actor, clock: Any) -> None:
    id_ = lodged(cast)
    by = Dossier.objects.get(pk=id_).check_by
    assert by is not None
    assert "đã quá giờ kiểm tra" not in text(see(screen, thu))
    clock.move_to(by + timedelta(minutes=1))
    page = text(see(screen, thu, f"{PAGE}?list=unchecked"))
    assert "1 hồ sơ nộp từ xa đã quá giờ kiểm tra." in page
    assert Dossier.objects.get(pk=id_).code in page


def test_the_hall_tells_who_waits_and_how_long(cast: Cast, screen: Screen, thu: Actor, clock: Any) -> None:
    take(unit=HALL, group="A", source="desk", actor=cast.binh, at=MONDAY, key=str(uuid4()))
    take(unit=HALL, group="A", source="desk", actor=cast.binh, at=MONDAY + timedelta(minutes=5), key=str(uuid4()))
    clock.move_to(MONDAY + timedelta(minutes=29))
    assert "2 người chờ, lâu nhất 29 phút, 0 quầy đang gọi" in text(see(screen, thu))
    clock.move_to(MONDAY + timedelta(minutes=31))
    assert "2 người đang chờ, lâu nhất 31 phút, 0 quầy đang gọi: mở thêm quầy." in text(see(screen, thu))


def letter(subject: str, at: datetime, state: str = "failed") -> None:
    Message.objects.create(
        key=str(uuid4()), channel="email", letter="received", subject=subject, created_at=at, state=state
    )


def test_letters_of_own_dossiers_that_did_not_arrive(cast: Cast, screen: Screen, thu: Actor) -> None:
    id_ = received(cast)
    letter(f"dossier:{id_}", MONDAY)
    letter(f"dossier:{id_}", MONDAY, "sent")
    letter(f"dossier:{id_}", MONDAY - timedelta(days=4))
    letter(f"dossier:{uuid4()}", MONDAY)
    assert len(centre.letters_failed([HALL], MONDAY)) == 1
    assert "1 tin gửi người dân không đến nơi." in text(see(screen, thu))


def test_more_dossiers_cost_no_more_queries(cast: Cast, screen: Screen, thu: Actor) -> None:
    client = screen(thu)
    received(cast)

    def cost() -> int:
        client.get(f"{PAGE}?list=received")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{PAGE}?list=received")
        return len(seen)

    few = cost()
    for _ in range(4):
        received(cast)
    assert cost() == few
    assert few < 60


def test_the_day_is_found_by_an_index(cast: Cast) -> None:
    for pile in (centre.received, centre.due, centre.late, centre.unchecked, centre.supplements):
        plan = pile([HALL], MONDAY).order_by().explain()
        assert "SCAN dossiers_dossier" not in plan, (pile.__name__, plan)


def test_the_money_of_the_day_by_cashier(cast: Cast, screen: Screen, thu: Actor) -> None:
    owing = enter(copies(5, 2), actor=cast.binh, at=MONDAY, key=str(uuid4())).dossier_id
    pay(owing, actor=cast.mai, at=MONDAY, key=str(uuid4()), amount=10_000, method="cash")
    pay(owing, actor=cast.mai, at=MONDAY, key=str(uuid4()), amount=4_000, method="transfer")
    [till] = centre.tills_of(HALL, MONDAY)
    assert (till.cashier, till.cash, till.other) == (cast.mai.id, 10_000, 4_000)
    assert centre.tills_of(HALL, MONDAY + timedelta(days=1)) == []
    page = text(see(screen, thu))
    assert "Triệu Thị Mai" in page
    assert "10.000 đ" in page
    assert "+ 4.000 đ chuyển khoản" in page
