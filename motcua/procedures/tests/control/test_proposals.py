"""A proposal carries texts, changes of law and the cost before and after; it is decided on and followed to the end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from motcua.core.procedure.cost import Burden, Task
from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger import erase, read, verify
from motcua.ledger.commit import Key, Subject
from motcua.procedures import cost_sheets, parameters, queries
from motcua.procedures.actions import publish
from motcua.procedures.actions.decide_proposal import decide_proposal, withdraw_proposal
from motcua.procedures.actions.reckon_cost import reckon_cost
from motcua.procedures.actions.record_step import record_step
from motcua.procedures.actions.repeal import repeal
from motcua.procedures.actions.start_review import Reviewed, start_review
from motcua.procedures.actions.write_proposal import Change, Written, write_proposal
from motcua.procedures.models import Proposal, ProposalText
from motcua.procedures.tests.control.conftest import NOW, Control, at

TEXT = Written(
    "1.013225",
    "simplify",
    "Bỏ thành phần bản sao giấy tờ đất: cơ quan tự tra cứu.",
    "Dữ liệu đất đai đã có trong cơ sở dữ liệu.",
    "Quý IV năm 2026.",
    unit="H37.SXD",
    changes=(Change("Nghị định 175/2024/NĐ-CP", "Điều 53", "Bản sao giấy tờ đất.", "Bãi bỏ."),),
)


def burden(hours: int, subjects: int = 3228) -> Burden:
    income = parameters.cost(date(2026, 7, 15)).income
    return Burden((Task("prepare", "Chuẩn bị hồ sơ", Fraction(hours)),), income, Fraction(1), subjects)


def written(control: Control, **changed: Any) -> Proposal:
    return write_proposal(replace(TEXT, **changed), actor=control.yen, at=NOW)


def reckoned(control: Control) -> Proposal:
    return reckon_cost(written(control).pk, burden(8), burden(2), actor=control.yen, at=NOW)


def adopted(control: Control) -> Proposal:
    decision: dict[str, Any] = {"decision": "QĐ 3000/QĐ-UBND", "decision_date": date(2026, 8, 3)}
    return decide_proposal(reckoned(control).pk, adopted=True, **decision, actor=control.van, at=at("2026-08-04"))


def test_yến_writes_a_proposal_and_the_ledger_keeps_only_numbers_and_acts(control: Control) -> None:
    proposal = written(control)
    assert (proposal.state, proposal.unit, proposal.measure) == ("draft", "H37.SXD", "simplify")
    payload = read.stream(proposal.stream)[0].payload
    assert payload["acts"] == ["175/2024/NĐ-CP"]
    assert "giấy tờ đất" not in str(payload)
    assert [(c.act, c.article, c.proposed) for c in proposal.changes.all()] == [
        ("Nghị định 175/2024/NĐ-CP", "Điều 53", "Bãi bỏ.")
    ]


def test_a_review_gives_its_proposal_the_unit(control: Control) -> None:
    review = start_review(Reviewed("procedure", "1.013225", "H37.SXD"), actor=control.van, at=NOW)
    proposal = written(control, review=review.pk, unit="")
    assert (proposal.review, proposal.unit) == (review.pk, "H37.SXD")


def test_the_cost_is_kept_in_whole_dong_and_the_sheets_come_back_the_same(control: Control) -> None:
    proposal = reckoned(control)
    hour = Fraction(125_500_000, 2112)
    assert proposal.one_before == round(hour * 8)
    assert proposal.year_after == round(hour * 2 * 3228)
    sheets = {one.side: cost_sheets.from_data(one.sheet) for one in proposal.costs.all()}
    assert sheets == {"before": burden(8), "after": burden(2)}


def test_a_proposal_is_not_adopted_without_its_cost_and_not_rejected_without_a_reason(control: Control) -> None:
    proposal = written(control)
    decision: dict[str, Any] = {"decision": "QĐ 1/QĐ-UBND", "decision_date": date(2026, 7, 15)}
    with pytest.raises(Refused, match="Chưa tính chi phí"):
        decide_proposal(proposal.pk, adopted=True, **decision, actor=control.van, at=NOW)
    with pytest.raises(Refused, match="ghi lý do"):
        decide_proposal(proposal.pk, adopted=False, **decision, actor=control.van, at=NOW)
    with pytest.raises(Refused):
        decide_proposal(proposal.pk, adopted=False, why_not="x", **decision, actor=control.yen, at=NOW)
    refused = decide_proposal(
        proposal.pk, adopted=False, why_not="Chưa có dữ liệu đất.", **decision, actor=control.van, at=NOW
    )
    assert (refused.state, refused.text.why_not) == ("rejected", "Chưa có dữ liệu đất.")


def test_what_was_decided_stays(control: Control) -> None:
    proposal = adopted(control)
    changes: tuple[Callable[[], object], ...] = (
        lambda: write_proposal(TEXT, proposal=proposal.pk, actor=control.yen, at=at("2026-08-05")),
        lambda: reckon_cost(proposal.pk, burden(9), burden(1), actor=control.yen, at=at("2026-08-05")),
        lambda: withdraw_proposal(proposal.pk, "Thôi.", actor=control.yen, at=at("2026-08-05")),
    )
    for change in changes:
        with pytest.raises(Refused, match="không sửa được nữa"):
            change()


def test_a_proposal_is_followed_until_the_version_is_published(control: Control) -> None:
    proposal = adopted(control)
    steps = (("sent", "Tờ trình 12/TTr-UBND"), ("answered", "CV 99/BXD-KSTT"), ("act_changed", "NĐ 200/2026/NĐ-CP"))
    for n, (kind, reference) in enumerate(steps, start=5):
        record_step(proposal.pk, kind, date(2026, 8, n), reference, actor=control.van, at=at("2026-08-20"))
    with pytest.raises(Refused, match="không có bản số 3"):
        record_step(proposal.pk, "published", date(2026, 8, 20), "3", actor=control.van, at=at("2026-08-20"))
    now = queries.published("1.013225", date(2026, 8, 20))
    assert now is not None
    publication = Publication("QĐ 4/QĐ-UBND", date(2026, 8, 20), date(2026, 9, 1), date(2026, 8, 20))
    publish(replace(now.definition, title="Tên mới"), publication, actor=control.van, at=at("2026-08-20"))
    done = record_step(proposal.pk, "published", date(2026, 8, 20), "3", actor=control.van, at=at("2026-08-21"))
    assert (done.state, done.done_on) == ("done", date(2026, 8, 20))
    assert [step.kind for step in done.steps.all()] == ["sent", "answered", "act_changed", "published"]


def test_steps_after_adoption_wait_for_it(control: Control) -> None:
    proposal = reckoned(control)
    assert record_step(proposal.pk, "sent", date(2026, 7, 15), "TTr 1", actor=control.van, at=NOW).state == "draft"
    with pytest.raises(Refused, match="chưa được thông qua"):
        record_step(proposal.pk, "act_changed", date(2026, 7, 15), "NĐ 1/2026", actor=control.van, at=NOW)
    with pytest.raises(Refused, match="tương lai"):
        record_step(proposal.pk, "answered", date(2026, 7, 16), "CV 1", actor=control.van, at=NOW)


def test_a_proposal_to_repeal_ends_with_the_repeal(control: Control) -> None:
    row = reckon_cost(
        written(control, procedure="1.013227", measure="repeal").pk, burden(8), burden(0), actor=control.yen, at=NOW
    )
    signed = date(2026, 8, 3)
    decide_proposal(
        row.pk, adopted=True, decision="QĐ 3000/QĐ-UBND", decision_date=signed, actor=control.van, at=at("2026-08-04")
    )
    with pytest.raises(Refused, match="chưa có quyết định bãi bỏ"):
        record_step(row.pk, "published", date(2026, 8, 4), "QĐ 3001", actor=control.van, at=at("2026-08-04"))
    decision = Publication("QĐ 3001", signed, date(2026, 9, 1), signed)
    repeal("1.013227", decision, actor=control.van, at=at("2026-08-04"))
    done = record_step(row.pk, "published", date(2026, 8, 4), "QĐ 3001", actor=control.van, at=at("2026-08-05"))
    assert done.state == "done"


def test_a_step_sent_twice_is_one_step(control: Control) -> None:
    row = adopted(control)
    key = Key("11111111-1111-4111-8111-111111111111", "record_step", b"x" * 32)
    for _twice in range(2):
        record_step(row.pk, "sent", date(2026, 8, 4), "TTr 1", actor=control.van, at=at("2026-08-04"), key=key)
    assert row.steps.count() == 1


def test_strangers_neither_write_nor_reckon(control: Control) -> None:
    for stranger in (control.ha, control.khoa, control.chi, control.quantri):
        with pytest.raises(Refused):
            write_proposal(TEXT, actor=stranger, at=NOW)
    proposal = written(control)
    with pytest.raises(Refused):
        reckon_cost(proposal.pk, burden(1), burden(0), actor=control.ha, at=NOW)


def test_everything_about_proposals_follows_from_their_entries(control: Control) -> None:
    proposal = adopted(control)
    record_step(proposal.pk, "sent", date(2026, 8, 4), "TTr 1", "Gửi Bộ.", actor=control.van, at=at("2026-08-04"))
    again = written(control)
    write_proposal(
        replace(TEXT, reason="Lý do khác.", changes=()), proposal=again.pk, actor=control.yen, at=at("2026-08-05")
    )
    withdraw_proposal(again.pk, "Trùng.", actor=control.yen, at=at("2026-08-06"))
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []


def test_erased_words_are_gone_and_the_numbers_stay(control: Control) -> None:
    proposal = reckoned(control)
    erase.erase(Subject.of(proposal), [1], ground="request", actor=control.van.id, at=NOW)
    assert read.content(proposal.stream, 1) is None
    assert [damage.message for damage in verify.verify(lambda _: None).damages] == []
    assert Proposal.objects.get(pk=proposal.pk).year_before == proposal.year_before
    assert ProposalText.objects.filter(pk=proposal.pk).exists()
