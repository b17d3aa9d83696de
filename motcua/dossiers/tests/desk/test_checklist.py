"""What Chi finds of each paper is kept: it is there tomorrow, and what does not fit leads to the supplement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from motcua.core.refusal import Refused
from motcua.dossiers import findings
from motcua.dossiers.actions.check import check
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.stories import new_key, received
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from tests.cast import Cast, on

LATER = on("2026-04-20", "10:00")


@pytest.fixture
def with_chi(cast: Cast, clock: Any) -> UUID:
    """Return a birth that was received and lies with Chi."""
    id_ = received(cast)
    clock.move_to(LATER)
    return id_


def marks(id_: UUID) -> dict[str, str]:
    return findings.marks(ledger.stream(f"dossier:{id_}"))


def test_marks_are_kept_and_shown(cast: Cast, screen: Screen, with_chi: UUID) -> None:
    chi, before = screen(cast.chi), read(with_chi).now
    page = chi.get(page_of(with_chi)).content.decode()
    assert 'name="mark.birth_notice" value="fits"' in page
    assert " checked" not in page.partition('class="checklist"')[2].partition("</form>")[0]
    sent = {"idempotency_key": new_key(), "mark.birth_notice": "fails"}
    for _twice in range(2):
        answer = chi.post(page_of(with_chi, "checklist"), sent)
        assert answer.status_code == 302
        assert answer["Location"] == page_of(with_chi)
    assert marks(with_chi) == {"birth_notice": "fails"}
    assert len([e for e in ledger.stream(f"dossier:{with_chi}") if e.type == "dossier.checked"]) == 1
    shown = chi.get(page_of(with_chi)).content.decode()
    assert 'name="mark.birth_notice" value="fails" checked' in shown
    after = read(with_chi).now
    assert (after.state, after.step, after.due_at) == (before.state, before.step, before.due_at)
    assert "đánh dấu giấy tờ đã kiểm tra" in shown
    assert verify(print).damages == []


def test_what_does_not_fit_leads_to_the_supplement(cast: Cast, screen: Screen, with_chi: UUID) -> None:
    chi = screen(cast.chi)
    sent = {"idempotency_key": new_key(), "mark.birth_notice": "fails", "supplement": "yes"}
    answer = chi.post(page_of(with_chi, "checklist"), sent)
    assert answer["Location"] == f"{page_of(with_chi, 'supplement-request')}?mark.birth_notice=fails"
    assert "Đã đánh dấu không đạt" in text(chi.get(answer["Location"]))
    again = chi.post(page_of(with_chi, "checklist"), {**sent, "idempotency_key": new_key()})
    assert again["Location"] == answer["Location"], "what is noted already is no reason to stop"


def test_who_may_and_what_is_refused(cast: Cast, screen: Screen, with_chi: UUID) -> None:
    for stranger in (cast.khoa, cast.giang):
        answer = screen(stranger).post(page_of(with_chi, "checklist"), {"mark.birth_notice": "fits"})
        assert answer.status_code in (403, 404)
    with pytest.raises(Refused, match="không có trong thành phần"):
        check(with_chi, actor=cast.chi, at=LATER, key=None, found={"passport": "fits"})
    with pytest.raises(Refused, match="không có trong thành phần"):
        check(with_chi, actor=cast.chi, at=LATER, key=None, found={"birth_notice": "perfect"})
    with pytest.raises(Refused, match="Chưa đánh dấu"):
        check(with_chi, actor=cast.chi, at=LATER, key=None, found={})
    with pytest.raises(Refused):
        check(with_chi, actor=cast.binh, at=LATER, key=None, found={"birth_notice": "fits"})
    assert marks(with_chi) == {}
