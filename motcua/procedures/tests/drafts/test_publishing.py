"""The gate, the publication of an approved draft, what it replaces or repeals, the clocks, the proof of the rows."""

from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from motcua.core.procedure.draft import read
from motcua.core.refusal import Refused
from motcua.ledger import read as ledger
from motcua.ledger import verify
from motcua.procedures import queries, register
from motcua.procedures.actions.publish_draft import publish_draft
from motcua.procedures.actions.send_draft import send_for_review
from motcua.procedures.actions.start_draft import start_draft
from motcua.procedures.drafting import timetable, timing
from motcua.procedures.drafting.gate import Gate, gate
from motcua.procedures.models import Draft, Procedure
from motcua.procedures.tests.drafts.conftest import (
    HEAD,
    LEADER,
    NOW,
    PENSION,
    PLAN,
    Desk,
    approved,
    asked,
    begin,
    now,
    reviewed,
    save,
)
from motcua.worklist.models import WorkItem
from tests.cast import on

TODAY = NOW.date()


def the_gate(draft: UUID, today: date = TODAY) -> Gate:
    opened = now(draft)
    written = read(opened.document)
    return gate(opened, written, timing.clocks_of(opened.row, written, today), today)


def told(draft: UUID) -> str:
    return "\n".join(f"{line.weight} {line.path}: {line.message}" for line in the_gate(draft).lines)


def publish(draft: UUID, desk: Desk, **more: Any) -> queries.Published | None:
    seen = [line.id for line in the_gate(draft).warnings]
    return publish_draft(draft, now(draft).revision, seen, actor=desk.van, at=NOW, **more)


def test_everything_is_listed_at_once_with_its_place(desk: Desk) -> None:
    draft = begin(desk.van)
    document = deepcopy(now(draft).document)
    cases, components = document["cases"], document["components"]
    cases[0] |= {"term": "mười ngày gì đó", "route": "khong-co", "rule_set": "la"}
    components[0] |= {"kind": "declaration", "form": ""}
    save(draft, desk.van, cases=cases, components=components, audience=[], sets="hai", legal_bases=[], title="")
    lines = told(draft)
    for path in ("cases[0].term", "cases[0].route", "cases[0].rule_set", "components[0].form", "audience", "sets"):
        assert f"blocking {path}:" in lines, path
    for path in ("legal_bases", "title", "publication.decision", "publication.effective_date"):
        assert f"blocking {path}:" in lines, path
    assert dict(the_gate(draft).parts) == {
        "a": True,
        "b": True,
        "c": True,
        "d": False,
        "đ": True,
        "e": False,
        "g": True,
    }
    places = {line.path: (line.place.section.slug, line.place.words) for line in the_gate(draft).lines}
    name = cases[0]["name"]
    assert places["cases[0].term"] == ("cases", f"Trường hợp › «{name}» › Thời hạn")
    assert places["publication.decision"][0] == "publication"


def test_what_is_only_known_at_the_end_does_not_stop_the_approval(desk: Desk) -> None:
    found = the_gate(begin(desk.van))
    assert {line.path for line in found.blocking} == {
        "publication.decision",
        "publication.decision_date",
        "publication.effective_date",
        "publication.public_date",
    }
    assert found.content == ()


def test_a_draft_that_changes_nothing_or_has_a_twin_is_told_so(desk: Desk) -> None:
    draft = begin(desk.van)
    assert "Nội dung không khác bản đang có" in told(draft)
    begin(desk.son)
    assert "Còn một bản nháp khác" in told(draft)
    save(draft, desk.van, title="Tên khác")
    assert "Nội dung không khác" not in told(draft)


def test_unverified_parts_are_told_at_their_place(desk: Desk) -> None:
    draft = begin(desk.van)
    assert now(draft).document["unverified"]
    assert "Chưa đối chiếu với văn bản" in told(draft)


