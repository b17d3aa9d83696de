"""What may be demanded: papers of the case or of an article in force, a listed ground; lodging again is flagged."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.core.procedure.citations import of_procedure
from motcua.core.refusal import Refused
from motcua.core.signs.rules import More
from motcua.dossiers import guards
from motcua.dossiers.actions import ask_supplement as asking
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.law import definition_of
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import BlockedDemand, Dossier, Sign, Slip, SupplementRequest
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import Screen, act, page_of, text
from motcua.dossiers.tests.signs.test_signs import sent
from motcua.dossiers.tests.stories import RECEIVED, lodged, new_key
from motcua.ledger import read as ledger
from motcua.ledger.work import run_once
from motcua.procedures.actions.enter_act import Particulars, enter_act
from motcua.procedures.models import Act
from tests.cast import Cast, officer


def enter(number: str, since: date, until: date | None = None) -> Act:
    """Let procedure control enter an act in the register."""
    van = officer("van.vpub", RECEIVED)
    return enter_act(Particulars(number, valid_from=since, valid_to=until), actor=van, at=RECEIVED)


def test_a_paper_off_the_list_is_asked_by_an_article_in_force_and_comes_like_any_other(
    cast: Cast, clock: Any, screen: Screen
) -> None:
    id_, law = sent(cast, clock), enter("77/2025/NĐ-CP", date(2025, 7, 1))
    counter = screen(cast.binh)
    form = {"law-what": "Giấy xác nhận của cơ sở y tế", "law-act": "9999/1999/NĐ-CP", "law-article": "5"}
    page = act(counter, id_, "supplement-request", **form)
    assert page.status_code == 400
    assert "không có trong sổ văn bản" in text(page)
    assert (
        act(counter, id_, "supplement-request", **{**form, "law-act": law.number, "law-article": ""}).status_code == 400
    )
    form |= {"law-act": law.number, "law-clause": "2", "law-point": "a"}
    assert act(counter, id_, "supplement-request", **form).status_code == 302
    (code,) = SupplementRequest.objects.get(dossier_id=id_).items
    assert code.startswith("law.")
    assert len(code) <= 40
    words = f"điểm a khoản 2 Điều 5 văn bản {law.key}"
    assert words in str(Slip.objects.get(dossier_id=id_).data)
    assert words in text(counter.get(page_of(id_)))
    assert words in text(counter.get(page_of(id_, "supplement")))
    answer_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), papers=[Handed(code, "paper", originals=1)])
    assert words in text(counter.get(page_of(id_)))
    assert not BlockedDemand.objects.exists()


def test_an_article_of_an_act_that_is_not_in_force_is_no_ground(cast: Cast, clock: Any) -> None:
    id_ = sent(cast, clock)
    enter("1/1990/NĐ-CP", date(1990, 1, 1), date(2000, 1, 1))
    definition = definition_of(read(id_).now)
    own = next(one.key for one in of_procedure(definition) if one.key.count("/") == 2)
    assert guards.cite(own, "7", "", "", RECEIVED.date(), definition).act == own
    for code in ("law.1_1990_NĐ-CP.5", "household_book"):
        with pytest.raises(Refused):
            ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons={code: "Nộp thêm"})
    assert sorted(BlockedDemand.objects.values_list("rule", flat=True)) == ["item_not_listed", "item_not_listed"]


def test_a_second_supplement_is_stopped_unless_the_rules_cite_why(
    cast: Cast, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = sent(cast, clock)
    ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons={"birth_notice": "Ảnh mờ"})
    papers = [Handed("birth_notice", "paper", originals=1)]
    answer_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), papers=papers)
    again = {"birth_notice": "Vẫn mờ"}
    with pytest.raises(Refused, match="lần thứ hai"):
        ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons=again)
    run_once(RECEIVED)
    assert Sign.objects.get().facts == {"rule": "supplement_asked_before"}
    monkeypatch.setattr(asking, "more_supplements", lambda code: More(2, "khoản 1 Điều 9 Nghị định 1/2026/NĐ-CP"))
    ask_supplement(id_, actor=cast.binh, at=RECEIVED, key=new_key(), reasons=again)
    assert ledger.stream(f"dossier:{id_}")[-1].payload["again_by"] == "khoản 1 Điều 9 Nghị định 1/2026/NĐ-CP"
    run_once(RECEIVED)
    assert Sign.objects.filter(code="second_supplement").exists()


def test_a_refusal_stands_on_a_listed_ground_alone(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    with pytest.raises(Refused) as refused:
        refuse(id_, actor=cast.binh, at=RECEIVED, key=new_key(), ground="because", reason="Không thích")
    assert refused.value.code == "no_such_ground"
    page = text(screen(cast.binh).get(page_of(id_, "refusal")))
    assert "Nghị định 118/2025/NĐ-CP" in page
    assert "không bổ sung" not in page.lower().replace("không bổ sung được", "")
    assert BlockedDemand.objects.get().rule == "no_such_ground"


def refused_and_lodged_again(cast: Cast, clock: Any, days: int) -> tuple[UUID, UUID]:
    """Let the counter refuse An's dossier, and An lodge it again some days later."""
    first = sent(cast, clock)
    refuse(first, actor=cast.binh, at=RECEIVED, key=new_key(), ground="papers_incomplete", reason="Thiếu giấy tờ.")
    later = RECEIVED + timedelta(days=days)
    clock.move_to(later)
    return first, lodged(cast, at=later)


def test_a_dossier_lodged_again_after_a_refusal_is_flagged_on_both(cast: Cast, clock: Any, screen: Screen) -> None:
    first, second = refused_and_lodged_again(cast, clock, 9)
    assert ledger.stream(f"dossier:{second}")[0].payload["after_refusal"] == str(first)
    run_once(RECEIVED + timedelta(days=9))
    flagged = {row.dossier_id: row for row in Sign.objects.filter(code="relodged")}
    assert set(flagged) == {first, second}
    assert flagged[first].actor == cast.binh.id
    code = Dossier.objects.get(pk=first).code
    assert f"Hồ sơ kia: {code}" in text(screen(cast.binh).get(page_of(second)))
    receive(second, actor=cast.binh, at=RECEIVED + timedelta(days=9), key=new_key())
    assert read(second).now.received_at


def test_after_eleven_days_it_is_a_new_dossier(cast: Cast, clock: Any) -> None:
    _first, second = refused_and_lodged_again(cast, clock, 11)
    assert "after_refusal" not in ledger.stream(f"dossier:{second}")[0].payload
