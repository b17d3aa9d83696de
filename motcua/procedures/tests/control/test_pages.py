"""The pages of procedure control: who sees them, what they show, and that forms keep what was typed."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from motcua.people.actor import Actor
from motcua.people.models import User
from motcua.procedures import parameters, queries_acts, review_timetable
from motcua.procedures.models import Act, Proposal, Review, ReviewPlan
from motcua.procedures.tests.control.conftest import NOW, Control, at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
Browse = Callable[[Actor], Client]
DECREE = {
    "number": "Nghị định số 200/2026/NĐ-CP",
    "title": "Quy định chi tiết một số điều của Luật Xây dựng",
    "issuer": "Chính phủ",
    "issued_on": "10/07/2026",
    "valid_from": "01/09/2026",
    "effect": ["replaces", "amends", ""],
    "target": ["NĐ 175/2024", "Nghị định 118/2025/NĐ-CP", ""],
    "provisions": ["", "khoản 2 Điều 16", ""],
    "begins": ["", "", ""],
}


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """It is the morning of 15 July 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browse(control: Control) -> Browse:
    """Return somebody's browser."""

    def opened(who: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=str(who.user_id)), backend=BACKEND)
        return client

    return opened


def post(client: Client, name: str, *given: Any, **data: Any) -> HttpResponse:
    answer = client.post(
        reverse(f"procedures:{name}", args=given), {"idempotency_key": str(uuid4()), **data}, follow=True
    )
    assert answer.status_code < 500
    return answer  # type: ignore[return-value]


def told(answer: Any) -> str:
    return str(answer.content.decode())


def entered(client: Client) -> Act:
    post(client, "act_new", act="keep", **DECREE)
    return Act.objects.get()


def given_out(client: Client) -> Review:
    act = entered(client)
    post(client, "act_reviews", act.slug, which="chosen", chosen=["procedure:1.013225"], request="Chú ý mẫu đơn.")
    return Review.objects.get()


def concluded(client: Client, review: Review, outcome: str = "simplify") -> None:
    verdicts = {f"verdict_{name}": "partly" for name in ("necessity", "reasonableness", "legality", "cost")}
    post(client, "review_findings", review.pk, **verdicts, note_cost="Đi lại hai lần.")
    post(client, "review_conclusion", review.pk, outcome=outcome, conclusion="Bớt bản sao.")


def proposed(client: Client, review: Review) -> Proposal:
    url = f"{reverse('procedures:proposal_new')}?review={review.pk}"
    client.post(url, {
        "idempotency_key": str(uuid4()), "measure": "simplify", "content": "Bỏ bản sao giấy tờ đất.",
        "reason": "Đã có dữ liệu.", "roadmap": "Quý IV/2026", "act": ["Nghị định 175/2024/NĐ-CP", ""],
        "article": ["Điều 53", ""], "wording": ["Bản sao", ""], "proposed": ["Bãi bỏ", ""], "act_verb": "keep",
    })  # fmt: skip
    return Proposal.objects.get()


SHEET = {
    f"{side}-{name}": values
    for side, hours in (("before", ["8", "2"]), ("after", ["2", "2"]))
    for name, values in {
        "kind": ["prepare", "travel"], "name": ["Chuẩn bị hồ sơ", "Đi nộp"], "hours": hours, "hourly": ["", ""],
        "hired": ["500.000", ""], "paid": ["", "20.000"], "times": ["1", "2"], "times_per_year": "1",
        "subjects": "3.228",
    }.items()
}  # fmt: skip


def test_looking_shows_what_is_affected_and_writes_nothing(control: Control, browse: Browse) -> None:
    page = told(post(browse(control.van), "act_new", act="look", **DECREE))
    assert "Chưa ghi gì vào sổ" in page
    assert "1.013225" in page
    assert "khoản 2 Điều 16" in page
    assert not Act.objects.exists()


