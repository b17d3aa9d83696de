"""The page that is kept for visitors: what changes in it shows at the next request, and nothing of a person stays."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.core.procedure.publication import Publication
from motcua.people.actions.units import establish_unit
from motcua.people.models import OrgUnit, User
from motcua.people.tests.conftest import unit_record
from motcua.procedures import ports, queries
from motcua.procedures.actions import publish, publish_route, repeal
from motcua.procedures.tests.conftest import LOADER, STARTED, TODAY
from motcua.procedures.tests.route_desk import BACKEND
from motcua.procedures.web import kept
from motcua.procedures.web.public import procedure
from motcua.ui import context
from motcua.worktime.actions import publish_calendar
from motcua.worktime.tests.test_publish import shipped

BIRTH = "/procedures/1.001193/"
INNOVATION = "/procedures/1.014438/"
DAY = datetime(2026, 7, 15, 3, tzinfo=UTC)
DECISION = Publication("QĐ thử", date(2026, 7, 14), TODAY, date(2026, 7, 14))

pytestmark = pytest.mark.usefixtures("register_and_units", "a_day_in_july")


@pytest.fixture
def a_day_in_july() -> Iterator[Any]:
    procedure.forget()
    with time_machine.travel(DAY, tick=False) as moved:
        yield moved


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tell which pages were drawn, and not taken from memory."""
    told: list[str] = []
    draw = procedure._context

    def counted(request: Any, published: Any, on: date) -> Any:
        told.append(request.get_full_path())
        return draw(request, published, on)

    monkeypatch.setattr(procedure, "_context", counted)
    return told


def read(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def changed(code: str, **parts: Any) -> None:
    version = queries.published(code, TODAY)
    assert version is not None
    publish(replace(version.definition, **parts), DECISION, actor=LOADER, at=DAY)


def test_it_is_drawn_once_for_all_visitors_and_then_takes_one_question(drawn: list[str]) -> None:
    first = read(Client(), BIRTH)
    with CaptureQueriesContext(connection) as asked:
        assert read(Client(), BIRTH) == first
    assert drawn == [BIRTH]
    # What is asked besides is whether this is a demonstration whose story is still being played.
    assert len([one for one in asked if "procedures_procedure" in one["sql"]]) == 1
    assert not [one for one in asked if "procedures_procedureversion" in one["sql"]]


def test_answers_from_lists_are_kept_in_any_order_and_with_empty_ones(drawn: list[str]) -> None:
    read(Client(), f"{BIRTH}?channel=direct&child=abandoned")
    page = read(Client(), f"{BIRTH}?child=abandoned&late=&channel=direct")
    assert "Biên bản về việc trẻ bị bỏ rơi" in page
    assert len(drawn) == 1


@pytest.mark.parametrize(
    "query", ["x=1", "child=invented", "channel=direct&channel=direct", "near=hoang+dong", "place=1"]
)
def test_what_anybody_may_invent_is_never_kept(drawn: list[str], query: str) -> None:
    for _ in range(2):
        read(Client(), f"{BIRTH}?{query}")
    assert len(drawn) == 2


def test_a_publication_shows_at_once(drawn: list[str]) -> None:
    assert "Tên mới của việc này" not in read(Client(), BIRTH)
    changed("1.001193", title="Tên mới của việc này")
    assert '<h1 class="govuk-heading-l">Tên mới của việc này</h1>' in read(Client(), BIRTH)
    assert len(drawn) == 2


def test_a_publication_of_another_procedure_draws_nothing_anew(drawn: list[str]) -> None:
    read(Client(), BIRTH)
    changed("1.014438", title="Tên mới")
    read(Client(), BIRTH)
    assert len(drawn) == 1


def test_a_repeal_shows_at_once() -> None:
    read(Client(), BIRTH)
    repeal("1.001193", DECISION, actor=LOADER, at=DAY)
    assert Client().get(BIRTH).status_code == 404


def test_a_version_that_waits_comes_on_its_day(a_day_in_july: Any) -> None:
    version = queries.published("1.001193", TODAY)
    assert version is not None
    read(Client(), BIRTH)
    coming = Publication("QĐ thử", date(2026, 7, 14), date(2026, 7, 16), date(2026, 7, 14))
    publish(replace(version.definition, title="Tên của ngày mai"), coming, actor=LOADER, at=DAY)
    assert "Từ 16/07/2026 áp dụng bản mới" in read(Client(), BIRTH)
    a_day_in_july.move_to(datetime(2026, 7, 15, 16, 59, tzinfo=UTC))
    assert "Tên của ngày mai" not in read(Client(), BIRTH)
    a_day_in_july.move_to(datetime(2026, 7, 15, 17, tzinfo=UTC))
    assert "Tên của ngày mai" in read(Client(), BIRTH)


def test_a_new_version_of_the_route_shows_at_once() -> None:
    version = queries.published("1.014438", TODAY)
    assert version is not None
    before = queries.route_for(version.definition.cases[-1], TODAY)
    assert before is not None
    assert "Soát xét lần cuối" not in read(Client(), INNOVATION)
    steps = (replace(before.definition.steps[0], name="Soát xét lần cuối"), *before.definition.steps[1:])
    publish_route(replace(before.definition, version=before.number + 1, steps=steps), DECISION, actor=LOADER, at=DAY)
    assert "Soát xét lần cuối" in read(Client(), INNOVATION)


def unit_changed(code: str, **parts: Any) -> None:
    row = OrgUnit.objects.select_related("parent").get(code=code)
    names = ("name", "kind", "level", "place", "area_code", "agency_code", "calendar", "phone", "address", "note")
    present = {name: getattr(row, name) for name in (*names, "valid_from", "valid_to", "unverified")}
    present["unverified"] = tuple(present["unverified"])
    parent = row.parent.code if row.parent else ""
    establish_unit(record=unit_record(code, parent, **{**present, **parts}), actor=LOADER, at=DAY)


def test_another_name_of_the_centre_shows_at_once() -> None:
    assert "Nhà Một cửa mới" not in read(Client(), INNOVATION)
    unit_changed("H37.TTPVHCC", name="Nhà Một cửa mới", phone="02053 000 000")
    page = read(Client(), INNOVATION)
    assert "Nhà Một cửa mới" in page
    assert "02053 000 000" in page


def test_a_commune_and_its_centre_show_their_new_names_at_once(drawn: list[str]) -> None:
    there = f"{BIRTH}?place=06184"
    assert "Trung tâm Phục vụ hành chính công xã Đồng Đăng" in read(Client(), there)
    unit_changed("06184.TTPVHCC", name="Một cửa Đồng Đăng", address="Khu Ga, xã Đồng Đăng")
    page = read(Client(), there)
    assert "<strong>Một cửa Đồng Đăng</strong><br>Khu Ga, xã Đồng Đăng" in page
    unit_changed("06187.TTPVHCC", name="Một cửa Kỳ Lừa")
    assert read(Client(), there) == page
    assert len(drawn) == 2


def test_other_office_hours_show_at_once() -> None:
    publish_calendar(shipped("calendars/vn.yaml"), actor=LOADER, at=STARTED)
    hours = {**shipped("calendars/H37.yaml"), "unverified": []}
    assert "Giờ làm việc" not in read(Client(), INNOVATION)
    publish_calendar(hours, actor=LOADER, at=DAY)
    assert "7:30–11:30, 13:00–17:00" in read(Client(), INNOVATION)


def test_the_real_pace_shows_as_soon_as_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, ports.Pace | None] = {"": None, "06184": None}
    monkeypatch.setattr(ports, "pace", lambda _d, _c, _a, place, _at: known[place])
    there = f"{BIRTH}?place=06184"
    assert "90 ngày qua" not in read(Client(), there)
    known[""] = ports.Pace(40, 9, 2, working=True)
    assert "Trong tỉnh 90 ngày qua: 9/10 hồ sơ xong trong 2 ngày làm việc." in read(Client(), there)
    known["06184"] = ports.Pace(12, 8, 1, working=True)
    assert "Ở xã Đồng Đăng 90 ngày qua: 8/10 hồ sơ xong trong 1 ngày làm việc." in read(Client(), there)
    assert "Trong tỉnh 90 ngày qua: 9/10" in read(Client(), BIRTH)


