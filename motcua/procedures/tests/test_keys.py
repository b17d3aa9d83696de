"""Every form and act of the desk carries a key: sent twice it is done once, with other content it is refused."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from motcua.ledger.models import Entry
from motcua.people.models import User
from motcua.procedures.drafting import reads
from motcua.procedures.models import Draft, DraftRequest, Proposal, Review
from motcua.procedures.models import Route as RouteModel
from motcua.procedures.tests.control.conftest import NOW
from motcua.procedures.tests.route_desk import BACKEND
from tests.cast import Cast, officer

HERE = Path(__file__).parent.parent
PAGES = sorted((HERE / "web" / "officer").rglob("*.py"))
FORMS = sorted((HERE / "templates" / "procedures" / "officer").glob("*.html"))
INCLUDE = re.compile(r'\{% include "(procedures/officer/[^"]+)"')
Sent = dict[str, Any]


def acts_of(tree: ast.Module) -> dict[str, str]:
    """Return the functions that a module of pages takes from the actions, by the name it calls them."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("motcua.procedures.actions"):
            found |= {one.asname or one.name: f"{node.module}:{one.name}" for one in node.names}
    return found


def is_act(named: str) -> bool:
    """Tell whether a name of an action's module is an act: somebody does it at a moment."""
    module, _colon, name = named.partition(":")
    made = getattr(importlib.import_module(module), name)
    bulk = module.endswith("_import")  # the states of an import pass once: its own stories prove it
    return not bulk and inspect.isfunction(made) and {"actor", "at"} <= set(inspect.signature(made).parameters)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_act_that_a_page_does_is_done_with_a_key(path: Path) -> None:
    tree = ast.parse(path.read_text())
    acts = {name for name, named in acts_of(tree).items() if is_act(named)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in acts:
            assert "key" in {one.arg for one in call.keywords}, f"{path.name}:{call.lineno} {call.func.id}"


def test_the_walk_over_the_pages_finds_the_acts() -> None:
    found = {named for path in PAGES for named in acts_of(ast.parse(path.read_text())).values() if is_act(named)}
    assert len(found) > 25


def test_every_form_that_writes_holds_a_key() -> None:
    seen = 0
    for path in FORMS:
        for form in re.findall(r'<form\b[^\n]*?method="post".*?(?=</form>)', path.read_text(), re.DOTALL):
            seen += 1
            inside = form + "".join((HERE / "templates" / name).read_text() for name in INCLUDE.findall(form))
            assert "{% hidden_key %}" in inside, f"{path.name}: {form[:120]}"
    assert seen > 40


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def browser(login: str) -> Client:
    client = Client()
    user = User.objects.get(pk=str(officer(login, NOW).user_id))
    client.force_login(user, backend=BACKEND)
    return client


def assert_once(client: Client, page: str, given: list[Any], sent: Sent, /, **other: Any) -> None:
    """Send a form twice, then with other content under the same key: only the first writes."""
    address, key = reverse(f"procedures:{page}", args=given), str(uuid4())
    before = Entry.objects.count()
    client.post(address, {"idempotency_key": key, **sent})
    after = Entry.objects.count()
    assert after > before, f"{page} wrote nothing"
    again = client.post(address, {"idempotency_key": key, **sent})
    assert again.status_code < 500
    assert Entry.objects.count() == after, f"{page} wrote twice"
    changed = client.post(address, {"idempotency_key": key, **sent, **other}, follow=True)
    assert Entry.objects.count() == after, f"{page} wrote other content under the same key"
    assert "đã được gửi trước đó với nội dung khác" in changed.content.decode(), page


def test_a_form_without_a_key_does_nothing(cast: Cast, lang_son: object) -> None:
    before = Entry.objects.count()
    sent = {"subject": "1.013225", "unit": "H37.SXD", "request": ""}
    browser("van.vpub").post(reverse("procedures:review_new"), sent)
    assert Entry.objects.count() == before


def test_what_writes_nothing_or_takes_no_notice_of_its_key_is_caught(cast: Cast, lang_son: object) -> None:
    van, text = browser("van.vpub"), {"subject": "1.013225", "unit": "H37.SXD", "request": "a"}
    with pytest.raises(AssertionError, match="wrote nothing"):
        assert_once(van, "review_new", [], {**text, "subject": "khác"})
    with pytest.raises(AssertionError, match="review_new"):  # the same content again is no other content
        assert_once(van, "review_new", [], text)


def test_reviews_and_plans_are_written_once(cast: Cast, lang_son: object) -> None:
    van = browser("van.vpub")
    assert_once(van, "review_new", [], {"subject": "1.013225", "unit": "H37.SXD", "request": "a"}, request="b")
    pk = Review.objects.get().pk
    verdicts = {f"verdict_{name}": "met" for name in ("necessity", "reasonableness", "legality", "cost")}
    assert_once(van, "review_findings", [pk], verdicts, note_cost="Khác")
    assert_once(van, "review_extension", [pk], {"reason": "Chờ Bộ"}, reason="Khác")
    assert_once(van, "review_conclusion", [pk], {"outcome": "keep", "conclusion": "Giữ"}, conclusion="Khác")
    assert_once(van, "review_new", [], {"subject": "1.014027", "unit": "H37.SXD", "request": "a"}, request="b")
    other = Review.objects.exclude(pk=pk).get().pk
    assert_once(van, "review_cancellation", [other], {"reason": "Giao nhầm"}, reason="Khác")
    item = str(uuid4())
    line = {"item": item, f"{item}-codes": "1.013225", f"{item}-lead": "H37.SXD", f"{item}-begins": "01/02/2027",
            f"{item}-ends": "30/06/2027", f"{item}-criteria": "cost", "version": "0", "act": "keep"}  # fmt: skip
    assert_once(van, "plan_lines", [2027], line, **{f"{item}-basis": "Khác"})
    decision = {"decision": "QĐ 5", "decision_date": "14/07/2026"}
    assert_once(van, "plan_approval", [2027], decision, decision="QĐ 6")
    again = Entry.objects.count()
    van.post(reverse("procedures:plan_lines", args=[2027]), {"idempotency_key": str(uuid4()), **line, "version": "2"})
    assert Entry.objects.count() == again, "the same lines unmake no approval"


def test_proposals_and_parameters_are_written_once(cast: Cast, lang_son: object) -> None:
    van = browser("van.vpub")
    text = {"procedure": "1.013225", "unit": "H37.SXD", "measure": "simplify", "content": "Bỏ", "reason": "Có sẵn"}
    assert_once(van, "proposal_new", [], text, reason="Khác")
    pk = Proposal.objects.get().pk
    sheet = {f"{side}-{name}": value for side in ("before", "after") for name, value in
             (("kind", "prepare"), ("name", "Việc"), ("hours", "8"), ("hourly", ""), ("hired", ""), ("paid", ""),
              ("times", "1"), ("times_per_year", "1"), ("subjects", "10"))}  # fmt: skip
    assert_once(van, "proposal_cost", [pk], {**sheet, "act": "keep"}, **{"after-hours": "2"})
    decision = {"adopted": "yes", "decision": "QĐ 7", "decision_date": "14/07/2026", "why_not": ""}
    assert_once(van, "proposal_decision", [pk], decision, decision="QĐ 8")
    step = {"kind": "sent", "day": "14/07/2026", "reference": "TTr 1", "note": ""}
    assert_once(van, "proposal_step", [pk], step, reference="TTr 2")
    assert_once(van, "proposal_new", [], {**text, "content": "Gộp"}, reason="Khác")
    other = Proposal.objects.exclude(pk=pk).get().pk
    assert_once(van, "proposal_withdrawal", [other], {"reason": "Trùng"}, reason="Khác")


def opened(pk: UUID) -> int:
    found = reads.current(pk)
    assert found is not None
    return found.revision


def test_a_draft_walks_its_round_with_every_form_sent_twice(cast: Cast, lang_son: object) -> None:
    van, vinh, tam = browser("van.vpub"), browser("vinh.vpub"), browser("tam.ubnd")
    van.post(reverse("procedures:draft_new"), {"idempotency_key": str(uuid4()), "code": "1.014027"})
    pk = Draft.objects.get().pk
    assert_once(van, "draft_comment", [pk], {"path": "title", "text": "Tên dài"}, text="Khác")
    days = {"f.publication.decision": "QĐ 9/QĐ-UBND", "f.publication.decision_date": "20/07/2026",
            "f.publication.effective_date": "03/08/2026", "f.publication.public_date": "21/07/2026"}  # fmt: skip
    saved = {**days, "do": "save", "revision": "1"}
    assert_once(van, "draft_publication", [pk], saved, **{"f.publication.decision": "QĐ 10/QĐ-UBND"})
    asked = {"office": ["H37.VP/head"], "revision": str(opened(pk))}
    assert_once(van, "draft_review", [pk], asked, office=["H37.VP/leader"])
    request = DraftRequest.objects.get(draft=pk)
    answer = {"answer": "agree", "text": "", "revision": str(opened(pk))}
    assert_once(vinh, "draft_answer", [pk, request.pk], answer, answer="change", text="Khác")
    recall = {"reason": "mistake", "revision": str(opened(pk)), "do": "recall"}
    assert_once(van, "draft_withdrawal", [pk], recall, reason="new_facts")
    assert_once(
        van, "draft_submission", [pk], {"office": "H37/leader", "revision": str(opened(pk))}, office="H37.VP/head"
    )
    approval = DraftRequest.objects.get(draft=pk, kind="approval")
    assert_once(tam, "draft_answer", [pk, approval.pk], answer | {"revision": str(opened(pk))}, answer="change")
    drop = {"reason": "not_needed", "revision": str(opened(pk)), "do": "drop"}
    assert_once(van, "draft_withdrawal", [pk], drop, reason="mistake")


def test_routes_are_begun_saved_and_dropped_once(cast: Cast, lang_son: object) -> None:
    van = browser("van.vpub")
    assert_once(van, "route_new", [], {"name": "Quy trình mới", "code": "moi", "copy_of": ""}, name="Khác")
    assert_once(van, "route_edit", ["moi"], {"act": "drop", "revision": "1"}, revision="2")
    assert not RouteModel.objects.filter(code="moi").exists()


def test_repeal_is_written_once(cast: Cast, lang_son: object) -> None:
    decision = {"decision": "QĐ 11", "decision_date": "14/07/2026", "effective_date": "01/08/2026",
                "public_date": "15/07/2026", "note": "", "replaced_by": "", "treatment": "finish"}  # fmt: skip
    assert_once(browser("van.vpub"), "repeal", ["1.013227"], decision, note="Khác")