def test_a_wrong_line_is_told_beside_it_and_everything_typed_stays(control: Control, browse: Browse) -> None:
    wrong = {**DECREE, "target": ["", "Nghị định 118/2025/NĐ-CP", ""], "provisions": ["Điều 5", "khoản 2", ""]}
    answer = post(browse(control.van), "act_new", act="keep", **wrong)
    assert answer.status_code == 400
    assert "Nhập số, ký hiệu của văn bản bị tác động." in told(answer)
    assert 'value="Điều 5"' in told(answer)
    assert "Quy định chi tiết một số điều" in told(answer)
    assert not Act.objects.exists()


def test_the_same_form_sent_twice_enters_one_act(control: Control, browse: Browse) -> None:
    van, key = browse(control.van), str(uuid4())
    for _ in range(2):
        answer = van.post(reverse("procedures:act_new"), {"idempotency_key": key, "act": "keep", **DECREE})
        assert answer.status_code == 302
    assert Act.objects.count() == 1


def test_from_an_act_to_reviews_of_everything_it_touches(control: Control, browse: Browse) -> None:
    van = browse(control.van)
    act = entered(van)
    count = len(queries_acts.affected_by(act, NOW.date()))
    page = told(post(van, "act_reviews", act.slug, which="all"))
    assert Review.objects.count() == count
    assert f"Đã giao {count} việc rà soát." in page
    assert Review.objects.get(subject="1.013225").unit == "H37.SXD"
    assert Review.objects.get(subject="default").unit == "H37.VP"
    again = told(post(van, "act_reviews", act.slug, which="all"))
    assert "rà soát." in again
    assert Review.objects.count() == count


def test_an_act_that_nobody_entered_has_a_page(control: Control, browse: Browse) -> None:
    page = told(browse(control.ha).get(reverse("procedures:act", args=["23-2015-nd-cp"])))
    assert "chưa nhập" in page
    assert "2.000815" in page
    listed = told(browse(control.van).get(f"{reverse('procedures:acts')}?pile=missing"))
    assert "123/2015/NĐ-CP" in listed


def test_yen_reviews_concludes_and_proposes_and_vân_decides(control: Control, browse: Browse) -> None:
    van, yen = browse(control.van), browse(control.yen)
    review = given_out(van)
    assert "1.013225" in told(yen.get(reverse("procedures:reviews")))
    page = told(yen.get(reverse("procedures:review", args=[review.pk])))
    assert "Chú ý mẫu đơn." in page
    assert "Điều 50, Điều 53" in page
    assert "Hạn 17:00 12/08/2026, còn 20 ngày" in page
    answer = post(yen, "review_conclusion", review.pk, outcome="simplify", conclusion="Bớt bản sao.")
    assert answer.status_code == 400
    assert "Còn 4 tiêu chí" in told(answer)
    assert "Bớt bản sao." in told(answer)
    concluded(yen, review)
    proposal = proposed(yen, review)
    assert (proposal.unit, proposal.measure, proposal.review) == ("H37.SXD", "simplify", review.pk)
    post(yen, "proposal_cost", proposal.pk, act="keep", **SHEET)
    hour = parameters.cost(NOW.date()).income.hourly
    proposal.refresh_from_db()
    assert proposal.one_before == round(hour * 8 + 500_000 + 2 * (2 * hour + 20_000))
    assert proposal.year_after == round((hour * 2 + 500_000 + 2 * (2 * hour + 20_000)) * 3228)
    decision = {"adopted": "yes", "decision": "QĐ 3000/QĐ-UBND", "decision_date": "15/07/2026"}
    assert post(yen, "proposal_decision", proposal.pk, **decision).status_code == 404
    page = told(post(van, "proposal_decision", proposal.pk, **decision))
    assert "Được thông qua" in page
    page = told(post(van, "proposal_step", proposal.pk, kind="sent", day="15/07/2026", reference="TTr 9"))
    assert "TTr 9" in page
    register = told(van.get(reverse("procedures:proposals")))
    assert "1 phương án" in register