def test_banners_and_languages_are_pages_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    english = Client()
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert 'lang="en"' in read(english, BIRTH)
    assert '<html class="govuk-template" lang="vi"' in read(Client(), BIRTH)
    monkeypatch.setattr(context, "_banner_sources", [lambda _request: context.Banner("Nghỉ bão ngày mai")])
    assert "Nghỉ bão ngày mai" in read(Client(), BIRTH)


def test_whoever_is_logged_in_has_a_page_of_their_own(drawn: list[str]) -> None:
    an = Client()
    an.force_login(User.objects.create(username="an", name="An"), backend=BACKEND)
    answer = an.get(BIRTH)
    assert "Thoát" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    read(an, BIRTH)
    assert len(drawn) == 2
    assert "Thoát" not in read(Client(), BIRTH)


def test_a_browser_that_has_it_is_sent_nothing_and_others_little() -> None:
    plain = Client().get(BIRTH)
    small = Client().get(BIRTH, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < 12_000
    assert {"Accept-Encoding", "Cookie"} <= {word.strip() for word in small["Vary"].split(",")}
    again = Client().get(BIRTH, headers={"if-none-match": plain["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    changed("1.001193", title="Tên mới")
    assert Client().get(BIRTH, headers={"if-none-match": plain["ETag"]}).status_code == 200


def test_the_shelf_forgets_what_was_not_used_for_longest() -> None:
    shelf: kept.Shelf[str] = kept.Shelf(most=10)
    shelf.put(("a",), "A", 4)
    shelf.put(("b",), "B", 4)
    assert shelf.get(("a",)) == "A"
    shelf.put(("c",), "C", 4)
    assert (shelf.get(("a",)), shelf.get(("b",)), shelf.get(("c",))) == ("A", None, "C")
    shelf.put(("a",), "AA", 11)
    assert shelf.get(("a",)) is None
