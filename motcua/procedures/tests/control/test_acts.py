"""When an act changes: it is entered once, and every place that rests on the acts it touches comes up at once."""

from datetime import date

import pytest
from django.db import connection

from motcua.core.refusal import Refused
from motcua.ledger import read, verify
from motcua.ledger.models import Follower
from motcua.ledger.work import run_once
from motcua.procedures import citing, queries_acts
from motcua.procedures.actions.enter_act import Effect, Particulars, correct_act, enter_act
from motcua.procedures.models import Act, Citation
from motcua.procedures.tests.control.conftest import NOW, Control

ON = date(2026, 7, 15)
NEW = Particulars(
    "Nghị định số 200/2026/NĐ-CP",
    "Quy định chi tiết một số điều của Luật Xây dựng về cấp phép",
    issuer="Chính phủ",
    issued_on=date(2026, 7, 10),
    valid_from=date(2026, 9, 1),
    effects=(
        Effect("replaces", "NĐ 175/2024", date(2026, 9, 1)),
        Effect("amends", "Nghị định 118/2025/NĐ-CP", date(2026, 9, 1), whole=False, provisions="khoản 2 Điều 16"),
    ),
)


def test_vân_enters_a_decree_and_sees_who_cites_what_it_replaces(control: Control) -> None:
    act = enter_act(NEW, actor=control.van, at=NOW)
    assert (act.key, act.kind, act.slug) == ("200/2026/NĐ-CP", "decree", "200-2026-nd-cp")
    found = queries_acts.affected_by(act, ON)
    permit = next(one for one in found if one.code == "1.013225")
    assert (permit.kind, permit.number, permit.waits) == ("procedure", 2, False)
    places = {(place.kind, place.path, place.article) for place in permit.places}
    assert ("legal_basis", "legal_bases[2]", "Điều 50, Điều 53") in places
    assert any(kind == "form" and path.endswith("form_act") for kind, path, _article in places)
    rules = {one.code for one in found if one.kind == "rules"}
    assert {"default", "decree-297-2025"} <= rules
    assert "1.001193" not in {one.code for one in found}


def test_an_old_version_that_no_longer_applies_is_not_affected(control: Control) -> None:
    act = enter_act(NEW, actor=control.van, at=NOW)
    versions = {one.number for one in queries_acts.affected_by(act, ON) if one.code == "1.013225"}
    assert versions == {2}
    in_june = {one.number for one in queries_acts.affected_by(act, date(2026, 6, 1)) if one.code == "1.013225"}
    assert in_june == {1, 2}


def test_a_law_is_found_by_its_name_and_by_its_number(control: Control) -> None:
    code = enter_act(
        Particulars("91/2015/QH13", "Bộ luật Dân sự", issued_on=date(2015, 11, 24)), actor=control.van, at=NOW
    )
    assert code.kind == "law"
    cited = queries_acts.citing(code.key, ON)
    assert ("rules", "default") in {(one.kind, one.code) for one in cited}
    assert any(place.article == "Điều 147 khoản 2" for one in cited for place in one.places)


def test_an_act_ends_when_another_replaces_it_as_a_whole(control: Control) -> None:
    old = enter_act(Particulars("175/2024/NĐ-CP", valid_from=date(2024, 12, 30)), actor=control.van, at=NOW)
    assert queries_acts.standing(old).state(ON) == "in_force"
    enter_act(NEW, actor=control.van, at=NOW)
    standing = queries_acts.standing(old)
    assert (standing.ended, standing.by) == (date(2026, 9, 1), "Nghị định số 200/2026/NĐ-CP")
    assert [standing.state(day) for day in (ON, date(2026, 9, 1))] == ["in_force", "ended"]


