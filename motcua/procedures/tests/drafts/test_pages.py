"""Vân's editor without JavaScript: sections as forms, lists as tables, conditions ticked, the whole as text."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from motcua.core.procedure.draft import in_form
from motcua.people.actor import Actor
from motcua.procedures import queries
from motcua.procedures.actions.start_draft import copy_of, start_draft
from motcua.procedures.drafting import sections
from motcua.procedures.models import Draft
from motcua.procedures.tests.drafts.conftest import (
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
from motcua.procedures.tests.drafts.forms import Form, form_of

As = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    """Let the pages be asked on the morning of the story."""
    with time_machine.travel(NOW, tick=False):
        yield


def at(name: str, draft: UUID, *more: Any) -> str:
    return reverse(f"procedures:{name}", args=[draft, *more])


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


def sent(client: Client, address: str, form: Form, do: str = "save", **changes: Any) -> Any:
    return client.post(address, form.posted(do, **changes))


def test_a_form_sent_back_as_it_came_changes_nothing(desk: Desk, as_: As) -> None:
    van = as_(desk.van)
    for code in ("1.013225", "1.001193", "2.000815", "1.115719", PENSION):
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
    sent(
        van, address, form,
        **{"f.when.is.works": ["house", "belief"], "f.when.is.adjoining": "yes", "f.when.not.adjoining": "yes"},
    )  # fmt: skip
    assert now(draft).document["cases"][0]["when"] == {
        "all": [
            {"question": "works", "is": ["house", "belief"]},
            {"not": {"question": "adjoining", "is": "yes"}},
        ]
    }
    sent(van, address, form_of(page(van, address), 0), **{"f.when.is.works": [], "f.when.is.adjoining": []})
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


def test_a_draft_is_begun_from_the_register_and_a_twin_is_pointed_out(desk: Desk, as_: As) -> None:
    van = as_(desk.van)
    found = page(van, reverse("procedures:draft_new") + "?q=huu+tri")
    form = next(f for f in (form_of(found, n) for n in range(6)) if f.fields.get("code") == [PENSION])
    first = van.post(reverse("procedures:draft_new"), form.posted(""))
    assert first.status_code == 302
    again = van.post(
        reverse("procedures:draft_new"), form.posted("", idempotency_key="0b6d7b5e-3c43-4d0e-9c5e-0d7c3f4b1a11")
    )
    assert again.status_code == 409
    assert first["Location"] in again.content.decode()
    confirmed = form_of(again.content.decode(), 0)
    assert van.post(reverse("procedures:draft_new"), confirmed.posted("")).status_code == 302
    assert Draft.objects.filter(code=PENSION).count() == 2


def test_a_new_procedure_begins_with_a_few_answers(desk: Desk, as_: As) -> None:
    van = as_(desk.van)
    html = page(van, reverse("procedures:draft_new"))
    form = next(f for f in (form_of(html, n) for n in range(4)) if "begin" in f.fields)
    wrong = van.post(reverse("procedures:draft_new"), form.posted("", code="không", title="Thử"))
    assert wrong.status_code == 400
    assert "không phải mã thủ tục" in wrong.content.decode()
    given = {
        "code": "1.999.001", "title": "Hỗ trợ lắp mạng", "name": "Hỗ trợ lắp đặt mạng cho hộ nghèo",
        "field": "Viễn thông", "level": "commune", "agency": "Ủy ban nhân dân cấp xã", "kind": "new",
    }  # fmt: skip
    done = van.post(reverse("procedures:draft_new"), form.posted("", **given))
    draft = Draft.objects.get(code="1.999001")
    assert done["Location"] == at("draft", draft.pk)
    overview = page(van, at("draft", draft.pk))
    assert "Phải sửa trước khi công bố" in overview
    for part in ("trình tự thực hiện", "thành phần, số lượng hồ sơ", "đối tượng thực hiện"):
        assert part in overview


def test_a_draft_with_nonsense_in_it_still_opens_everywhere(desk: Desk, as_: As) -> None:
    nonsense = {
        "code": "1.999001", "cases": ["x", {"code": 3, "when": "?", "term": ["a"]}, None], "components": {"a": 1},
        "fees": [{"tiers": "x", "bases": [1]}], "pages": [{"fields": [{"options": 5}]}], "sets": "x", "questions": 7,
        "publication": {"effective_date": "mai"}, "change": {"kind": "lạ", "replaces": "x"}, "unverified": "x",
        "nowhere": {"a": [1.5]},
    }  # fmt: skip
    draft = start_draft(nonsense, "blank", actor=desk.van, at=NOW)
    van = as_(desk.van)
    for section in sections.SECTIONS:
        page(van, at("draft_section", draft, section.slug))
    for name in ("draft", "draft_reading", "draft_expert", "draft_publication", "draft_submission"):
        page(van, at(name, draft))
    page(van, reverse("procedures:drafts"))
    page(van, at("draft_item", draft, "cases", "cases", 1))


def test_the_round_on_the_screen(desk: Desk, as_: As) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Tên mới", publication=PLAN)
    van = as_(desk.van)
    form = form_of(page(van, at("draft_review", draft)), 0)
    assert form.fields["office"] == ["H37.VP/head"]
    van.post(at("draft_review", draft), form.posted(""))
    vinh = as_(desk.vinh)
    waiting = page(vinh, reverse("procedures:drafts"))
    assert "Chờ bạn trả lời" in waiting
    assert "Tên mới" in page(vinh, at("draft_reading", draft))
    answer = next(f for f in forms(page(vinh, at("draft", draft))) if "answer" in f.buttons)
    refused = vinh.post(answer.action, answer.posted("", answer="change", text=""), follow=True)
    assert "ít nhất một góp ý" in refused.content.decode()
    vinh.post(answer.action, answer.posted("", answer="change", text="Sửa tên cho ngắn.", path="title"))
    van = as_(desk.van)
    overview = page(van, at("draft", draft))
    assert "Sửa tên cho ngắn." in overview
    assert "Đề nghị sửa" in overview
    resolve = next(f for f in forms(overview) if f.action.endswith("/resolution/"))
    van.post(resolve.action, resolve.posted(""))
    assert "đã xử lý lúc" in page(van, at("draft", draft))
    submit = form_of(page(van, at("draft_submission", draft)), 0)
    assert submit.fields["office"] == ["H37/leader"]
    van.post(at("draft_submission", draft), submit.posted(""))
    tam = as_(desk.tam)
    approve = next(f for f in forms(page(tam, at("draft", draft))) if "answer" in f.buttons)
    tam.post(approve.action, approve.posted("", answer="agree"))
    assert now(draft).row.state == "approved"


def forms(html: str) -> list[Form]:
    found, n = [], 0
    while (one := form_of(html, n, missing=True)) is not None:
        found.append(one)
        n += 1
    return found


def test_publishing_asks_for_dates_and_for_every_warning(desk: Desk, as_: As) -> None:
    draft = begin(desk.van)
    save(draft, desk.van, title="Tên mới")
    approved(draft, desk)
    van = as_(desk.van)
    address = at("draft_publication", draft)
    form = form_of(page(van, address), 0)
    dates = {
        "f.publication.decision": "QĐ 1500/QĐ-UBND", "f.publication.decision_date": "20/7/2026",
        "f.publication.effective_date": "3/8/2026", "f.publication.public_date": "21/7/2026",
    }  # fmt: skip
    refused = van.post(address, form.posted("publish", **dates))
    assert refused.status_code == 400
    assert "chưa được đánh dấu đã xem" in refused.content.decode()
    kept = form_of(refused.content.decode(), 0)
    assert kept.fields["f.publication.decision"] == ["QĐ 1500/QĐ-UBND"]
    done = van.post(address, kept.posted("publish", seen=kept.offered["seen"]), follow=True)
    assert "Đã công bố bản 2" in done.content.decode()
    assert queries.published(PENSION, date(2026, 8, 3)) is not None


def test_only_those_concerned_get_a_page(desk: Desk, as_: As) -> None:
    draft = begin(desk.van)
    reviewed(draft, desk)
    names = [
        ("draft", ()), ("draft_reading", ()), ("draft_history", (1,)), ("draft_section", ("agency",)),
        ("draft_item", ("cases", "cases", 0)), ("draft_new_item", ("cases", "cases")), ("draft_expert", ()),
        ("draft_review", ()), ("draft_submission", ()), ("draft_publication", ()), ("draft_withdrawal", ()),
    ]  # fmt: skip
    for name, more in names:
        for stranger in (desk.chi, desk.khoa, desk.tam):
            assert as_(stranger).get(at(name, draft, *more)).status_code == 404, name
        expected = 200 if name in ("draft", "draft_reading", "draft_history") else 404
        assert as_(desk.vinh).get(at(name, draft, *more)).status_code == expected, name
        assert as_(desk.van).get(at(name, draft, *more)).status_code == 200, name
    for name, more in (("draft_merge", ()), ("draft_comment", ()), ("draft_answer", (asked_any(draft),))):
        assert as_(desk.chi).post(at(name, draft, *more)).status_code == 404
    assert as_(desk.chi).get(reverse("procedures:drafts")).status_code == 404
    assert as_(desk.vinh).get(reverse("procedures:draft_new")).status_code == 404


def asked_any(draft: UUID) -> UUID:
    from motcua.procedures.drafting import reads

    return reads.requests(now(draft).row)[0].pk


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("draft_section", ("nowhere",)),
        ("draft_item", ("cases", "fees", 0)),
        ("draft_item", ("cases", "cases", 99)),
        ("draft_item", ("agency", "title", 0)),
        ("draft_history", (99,)),
    ],
)
def test_places_that_do_not_exist_have_no_page(desk: Desk, as_: As, name: str, more: tuple[Any, ...]) -> None:
    assert as_(desk.van).get(at(name, begin(desk.van), *more)).status_code == 404


def test_a_closed_draft_can_be_read_and_not_changed(desk: Desk, as_: As) -> None:
    draft = begin(desk.van)
    van = as_(desk.van)
    form = form_of(page(van, at("draft_section", draft, "agency")), 0)
    drop = forms(page(van, at("draft_withdrawal", draft)))[-1]
    van.post(at("draft_withdrawal", draft), drop.posted("drop", reason="not_needed"))
    assert not now(draft).row.is_open
    assert "Đã bỏ" in page(van, at("draft", draft))
    late = van.post(at("draft_section", draft, "agency"), form.posted("save", **{"f.title": "Muộn"}))
    assert late.status_code == 409
    assert now(draft).document["title"] != "Muộn"


def test_a_form_without_its_revision_is_refused(desk: Desk, as_: As) -> None:
    draft, van = begin(desk.van), as_(desk.van)
    assert van.post(at("draft_section", draft, "agency"), {"f.title": "x"}).status_code == 409
    assert now(draft).revision == 1


def test_every_shipped_procedure_is_in_the_form_of_drafts(desk: Desk) -> None:
    for line in queries.listing(date(2026, 7, 15), register=""):
        found = queries.published(line.code, date(2026, 7, 15))
        assert found is not None
        assert in_form(copy_of(found)) == copy_of(found), line.code
    assert asked is not None
