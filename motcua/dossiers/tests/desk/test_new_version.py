"""The head's pages: what a newer version would do to a dossier, and which dossiers still run on an older one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from motcua.core.process.decide.carrying import FAVOURABLE, Ground
from motcua.dossiers import older, queries
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.carry import carry
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Dossier
from motcua.dossiers.particulars import particulars
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.test_carrying import BASIS, CODE, JULY, LODGED, new_version
from motcua.people.actor import Actor, Duty
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published
from tests.attacks.walking import cases, entered, holder, lodgement, walk
from tests.cast import Cast, officer, on

OLDER = "/desk/older-versions/"


@pytest.fixture
def permit(cast: Cast, clock: Any) -> UUID:
    """A permit of June at the handler's step; it is July."""
    version, definition, case = next(cases(CODE))
    id_ = entered(lodgement(version, definition, case, "06187"), LODGED)
    walk(id_, until="B3", since=LODGED)
    clock.move_to(JULY)
    return id_


def given(id_: UUID, **changes: Any) -> dict[str, Any]:
    values = {
        "idempotency_key": str(uuid4()),
        "new_version": new_version(),
        "version": read(id_).now.seq,
        "step_seq": read(id_).now.step_seq,
        "ground": FAVOURABLE,
        "legal_basis": BASIS,
        "reason": "Thời hạn mới ngắn hơn",
    }
    return {**values, **changes}


def test_the_head_sees_what_changes_and_why_before_confirming(permit: UUID, screen: Screen) -> None:
    head = screen(holder("head", "06187.KT", JULY))
    assert "Thủ tục có bản mới áp dụng từ 01/07/2026; hồ sơ này vẫn theo bản khi tiếp nhận." in text(
        head.get(page_of(permit))
    )
    page = text(head.get(page_of(permit, "new-version")))
    assert "<td>15 ngày</td><td><strong>7 ngày làm việc</strong></td>" in page
    assert "17:00 Thứ Ba 14/07/2026</td><td><strong>17:00 Thứ Tư 08/07/2026</strong>" in page
    assert "Nhận hồ sơ" in page  # the trace, day by day
    assert "Thời hạn giải quyết" in page
    assert "Bản mới không đòi thêm giấy tờ nào" in page
    assert "Người nộp được báo ngày hẹn mới và lý do qua tin nhắn." in page


def test_confirmed_once_however_often_it_is_sent(permit: UUID, screen: Screen) -> None:
    head, form = screen(holder("head", "06187.KT", JULY)), given(permit)
    for _ in range(2):
        assert head.post(page_of(permit, "new-version"), form)["Location"] == page_of(permit)
    now = read(permit).now
    assert (now.procedure_version, now.carried_at) == (new_version(), JULY)
    assert "chuyển hồ sơ sang bản mới của thủ tục theo 175/2024/NĐ-CP" in text(head.get(page_of(permit)))
    assert head.get(page_of(permit, "new-version"))["Location"] == page_of(permit)


def test_what_was_typed_stays_and_what_happened_meanwhile_is_told(permit: UUID, screen: Screen, clock: Any) -> None:
    who, form = holder("head", "06187.KT", JULY), given(permit)
    head = screen(who)
    page = head.post(page_of(permit, "new-version"), {**form, "legal_basis": ""})
    assert page.status_code == 400
    assert "Thời hạn mới ngắn hơn" in text(page)
    walk(permit, until="B4", since=JULY)
    clock.move_to(on("2026-07-01", "10:00"))
    head = screen(who)
    page = head.post(page_of(permit, "new-version"), {**form, "idempotency_key": str(uuid4())})
    assert page.status_code == 409
    assert "Hồ sơ đã sang bước khác từ khi bạn mở trang này." in text(page)
    assert "Trong lúc bạn mở trang này" in text(page)