def test_the_cost_form_begins_with_the_papers_of_the_procedure(control: Control, browse: Browse) -> None:
    yen = browse(control.yen)
    review = given_out(browse(control.van))
    proposal = proposed(yen, review)
    page = told(yen.get(reverse("procedures:proposal_cost", args=[proposal.pk])))
    assert page.count('value="Chuẩn bị đơn đề nghị cấp giấy phép xây dựng"') == 2
    assert page.count('value="Đi nộp hồ sơ"') == 2
    tried = told(post(yen, "proposal_cost", proposal.pk, act="look", **SHEET))
    assert "Tỷ lệ cắt giảm" in tried
    assert Proposal.objects.get().year_before is None


def test_what_cannot_be_read_in_the_cost_form_stays_and_is_told(control: Control, browse: Browse) -> None:
    yen = browse(control.yen)
    proposal = proposed(yen, given_out(browse(control.van)))
    wrong = {**SHEET, "before-hours": ["hai giờ", "2"], "after-subjects": "nhiều"}
    answer = post(yen, "proposal_cost", proposal.pk, act="keep", **wrong)
    assert answer.status_code == 400
    page = told(answer)
    assert 'value="hai giờ"' in page
    assert "Số giờ viết như 0,5 hoặc 30 phút." in page
    assert "Số đối tượng một năm phải là số nguyên." in page
    copied = told(post(yen, "proposal_cost", proposal.pk, act="copy", **SHEET))
    assert copied.count('value="8"') == 2


