"""A draft is begun and saved; two at once see each other's changes, merge or choose, and nothing typed is lost."""

from copy import deepcopy
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from motcua.core.procedure.draft import in_form
from motcua.core.refusal import Refused
from motcua.ledger import read as ledger
from motcua.ledger.commit import Key
from motcua.procedures import queries
from motcua.procedures.actions.save_draft import Overtaken, Saved, save_draft
from motcua.procedures.actions.start_draft import copy_of, start_draft
from motcua.procedures.drafting import reads
from motcua.procedures.models import Draft, DraftRevision
from motcua.procedures.tests.drafts.conftest import NOW, PENSION, Desk, begin, changed, now, save

LATER = NOW + timedelta(hours=1)


def test_a_draft_begins_with_all_of_the_version_in_force(desk: Desk) -> None:
    draft = begin(desk.van)
    opened = now(draft)
    version = queries.published(PENSION, NOW.date())
    assert version is not None
    assert opened.row.base_id == version.id
    assert opened.title == version.definition.title
    assert opened.document["cases"][0]["code"] == version.definition.cases[0].code
    assert opened.document["change"]["kind"] == "amended"
    (entry,) = ledger.stream(opened.row.stream)
    assert entry.type == "draft.started"
    assert entry.payload["base"] == str(version.id)


def test_a_draft_of_a_new_procedure_needs_nothing_but_its_code(desk: Desk) -> None:
    draft = start_draft({"code": "1.999.001", "title": "Thủ tục mới"}, "blank", actor=desk.van, at=NOW)
    assert now(draft).row.code == "1.999001"
    with pytest.raises(Refused, match="phải có mã thủ tục"):
        start_draft({"code": "không có"}, "blank", actor=desk.van, at=NOW)


def test_sending_the_first_form_twice_begins_one_draft(desk: Desk) -> None:
    key = Key(str(uuid4()), "start_draft", b"x" * 32)
    first = start_draft({"code": "1.999001"}, "blank", actor=desk.van, at=NOW, key=key)
    assert start_draft({"code": "1.999001"}, "blank", actor=desk.van, at=NOW, key=key) == first
    assert Draft.objects.count() == 1


def test_the_base_must_be_a_version_of_the_same_procedure(desk: Desk) -> None:
    other = queries.published("1.001193", NOW.date())
    assert other is not None
    with pytest.raises(Refused, match="Không có bản đã công bố này"):
        start_draft({"code": PENSION}, "version", actor=desk.van, at=NOW, base=other.id)


def test_only_procedure_control_writes(desk: Desk) -> None:
    draft = begin(desk.van)
    for stranger in (desk.vinh, desk.chi, desk.khoa, desk.ha):
        with pytest.raises(Refused):
            begin(stranger)
        with pytest.raises(Refused):
            save_draft(draft, now(draft).document, 1, actor=stranger, at=NOW)


def test_a_save_is_a_revision_and_an_entry_and_saving_the_same_is_nothing(desk: Desk) -> None:
    draft = begin(desk.van)
    assert save(draft, desk.van, title="Tên khác").revision == 2
    again = save(draft, desk.van)
    assert (again.revision, again.written) == (2, False)
    entries = ledger.stream(now(draft).row.stream)
    assert [entry.type for entry in entries] == ["draft.started", "draft.saved"]
    assert entries[-1].payload["sections"] == ["agency"]
    assert DraftRevision.objects.count() == 2