def test_a_paper_that_the_new_version_knows_no_more_stays_with_its_name(
    cast: Cast, clock: Any, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, definition, case = next(cases(CODE))
    id_ = entered(lodgement(version, definition, case, "06187"), LODGED)
    walk(id_, until="B3", since=LODGED)
    at, asker = on("2026-06-29", "14:00"), holder("handler", "06187.KT", JULY)
    ask_supplement(id_, actor=asker, at=at, key=str(uuid4()), reasons={"land_title": "Mờ trang 2"})
    again = [Handed("land_title", "paper", copies=1, note="bản rõ hơn")]
    answer_supplement(id_, actor=cast.binh, at=on("2026-06-30", "09:00"), key=str(uuid4()), papers=again)
    head = holder("head", "06187.KT", JULY)
    ground = Ground(FAVOURABLE, BASIS, "Thời hạn mới ngắn hơn")
    carry(id_, actor=head, at=JULY, key=str(uuid4()), version=new_version(), ground=ground)
    name, known, new = definition.component("land_title").name, procedures.by_version, new_version()

    def without(wanted: UUID) -> Published:
        found = known(wanted)
        if str(wanted) != new:
            return found
        left = tuple(one for one in found.definition.components if one.code != "land_title")
        return replace(found, definition=replace(found.definition, components=left))

    monkeypatch.setattr(procedures, "by_version", without)
    clock.move_to(JULY)
    page = text(screen(head).get(page_of(id_)))
    assert "bản rõ hơn" in page, "the paper is still shown"
    assert f"{name}: Mờ trang 2" in page
    told = particulars(Dossier.objects.get(pk=id_))
    assert name in [paper["name"] for paper in told.papers]


def test_a_version_that_no_page_carried_changes_nothing(permit: UUID, screen: Screen) -> None:
    head = screen(holder("head", "06187.KT", JULY))
    for said in ("9" * 5000, "²", "x"):
        assert head.get(page_of(permit, "new-version"), {"version": said}).status_code == 200


def test_a_thousand_and_more_new_versions_are_one_list(permit: UUID) -> None:
    control = Actor("user:van", "user", frozenset({Duty("H37.VP", "registrar")}))
    (group,) = older.behind(control, JULY.date())
    others = [replace(group, own=replace(group.own, id=uuid4())) for _ in range(1200)]
    assert [row.pk for row in older.dossiers(control, [*others, group])] == [permit]


def test_who_may_not_carry_is_led_back_with_the_reason(permit: UUID, screen: Screen, cast: Cast) -> None:
    handler = screen(holder("handler", "06187.KT", JULY))
    assert handler.get(page_of(permit, "new-version"))["Location"] == page_of(permit)
    page = text(handler.get(page_of(permit)))
    assert "Việc này của người phụ trách đơn vị giải quyết." in page
    assert "Xem nếu chuyển sang bản mới" not in page
    assert screen(cast.khoa).get(page_of(permit, "new-version")).status_code == 404


def test_older_versions_are_counted_for_control_and_opened_by_who_may(permit: UUID, screen: Screen, cast: Cast) -> None:
    code, van = read(permit).now.code, officer("van.vpub", JULY)
    head = text(screen(holder("head", "06187.KT", JULY)).get(OLDER))
    assert f'href="{page_of(permit)}">{code}' in head
    assert f'href="{page_of(permit, "new-version")}"' in head
    control = text(screen(van).get(f"{OLDER}?procedure={CODE}"))
    assert f'href="{page_of(permit)}">{code}' in control
    assert "Hoàng Văn Thử" not in control
    assert page_of(permit, "new-version") not in control
    only = Actor(van.id, "user", frozenset({Duty("H37.VP", "registrar")}))
    assert [group.number for group in older.behind(only, JULY.date())] == [1]
    assert not queries.visible_to(only).exists()
    assert "1 hồ sơ đang giải quyết theo bản cũ" in text(screen(van).get(reverse("procedures:registered", args=[CODE])))
    assert code not in text(screen(holder("leader", "05977", JULY)).get(OLDER))
    for nobody in (holder("handler", "06187.KT", JULY), cast.binh, cast.khoa):
        assert screen(nobody).get(OLDER).status_code == 404