def test_a_plan_from_what_the_data_suggests_to_its_sheet(control: Control, browse: Browse) -> None:
    van = browse(control.van)
    entered(van)
    page = told(van.get(reverse("procedures:plan", args=[2027])))
    assert "Căn cứ NĐ 175/2024 bị Nghị định số 200/2026/NĐ-CP thay thế từ 01/09/2026" in page
    post(van, "plan_lines", 2027, act="add", chosen=["1.013225"])
    plan = ReviewPlan.objects.get()
    item = plan.items.get()
    assert (item.procedures, item.lead, item.ends) == (["1.013225"], "H37.SXD", date(2027, 11, 30))
    form = {"version": plan.version, "item": [str(item.item)], **{
        f"{item.item}-{name}": value
        for name, value in {
            "codes": "1.013225, 1.13.788x", "lead": "H37.SXD", "begins": "01/02/2027", "ends": "30/06/2027",
            "basis": "Văn bản thay đổi", "product": "Báo cáo", "criteria": ["legality", "cost"],
        }.items()
    }}  # fmt: skip
    answer = post(van, "plan_lines", 2027, **form)
    assert answer.status_code == 400
    assert "không phải mã thủ tục" in told(answer)
    post(van, "plan_lines", 2027, **{**form, f"{item.item}-codes": "1.013225"})
    item = ReviewPlan.objects.get().items.get()
    assert (item.ends, item.criteria, item.basis) == (date(2027, 6, 30), ["legality", "cost"], "Văn bản thay đổi")
    page = told(post(van, "plan_reviews", 2027, item=str(item.item)))
    assert "Kế hoạch chưa được duyệt" in page
    post(van, "plan_approval", 2027, decision="QĐ 5/QĐ-UBND", decision_date="14/07/2026")
    post(van, "plan_reviews", 2027, item=str(item.item))
    assert Review.objects.get().plan_item == item.item
    sheet = told(van.get(reverse("procedures:plan_sheet", args=[2027])))
    assert "Kèm theo QĐ 5/QĐ-UBND ngày 14/07/2026" in sheet
    book = load_workbook(BytesIO(van.get(reverse("procedures:plan_table", args=[2027])).content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert "Sở Xây dựng tỉnh Lạng Sơn" in cells
    assert "Đang rà soát" in cells


def test_the_table_of_what_is_old_opens_down_to_the_list_and_the_file(control: Control, browse: Browse) -> None:
    ha, url = browse(control.ha), reverse("procedures:unreviewed")
    page = told(ha.get(f"{url}?months=1"))
    assert "Chưa rà soát trong 1 tháng" in page
    listed = told(ha.get(f"{url}?months=1&field=Hộ tịch"))
    assert "1.001193" in listed
    assert "1.013225" not in listed
    answer = ha.get(f"{reverse('procedures:unreviewed_table')}?months=1&field=Hộ tịch")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Mã thủ tục,Tên thủ tục")
    assert any(line.startswith("1.001193,") for line in lines)
    assert not any(line.startswith("1.013225,") for line in lines)
    assert told(ha.get(f"{url}?months=600")).count("heat") == 0


def test_reviews_may_begin_from_the_table(control: Control, browse: Browse) -> None:
    van = browse(control.van)
    post(van, "unreviewed", chosen=["1.001193", "9.999999"])
    review = Review.objects.get()
    assert (review.subject, review.cause, review.unit) == ("1.001193", "age", "H37.STP")


def test_parameters_are_published_from_their_page(control: Control, browse: Browse) -> None:
    quantri = browse(control.quantri)
    url = reverse("procedures:parameter_set", args=["reviews"])
    page = told(quantri.get(url))
    assert "20 ngày làm việc" in page
    given = {
        "valid_from": "15/07/2026", "name": "Rà soát", "source": "QĐ 1", "verified": "on", "months": "18",
        "publication_counts": "on", "term": "15 ngày làm việc", "warn_before": "3 ngày làm việc",
        "extension": "5 ngày làm việc", "extensions": "2", "plan_day": "31", "plan_month": "1", "late_percent": "5",
        "late_months": "6", "control_unit": "H37.VP", "field": ["land", ""], "unit": ["H37.SNNMT", ""],
    }  # fmt: skip
    given["idempotency_key"] = str(uuid4())
    answer = quantri.post(url, {**given, "term": "lâu"})
    assert answer.status_code == 400
    assert 'value="18"' in told(answer)
    assert quantri.post(url, given).status_code == 302
    rules = parameters.reviews(NOW.date())
    assert (rules.months, rules.term.vi(), rules.unit_for("land"), rules.unverified) == (
        18, "15 ngày làm việc", "H37.SNNMT", False,
    )  # fmt: skip


def addresses(review: UUID, proposal: UUID) -> list[tuple[str, list[Any]]]:
    everything = [
        ("acts", []), ("act", ["200-2026-nd-cp"]), ("reviews", []), ("review", [review]), ("unreviewed", []),
        ("unreviewed_table", []), ("plans", []), ("plan", [2027]), ("proposals", []), ("proposal", [proposal]),
        ("proposal_sheet", [proposal]), ("proposal_table", []), ("parameters", []),
        ("parameter_set", ["reviews"]), ("parameter_set", ["compliance-cost"]),
    ]  # fmt: skip
    return everything  # type: ignore[return-value]


def test_who_sees_which_page(control: Control, browse: Browse) -> None:
    van = browse(control.van)
    review = given_out(van)
    proposal = proposed(browse(control.yen), review)
    pages = addresses(review.pk, proposal.pk)
    own = {"reviews", "review", "proposals", "proposal", "proposal_sheet", "proposal_table"}
    for name, given in pages:
        url = reverse(f"procedures:{name}", args=given)
        assert van.get(url).status_code == browse(control.ha).get(url).status_code == 200, name
        assert browse(control.yen).get(url).status_code == (200 if name in own else 404), name
        assert browse(control.chi).get(url).status_code == browse(control.khoa).get(url).status_code == 404, name
    for name, given in (("act_new", []), ("review_new", []), ("proposal_new", []), ("plan_lines", [2027])):
        url = reverse(f"procedures:{name}", args=given)
        assert van.get(url).status_code == 200, name
        assert browse(control.ha).get(url).status_code == browse(control.yen).get(url).status_code == 404, name


def test_auditors_read_and_change_nothing(control: Control, browse: Browse) -> None:
    van, ha = browse(control.van), browse(control.ha)
    review = given_out(van)
    proposal = proposed(browse(control.yen), review)
    before = (Review.objects.get().version, Proposal.objects.get().version)
    assert post(ha, "review_findings", review.pk, verdict_cost="met").status_code in (403, 409)
    assert post(ha, "review_conclusion", review.pk, outcome="keep").status_code in (403, 409)
    for name in ("review_extension", "review_cancellation"):
        assert post(ha, name, review.pk, reason="x").status_code == 404
    assert post(ha, "proposal_withdrawal", proposal.pk, reason="x").status_code in (403, 409)
    assert post(ha, "proposal_cost", proposal.pk, act="keep", **SHEET).status_code == 404
    assert post(ha, "act_reviews", Act.objects.get().slug, which="all").status_code == 404
    assert (Review.objects.get().version, Proposal.objects.get().version) == before


def test_nobody_sees_the_review_of_another_unit(control: Control, browse: Browse) -> None:
    van = browse(control.van)
    post(van, "unreviewed", chosen=["1.001193"])
    review = Review.objects.get()
    yen = browse(control.yen)
    assert yen.get(reverse("procedures:review", args=[review.pk])).status_code == 404
    assert "1.001193" not in told(yen.get(reverse("procedures:reviews")))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "'; DROP TABLE x; --", "../../etc", "\x00"])