def test_no_word_of_a_draft_is_in_its_entries(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Lời rất riêng", conditions=["Lời rất riêng"])
    told = "".join(str(entry.payload) for entry in ledger.stream(now(draft).row.stream))
    assert "Lời rất riêng" not in told


def test_what_is_wrong_is_kept_as_it_was_typed(desk: Desk) -> None:
    draft = begin(desk.van)
    cases = deepcopy(now(draft).document["cases"])
    cases[0]["term"] = "mười ngày gì đó"
    save(draft, desk.van, cases=cases, sets="hai bộ")
    stored = now(draft).document
    assert stored["cases"][0]["term"] == "mười ngày gì đó"
    assert stored["sets"] == "hai bộ"


def test_changes_of_different_parts_merge_and_the_second_learns_of_the_first(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Tên của Vân")
    second = save(draft, desk.son, read_at=1, at=LATER, conditions=["Điều kiện của Sơn"])
    assert second.written
    assert [editor for editor, _at in second.editors] == [desk.van.id]
    assert second.theirs is not None
    assert second.theirs["title"] == "Tên của Vân"
    stored = now(draft).document
    assert (stored["title"], stored["conditions"]) == ("Tên của Vân", ["Điều kiện của Sơn"])
    assert ledger.stream(now(draft).row.stream)[-1].payload["merged"] is True


def conflicting(desk: Desk) -> tuple[UUID, Overtaken]:
    draft = begin(desk.van)
    save(draft, desk.van, title="Tên của Vân")
    base = reads.at_revision(now(draft).row, 1)
    assert base is not None
    mine = changed(base, title="Tên của Sơn", conditions=["Điều kiện của Sơn"])
    met = save_draft(draft, mine, 1, actor=desk.son, at=LATER)
    assert isinstance(met, Overtaken)
    return draft, met


def test_the_same_part_is_asked_and_nothing_is_written_meanwhile(desk: Desk) -> None:
    draft, met = conflicting(desk)
    assert now(draft).revision == 2
    (conflict,) = met.merged.conflicts
    assert (conflict.id, conflict.theirs, conflict.mine) == ("title", "Tên của Vân", "Tên của Sơn")
    assert met.mine["conditions"] == ["Điều kiện của Sơn"]


@pytest.mark.parametrize(("side", "title"), [("mine", "Tên của Sơn"), ("theirs", "Tên của Vân")])
def test_the_second_chooses_for_each_conflict(desk: Desk, side: str, title: str) -> None:
    draft, met = conflicting(desk)
    done = save_draft(
        draft,
        met.mine,
        1,
        actor=desk.son,
        at=LATER,
        agreed=met.now.revision,
        choices={"title": side},  # type: ignore[dict-item]
    )
    assert isinstance(done, Saved)
    stored = now(draft).document
    assert (stored["title"], stored["conditions"]) == (title, ["Điều kiện của Sơn"])


def test_a_choice_made_for_an_older_state_is_asked_again(desk: Desk) -> None:
    draft, met = conflicting(desk)
    save(draft, desk.van, title="Tên thứ ba")
    again = save_draft(draft, met.mine, 1, actor=desk.son, at=LATER, agreed=met.now.revision, choices={"title": "mine"})
    assert isinstance(again, Overtaken)
    assert again.merged.conflicts[0].theirs == "Tên thứ ba"
    assert now(draft).document["title"] == "Tên thứ ba"


def test_a_draft_from_a_version_keeps_its_code(desk: Desk) -> None:
    draft = begin(desk.van)
    with pytest.raises(Refused, match="giữ nguyên mã"):
        save(draft, desk.van, code="1.999001")
    blank = start_draft({"code": "1.999001"}, "blank", actor=desk.van, at=NOW)
    save(blank, desk.van, code="1.999002")
    assert now(blank).row.code == "1.999002"


def test_several_drafts_of_one_procedure_are_allowed_and_known(desk: Desk) -> None:
    first, second = begin(desk.van), begin(desk.son)
    assert [row.pk for row in reads.open_for(PENSION, besides=second)] == [first]


def test_saves_of_two_at_the_same_moment_are_both_kept(desk: Desk) -> None:
    draft = begin(desk.van)
    base = now(draft).document
    assert isinstance(save_draft(draft, changed(base, title="A"), 1, actor=desk.van, at=NOW), Saved)
    assert isinstance(save_draft(draft, changed(base, notes=["B"]), 1, actor=desk.son, at=NOW), Saved)
    assert isinstance(save_draft(draft, changed(base, refusals=["C"]), 1, actor=desk.van, at=NOW), Saved)
    stored = now(draft).document
    assert (stored["title"], stored["notes"], stored["refusals"]) == ("A", ["B"], ["C"])


def test_an_unknown_revision_is_refused(desk: Desk) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="A")
    with pytest.raises(Refused, match="Không có lần sửa 9"):
        save_draft(draft, now(draft).document, 9, actor=desk.van, at=NOW)


def test_a_draft_larger_than_any_procedure_is_refused(desk: Desk) -> None:
    draft = begin(desk.van)
    with pytest.raises(Refused, match="lớn hơn 512 kB"):
        save(draft, desk.van, notes=["dài " * 200_000])


def test_a_copy_is_already_in_the_form_in_which_drafts_are_stored(desk: Desk) -> None:
    for code in ("1.001193", "1.013225", "2.000815"):
        version = queries.published(code, NOW.date())
        assert version is not None
        made = copy_of(version)
        assert in_form(made) == made
