"""Two officers at once, a second click, a step that moved, a session that ended: told in words, nothing lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from motcua.core.refusal import Refused
from motcua.dossiers.actions.route import route
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, act, page_of, text
from motcua.dossiers.tests.stories import new_key, received
from tests.cast import Cast, officer, on

LATER = on("2026-04-20", "09:00")


@pytest.fixture
def at_chi(cast: Cast, clock: Any) -> UUID:
    """Return a registration that waits for Chi at 9:00 on Monday."""
    id_ = received(cast)
    clock.move_to(LATER)
    return id_


def test_the_second_officer_reads_what_happened_and_keeps_their_words(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    now = read(at_chi).now
    seen = {"version": str(now.seq), "step_seq": str(now.step_seq)}
    chi, thinh = screen(cast.chi), screen(officer("thinh.kylua", LATER))
    act(chi, at_chi, "route", outcome="forward", **seen)
    late = act(thinh, at_chi, "route", outcome="back", note="Đề nghị bổ sung trang 2", **seen)
    page = text(late)
    assert late.status_code == 409
    assert "Trong lúc bạn mở trang này" in page
    assert "Nông Thị Linh Chi chuyển từ B2." in page
    assert "Đề nghị bổ sung trang 2" in page
    assert read(at_chi).now.step == "B3"


def test_a_dossier_that_ended_meanwhile_shows_the_words_to_copy(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    version = {"version": str(read(at_chi).now.seq)}
    act(screen(cast.binh), at_chi, "stop-notice", way="counter", reason="Đổi ý")
    late = act(screen(cast.chi), at_chi, "route", outcome="back", note="Thiếu chữ ký của mẹ", **version)
    page = text(late)
    assert "đã dừng theo yêu cầu" in page
    assert "Lương Văn Bình dừng giải quyết theo yêu cầu" in page
    assert "Thiếu chữ ký của mẹ" in page
    assert read(at_chi).now.state == "stopped"


def test_what_was_meant_for_one_step_is_never_done_to_the_next(cast: Cast, at_chi: UUID) -> None:
    stale = read(at_chi).now.step_seq
    route(at_chi, actor=cast.chi, at=LATER, key=new_key(), outcome="forward", step_seq=stale)
    with pytest.raises(Refused, match="step_moved"):
        route(at_chi, actor=cast.nam, at=LATER, key=new_key(), outcome="back", note="x", step_seq=stale)


def test_a_second_click_after_the_form_is_gone_gives_the_first_answer(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    chi, key = screen(cast.chi), str(uuid4())
    first = act(chi, at_chi, "route", outcome="forward", idempotency_key=key)
    seq = read(at_chi).now.seq
    second = act(chi, at_chi, "route", outcome="forward", idempotency_key=key)
    assert (first.status_code, second.status_code, first["Location"]) == (302, 302, second["Location"])
    assert read(at_chi).now.seq == seq


def test_a_stopped_dossier_answers_the_second_click_too(cast: Cast, screen: Screen, at_chi: UUID) -> None:
    binh, key = screen(cast.binh), str(uuid4())
    for _ in range(2):
        answer = act(binh, at_chi, "stop-notice", way="counter", reason="Đổi ý", idempotency_key=key)
        assert answer["Location"] == page_of(at_chi)


def test_whoever_lost_the_session_comes_back_to_the_same_page(cast: Cast, at_chi: UUID) -> None:
    address = page_of(at_chi, "route")
    answer = Client().get(address)
    assert answer["Location"] == f"/account/login/?next={address}"
    sent = Client().post(address, {"note": "x"}, headers={"referer": f"http://testserver{address}"})
    assert sent["Location"] == f"/account/login/?next={address}"
    foreign = Client().post(address, {"note": "x"}, headers={"referer": "https://evil.example/x/"})
    assert foreign["Location"] == "/account/login/?next=/"


def test_a_clock_set_back_is_told(cast: Cast, screen: Screen, at_chi: UUID, clock: Any) -> None:
    clock.move_to(on("2026-04-20", "08:00"))
    answer = act(screen(cast.chi), at_chi, "route", outcome="forward")
    assert "Thời điểm ghi sớm hơn" in text(answer) or "Kiểm tra đồng hồ của máy chủ" in text(answer)
    assert read(at_chi).now.step == "B2"