def test_a_partial_amendment_ends_nothing(control: Control) -> None:
    amended = enter_act(Particulars("118/2025/NĐ-CP"), actor=control.van, at=NOW)
    enter_act(NEW, actor=control.van, at=NOW)
    standing = queries_acts.standing(amended)
    assert standing.ended is None
    assert [change.provisions for change in standing.changes] == ["khoản 2 Điều 16"]


def test_what_is_cited_but_not_entered_is_listed_until_it_is(control: Control) -> None:
    assert "175/2024/NĐ-CP" in {one.key for one in queries_acts.unentered()}
    enter_act(Particulars("Nghị định 175/2024/NĐ-CP"), actor=control.van, at=NOW)
    assert "175/2024/NĐ-CP" not in {one.key for one in queries_acts.unentered()}
    assert queries_acts.cited_as("23-2015-nd-cp") is not None


def test_an_act_is_entered_once(control: Control) -> None:
    enter_act(NEW, actor=control.van, at=NOW)
    with pytest.raises(Refused, match="đã có trong sổ"):
        enter_act(Particulars("NĐ 200/2026"), actor=control.van, at=NOW)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Particulars("thông tư mới"), "không phải số, ký hiệu"),
        (Particulars("TT 02/2017"), "chưa đủ ký hiệu cơ quan"),
        (Particulars("1/2026/NĐ-CP", issued_on=date(2026, 5, 2), valid_from=date(2026, 5, 1)), "đứng trước"),
        (Particulars("1/2026/NĐ-CP", effects=(Effect("amends", "NĐ 1/2026", ON),)), "chính nó"),
        (Particulars("1/2026/NĐ-CP", effects=(Effect("amends", "NĐ 2/2025", ON, whole=False),)), "điều, khoản"),
    ],
)
def test_what_contradicts_is_refused(control: Control, given: Particulars, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        enter_act(given, actor=control.van, at=NOW)
    assert not Act.objects.exists()


@pytest.mark.parametrize("who", ["yen", "ha", "khoa", "chi", "quantri"])
def test_only_procedure_control_enters_acts(control: Control, who: str) -> None:
    with pytest.raises(Refused):
        enter_act(NEW, actor=getattr(control, who), at=NOW)


def test_a_correction_is_told_once_and_never_makes_another_act(control: Control) -> None:
    act = enter_act(NEW, actor=control.van, at=NOW)
    fixed = Particulars("200/2026/NĐ-CP", "Quy định chi tiết", issued_on=date(2026, 7, 11))
    for _ in range(2):
        act = correct_act(act.pk, fixed, actor=control.van, at=NOW)
    assert (act.title, act.effects.count()) == ("Quy định chi tiết", 0)
    assert [entry.type for entry in read.stream(act.stream)] == ["act.entered", "act.corrected"]
    with pytest.raises(Refused, match="văn bản khác"):
        correct_act(act.pk, Particulars("201/2026/NĐ-CP"), actor=control.van, at=NOW)


def test_the_index_built_again_from_zero_is_the_same(control: Control) -> None:
    columns = ("subject_kind", "subject", "number", "key", "article", "kind", "path", "name", "written")
    before = sorted(Citation.objects.values_list(*columns))
    citing.clear()
    Follower.objects.filter(name=citing.NAME).update(version=0)
    run_once(NOW)
    assert sorted(Citation.objects.values_list(*columns)) == before


def test_the_register_follows_from_its_entries(control: Control) -> None:
    act = enter_act(NEW, actor=control.van, at=NOW)
    correct_act(act.pk, Particulars("200/2026/NĐ-CP", "Khác"), actor=control.van, at=NOW)
    found = verify.verify(lambda _: None)
    assert [damage.message for damage in found.damages] == []


def test_verification_finds_an_effect_that_was_written_around_the_ledger(control: Control) -> None:
    enter_act(NEW, actor=control.van, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procedures_acteffect SET target = '1/2020/NĐ-CP' WHERE position = 0")
    assert any("procedures_acteffect" in damage.message for damage in verify.verify(lambda _: None).damages)
