"""Vân's editor without JavaScript: sections as forms, lists as tables, conditions ticked, the whole as text."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from motcua.people.actor import Actor
from motcua.procedures.drafting import sections
from motcua.procedures.tests.drafts.conftest import (
    NOW,
    PENSION,
    Desk,
    begin,
    now,
    save,
)
from motcua.procedures.tests.drafts.forms import at, form_of, page, sent

As = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    """Let the pages be asked on the morning of the story."""
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_form_sent_back_as_it_came_changes_nothing(desk: Desk, as_: As) -> None:
    van = as_(desk.van)
    for code in ("1.013225", "1.115719", PENSION):
        draft = begin(desk.van, code)
        before = now(draft).document
        for section in sections.SECTIONS:
            address = at("draft_section", draft, section.slug)
            assert sent(van, address, form_of(page(van, address), 0)).status_code == 302
        for part, slug in (
            ("components", "components"), ("cases", "cases"), ("fees", "fees"), ("questions", "questions"),
            ("results", "results"), ("pages", "declaration"),
        ):  # fmt: skip
            for place in range(len(before.get(part, []))):
                address = at("draft_item", draft, slug, part, place)
                assert sent(van, address, form_of(page(van, address), 0)).status_code == 302
        assert now(draft).document == before, code
        assert now(draft).revision == 1


def test_a_section_is_saved_and_says_so(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_section", draft, "agency")
    form = form_of(page(van, address), 0)
    answer = van.post(
        address,
        form.posted("save", **{"f.title": "Trợ cấp cho người cao tuổi", "f.keywords": "người già\r\n\r\ntrợ cấp"}),
        follow=True,
    )
    assert "Đã lưu lần sửa 2" in answer.content.decode()
    stored = now(draft).document
    assert (stored["title"], stored["keywords"]) == ("Trợ cấp cho người cao tuổi", ["người già", "trợ cấp"])


def test_what_cannot_be_read_stays_in_its_box_with_the_reason(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_item", draft, "cases", "cases", 0)
    sent(van, address, form_of(page(van, address), 0), **{"f.term": "mười ngày gì đó"})
    html = page(van, address)
    assert form_of(html, 0).fields["f.term"] == ["mười ngày gì đó"]
    assert "edit--wrong" in html
    overview = page(van, at("draft", draft))
    assert reverse("procedures:draft_item", args=[draft, "cases", "cases", 0]) in overview


def test_a_term_is_written_in_vietnamese_and_a_date_as_people_write_it(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_item", draft, "cases", "cases", 0)
    form = form_of(page(van, address), 0)
    assert form.fields["f.term"] == ["10 ngày làm việc"]
    sent(van, address, form, **{"f.term": "8 ngày làm việc", "f.valid_from": "1/9/2026"})
    stored = now(draft).document["cases"][0]
    assert (stored["term"], stored["valid_from"]) == ("8 working days", "2026-09-01")


def test_lines_are_added_moved_and_taken_out_before_anything_is_saved(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_section", draft, "bases")
    form = form_of(page(van, address), 0)
    count = len(now(draft).document["legal_bases"])
    added = form_of(sent(van, address, form, "add:f.legal_bases").content.decode(), 0)
    assert added.fields["f.legal_bases.#"] == [str(count + 1)]
    named = {f"f.legal_bases.{count}.act": "Nghị định 1/2026/NĐ-CP"}
    moved = form_of(sent(van, address, added, f"up:f.legal_bases.{count}", **named).content.decode(), 0)
    assert moved.fields[f"f.legal_bases.{count - 1}.act"] == ["Nghị định 1/2026/NĐ-CP"]
    assert now(draft).revision == 1
    sent(van, address, moved)
    stored = [basis["act"] for basis in now(draft).document["legal_bases"]]
    assert stored.index("Nghị định 1/2026/NĐ-CP") == count - 1
    gone = form_of(sent(van, address, form_of(page(van, address), 0), "drop:f.legal_bases.0").content.decode(), 0)
    sent(van, address, gone)
    assert [basis["act"] for basis in now(draft).document["legal_bases"]] == stored[1:]


def test_a_line_in_which_nothing_was_typed_is_not_saved(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_section", draft, "bases")
    form = form_of(sent(van, address, form_of(page(van, address), 0), "add:f.legal_bases").content.decode(), 0)
    assert sent(van, address, form).status_code == 302
    assert now(draft).revision == 1


def test_rows_of_a_table_move_and_go_and_what_was_typed_beside_them_is_kept(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van, "1.013225"), as_(desk.van)
    address = at("draft_section", draft, "components")
    codes = [item["code"] for item in now(draft).document["components"]]
    answer = sent(van, address, form_of(page(van, address), 0), "lower:components:0", **{"f.sets": "3"})
    assert answer["Location"].endswith("#components")
    stored = now(draft).document
    assert [item["code"] for item in stored["components"]] == [codes[1], codes[0], *codes[2:]]
    assert stored["sets"] == 3
    sent(van, address, form_of(page(van, address), 0), "remove:components:0")
    assert [item["code"] for item in now(draft).document["components"]] == [codes[0], *codes[2:]]
    opened = sent(van, address, form_of(page(van, address), 0), "open:components:2")
    assert opened["Location"] == at("draft_item", draft, "components", "components", 2)


def test_a_new_paper_gets_a_code_of_its_name(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_new_item", draft, "components", "components")
    form = form_of(page(van, address), 0)
    answer = sent(
        van, address, form, "more",
        **{"f.name": "Giấy xác nhận cư trú", "f.kind": "issued_paper", "f.need": "by_case", "f.originals": "1"},
    )  # fmt: skip
    assert answer["Location"] == address
    made = now(draft).document["components"][-1]
    assert (made["code"], made["name"], made["kind"]) == (
        "giay_xac_nhan_cu_tru",
        "Giấy xác nhận cư trú",
        "issued_paper",
    )
    assert not [path for path in problems(draft) if path.startswith("components")]


def problems(draft: UUID) -> list[str]:
    from motcua.core.procedure.draft import read

    return [path for path, _message in read(now(draft).document).problems]


def test_a_condition_is_ticked_from_the_questions(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van, "1.013225"), as_(desk.van)
    address = at("draft_item", draft, "cases", "cases", 0)
    form = form_of(page(van, address), 0)
    assert form.fields["f.when.is.works"] == ["house"]
    ticked: dict[str, Any] = {"f.when.is.works": ["house", "belief"], "f.when.is.adjoining": "yes"}
    sent(van, address, form, **ticked, **{"f.when.not.adjoining": "yes"})
    assert now(draft).document["cases"][0]["when"] == {
        "all": [
            {"question": "works", "is": ["house", "belief"]},
            {"not": {"question": "adjoining", "is": "yes"}},
        ]
    }
    none: dict[str, Any] = {"f.when.is.works": [], "f.when.is.adjoining": []}
    sent(van, address, form_of(page(van, address), 0), **none)
    assert now(draft).document["cases"][0]["when"] is None


def test_a_condition_that_cannot_be_ticked_is_kept_as_text(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van, "1.013225"), as_(desk.van)
    cases = deepcopy(now(draft).document["cases"])
    either = {"any": [{"question": "works", "is": "house"}, {"question": "owner", "is": "person"}]}
    cases[0]["when"] = either
    save(draft, desk.van, cases=cases)
    address = at("draft_item", draft, "cases", "cases", 0)
    form = form_of(page(van, address), 0)
    assert '"any"' in form.fields["f.when.written"][0]
    sent(van, address, form, **{"f.name": "Nhà ở"})
    assert now(draft).document["cases"][0]["when"] == either
    sent(van, address, form_of(page(van, address), 0), **{"f.when.written": "{any: [sai"})
    assert now(draft).document["cases"][0]["when"] == "{any: [sai"
    assert "cases[0].when" in problems(draft)


def test_options_are_lines_and_get_codes(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_new_item", draft, "questions", "questions")
    form = form_of(page(van, address), 0)
    sent(van, address, form, **{"f.text": "Bạn ở đâu?", "f.options": "trong | Trong tỉnh\nNgoài tỉnh"})
    made = now(draft).document["questions"][-1]
    assert made["code"] == "ban_o_dau"
    assert made["options"] == [
        {"code": "trong", "label": "Trong tỉnh"},
        {"code": "ngoai_tinh", "label": "Ngoài tỉnh"},
    ]


def test_money_is_typed_with_dots_and_emptied(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van, "1.013225"), as_(desk.van)
    address = at("draft_item", draft, "fees", "fees", 0)
    sent(van, address, form_of(page(van, address), 0), **{"f.amount": "75.000"})
    assert now(draft).document["fees"][0]["amount"] == 75000
    sent(van, address, form_of(page(van, address), 0), **{"f.amount": ""})
    assert now(draft).document["fees"][0]["amount"] is None


def test_a_mark_is_taken_off_where_the_part_was_compared(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van, "1.013225"), as_(desk.van)
    assert "sets" in now(draft).document["unverified"]
    address = at("draft_section", draft, "components")
    form = form_of(page(van, address), 0)
    assert "sets" in form.fields["marks"]
    kept = [mark for mark in form.fields["marks"] if mark != "sets"]
    sent(van, address, form, marks=[*kept, "components"])
    marks = now(draft).document["unverified"]
    assert "sets" not in marks
    assert "components" in marks
    assert "pages" in marks, "a mark that the form did not show stays"


def test_the_second_editor_chooses_and_keeps_all_that_was_typed(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_section", draft, "agency")
    form = form_of(page(van, address), 0)
    save(draft, desk.son, title="Tên của Sơn", summary="Lời của Sơn")
    met = sent(van, address, form, **{"f.title": "Tên của Vân", "f.field": "Lĩnh vực của Vân"})
    assert met.status_code == 409
    html = met.content.decode()
    assert "Tên của Vân" in html
    assert "Tên của Sơn" in html
    choosing = form_of(html, 0)
    again = van.post(at("draft_merge", draft), choosing.posted("merge"))
    assert again.status_code == 409, "nothing chosen yet"
    done = van.post(at("draft_merge", draft), choosing.posted("merge", **{"choice.title": "mine"}), follow=True)
    assert "Lời của Sơn" in done.content.decode()
    stored = now(draft).document
    assert (stored["title"], stored["summary"], stored["field"]) == ("Tên của Vân", "Lời của Sơn", "Lĩnh vực của Vân")


def test_the_second_editor_gives_up_his_own(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_section", draft, "agency")
    form = form_of(page(van, address), 0)
    save(draft, desk.son, title="Tên của Sơn")
    choosing = form_of(sent(van, address, form, **{"f.title": "Tên của Vân"}).content.decode(), 0)
    assert van.post(at("draft_merge", draft), choosing.posted("drop")).status_code == 302
    assert now(draft).document["title"] == "Tên của Sơn"


def test_changes_elsewhere_merge_and_are_told(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    address = at("draft_section", draft, "agency")
    form = form_of(page(van, address), 0)
    save(draft, desk.son, title="Tên của Sơn")
    answer = van.post(address, form.posted("save", **{"f.field": "Lĩnh vực của Vân"}), follow=True)
    assert "Trong lúc bạn sửa" in answer.content.decode()
    assert "Tên của Sơn" in answer.content.decode()


def test_the_whole_as_text_round_trips_and_shows_errors_with_lines(desk: Desk, as_: As) -> None:
    van = as_(desk.van)
    for code in ("1.013225", "1.001193", "2.000815"):
        draft = begin(desk.van, code)
        address = at("draft_expert", draft)
        form = form_of(page(van, address), 0)
        assert sent(van, address, form).status_code == 302
        assert now(draft).revision == 1, code
    text = form.fields["text"][0].replace("kind: issued_paper", "kind: giấy_tờ", 1).replace("sets: 1", "sets: một", 1)
    html = sent(van, address, form, "check", text=text).content.decode()
    assert "Dòng " in html
    assert "giấy_tờ" in html
    assert now(draft).revision == 1
    broken = sent(van, address, form, text="code: [1\ntitle: x")
    assert broken.status_code == 400
    assert form_of(broken.content.decode(), 0).fields["text"] == ["code: [1\ntitle: x"]
    assert sent(van, address, form, text=text).status_code == 302
    assert now(draft).document["sets"] == "một"