def test_an_approved_draft_becomes_the_next_version_and_says_where_it_came_from(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Trợ cấp hưu trí, bản mới", publication=PLAN)
    approved(draft, desk)
    version = publish(draft, desk)
    assert version is not None
    assert (version.number, version.definition.title) == (2, "Trợ cấp hưu trí, bản mới")
    assert (version.decision, version.valid_from) == ("QĐ 1500/QĐ-UBND", date(2026, 8, 3))
    entry = ledger.stream(f"procedure:{PENSION}")[-1]
    assert entry.payload["draft"] == str(draft)
    row = now(draft).row
    assert (row.state, row.result_id) == ("published", version.id)
    assert not WorkItem.objects.filter(subject_id=draft, closed_at=None).exists()
    waiting = next(line for line in register.standings(TODAY) if line.code == PENSION)
    assert waiting.next_from == date(2026, 8, 3)


def test_it_is_not_published_before_it_is_approved_nor_by_anybody(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Khác", publication=PLAN)
    with pytest.raises(Refused, match="chưa được duyệt"):
        publish(draft, desk)
    approved(draft, desk)
    for other in (desk.vinh, desk.tam, desk.chi):
        with pytest.raises(Refused, match="mới được công bố"):
            publish_draft(draft, 2, [], actor=other, at=NOW)
    assert queries.next_version(PENSION, TODAY) is None


def test_what_blocks_and_what_was_not_seen_stops_it(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Khác")
    approved(draft, desk)
    with pytest.raises(Refused, match="còn 4 điểm phải sửa"):
        publish(draft, desk)
    save(draft, desk.van, publication=PLAN)
    with pytest.raises(Refused, match="lưu ý chưa được đánh dấu"):
        publish_draft(draft, now(draft).revision, [], actor=desk.van, at=NOW)
    with pytest.raises(Refused, match="vừa được người khác sửa"):
        publish_draft(draft, 2, [], actor=desk.van, at=NOW)
    assert publish(draft, desk) is not None
    with pytest.raises(Refused, match="đã đóng"):
        publish(draft, desk)


def test_a_version_published_meanwhile_must_be_taken_in_first(desk: Desk) -> None:
    slow, quick = begin(desk.van), begin(desk.son)
    save(quick, desk.van, title="Nhanh hơn", publication=PLAN)
    approved(quick, desk)
    publish(quick, desk)
    save(slow, desk.van, conditions=["Thêm"], publication=PLAN | {"effective_date": "2026-09-01"})
    assert "được công bố sau khi bản nháp này bắt đầu" in told(slow)


def test_dates_that_contradict_the_register(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, publication=PLAN | {"effective_date": "2025-01-01"})
    assert "blocking publication.effective_date: Đã có bản hiệu lực từ" in told(draft)
    save(draft, desk.van, publication=PLAN | {"public_date": "2026-07-01"})
    assert "blocking publication.public_date: Ngày công khai đứng trước" in told(draft)
    save(draft, desk.van, publication=PLAN | {"effective_date": "2026-07-22"})
    assert "Trễ 3 ngày (hạn 15/07/2026)" in told(draft)


def test_a_replacement_ends_what_it_replaces_in_the_same_step(desk: Desk) -> None:
    draft = begin(desk.van, "1.000656")
    document = deepcopy(now(draft).document)
    for case in document["cases"]:
        case["national_code"] = ""
    new = start_draft(
        document | {"code": "1.999001", "change": {"kind": "replaced", "replaces": ["1.000656"]}, "publication": PLAN},
        "blank",
        actor=desk.van,
        at=NOW,
    )
    approved(new, desk)
    version = publish(new, desk)
    assert version is not None
    old = Procedure.objects.get(code="1.000656")
    assert (old.repealed_from, old.repealed_by) == (date(2026, 8, 3), "QĐ 1500/QĐ-UBND")
    assert queries.published("1.000656", date(2026, 8, 2)) is not None
    assert queries.published("1.999001", date(2026, 8, 3)) is not None
    assert ledger.stream(now(new).row.stream)[-1].payload["replaced"] == ["1.000656"]


def test_a_replacement_names_what_the_register_has(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, change={"kind": "replaced", "replaces": ["1.999999", PENSION, "không"]})
    lines = told(draft)
    assert "change.replaces[0]: Sổ thủ tục không có mã 1.999999" in lines
    assert "change.replaces[1]: Thủ tục không tự thay thế" in lines
    assert "change.replaces[2]: «không» không phải mã thủ tục" in lines
    save(draft, desk.van, change={"kind": "replaced", "replaces": []})
    assert "change.replaces: Thay thế thì phải ghi mã" in told(draft)


def test_a_draft_may_repeal(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, change={"kind": "repealed"}, publication=PLAN)
    approved(draft, desk)
    assert publish(draft, desk) is None
    assert queries.published(PENSION, date(2026, 8, 3)) is None
    assert now(draft).row.state == "published"


def test_the_clocks_warn_once_for_each_date(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Khác", publication={"effective_date": "2026-08-03"})
    # the fifth working day before Monday 3 August is Monday 27 July
    assert timetable.warn(on("2026-07-20", "06:30")) == 0
    assert timetable.warn(on("2026-07-24", "06:30")) == 1
    assert timetable.warn(on("2026-07-27", "06:30")) == 0
    item = WorkItem.objects.get(subject_id=draft, kind="clock", closed_at=None)
    assert (item.step, item.unit, item.role) == ("before_effect", "H37.VP", "registrar")
    assert item.due_at is not None
    assert item.due_at.astimezone(NOW.tzinfo).date() == date(2026, 7, 27)
    save(draft, desk.van, at=on("2026-07-27", "09:00"), publication={"effective_date": "2026-08-10"})
    assert not WorkItem.objects.filter(subject_id=draft, kind="clock", closed_at=None).exists()
    assert timetable.warn(on("2026-08-03", "06:30")) == 1


def test_after_the_decision_two_more_clocks_run(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Khác", publication=PLAN)
    opened = now(draft)
    stands = {c.code: c for c in timing.clocks_of(opened.row, read(opened.document), date(2026, 7, 29))}
    assert stands["before_effect"].state == "met"
    assert (stands["public"].state, stands["public"].days) == ("late", 2)
    assert (stands["e_process"].state, stands["e_process"].days) == ("late", 4)


def test_every_row_follows_from_the_entries(desk: Desk) -> None:
    draft = begin(desk.van)
    send_for_review(draft, [HEAD], 1, actor=desk.van, at=NOW)
    save(draft, desk.van, title="Khác", publication=PLAN)
    approved_all = begin(desk.son, "1.000894")
    save(approved_all, desk.van, title="Kết hôn", publication=PLAN)
    approved(approved_all, desk)
    publish(approved_all, desk)
    begun = begin(desk.van, "1.000656")
    reviewed(begun, desk)
    assert asked(draft, "review")
    assert LEADER.role == "leader"
    assert Draft.objects.count() == 3
    found = verify.verify(lambda _: None)
    assert found.damages == []