def test_strange_texts_are_shown_as_they_are(control: Control, browse: Browse, text: str) -> None:
    van = browse(control.van)
    for name in ("acts", "reviews", "proposals", "unreviewed"):
        page = van.get(reverse(f"procedures:{name}"), {"q": text, "unit": text, "months": text, "field": text})
        assert page.status_code == 200
        assert "<script>alert" not in told(page)
    answer = post(van, "act_new", act="keep", **{**DECREE, "title": f"Tên {text}"})
    assert "<script>alert" not in told(answer)


def test_reviews_come_into_the_inbox_of_those_concerned(control: Control, browse: Browse) -> None:
    van, yen, inbox = browse(control.van), browse(control.yen), reverse("dossiers:inbox")
    assert "Việc về thủ tục" not in told(yen.get(inbox))
    review = given_out(van)
    page = f"/registry/reviews/{review.pk}/"
    assert page in told(yen.get(inbox))
    assert page not in told(van.get(inbox))
    assert "Việc về thủ tục" not in told(browse(control.chi).get(inbox))
    with time_machine.travel(at("2026-08-13"), tick=False):
        review_timetable.warn(at("2026-08-13"))
        late = told(browse(control.van).get(inbox))
        assert "Đôn đốc rà soát quá hạn" in late
        assert page in late
        post(browse(control.van), "review_cancellation", review.pk, reason="Giao nhầm.")
        assert page not in told(browse(control.van).get(inbox))
        assert page not in told(browse(control.yen).get(inbox))


def test_the_register_tells_of_reviews_and_of_acts_that_nobody_entered(control: Control, browse: Browse) -> None:
    van = browse(control.van)
    review = given_out(van)
    assert "văn bản được trích dẫn nhưng chưa nhập" in told(van.get(reverse("procedures:registry")))
    page = told(van.get(reverse("procedures:registered", args=["1.013225"])))
    assert f"/registry/reviews/{review.pk}/" in page
    assert "?procedure=1.013225" in page
    read_only = told(browse(control.ha).get(reverse("procedures:registered", args=["1.013225"])))
    assert "?procedure=1.013225" not in read_only


@pytest.mark.parametrize("year", ["99999", "0", "abc", "²"])
def test_a_year_that_is_none_filters_nothing(control: Control, browse: Browse, year: str) -> None:
    assert browse(control.van).get(reverse("procedures:proposals"), {"year": year}).status_code == 200
