"""Drafts on pages from beginning to publication: begun, sent round, approved, published, closed to others."""

from collections.abc import Callable, Iterator
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
from motcua.procedures.tests.drafts.forms import Form, at, form_of, page

As = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    """Let the pages be asked on the morning of the story."""
    with time_machine.travel(NOW, tick=False):
        yield


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
