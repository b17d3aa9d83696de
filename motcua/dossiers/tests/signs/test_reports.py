"""A citizen reports a demand beyond the rules; who answers for the unit answers, and never who made it."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from motcua.core.refusal import Refused
from motcua.dossiers.actions.erase import erase
from motcua.dossiers.actions.note_sign import note_sign
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.report import answer_report, file_report
from motcua.dossiers.models import Dossier, Report, Sign, SignNote
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.signs.test_signs import sent
from motcua.dossiers.tests.stories import RECEIVED, new_key
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from motcua.ledger.work import run_once
from tests.cast import Cast, officer

STORY = "Sáng thứ Hai ở quầy 2 bảo tôi nộp thêm sổ hộ khẩu."


def filed(cast: Cast, id_: UUID, kind: str = "papers") -> UUID:
    """Let An report."""
    return file_report(id_, actor=cast.an, at=RECEIVED, key=new_key(), kind=kind, text=STORY)


def test_with_the_last_digits_anybody_concerned_reports_and_reads_the_answer(
    cast: Cast, clock: Any, screen: Screen
) -> None:
    sent(cast, clock)
    code = Dossier.objects.get().code
    visitor, root = Client(), f"/t/{code}/report/"
    assert root in text(visitor.get(f"/t/{code}"))
    form = {"kind": "papers", "text": STORY, "idempotency_key": str(uuid4())}
    assert visitor.post(root, form).status_code == 200
    assert not Report.objects.exists()
    assert visitor.post(root, {"digits": "9999"}).status_code == 200
    assert visitor.post(root, {"digits": "0101"}).status_code == 302
    for _again in range(2):
        assert visitor.post(root, form).status_code == 302
    report = Report.objects.get()
    entry = ledger.stream(f"report:{report.pk}")[0]
    assert STORY not in str(entry.payload)
    assert (report.unit, entry.payload["kind"]) == ("06187.TTPVHCC", "papers")
    assert "Trả lời chậm nhất" in text(visitor.get(root))
    assert visitor.post(root, {**form, "idempotency_key": str(uuid4())}).status_code == 400

    run_once(RECEIVED)
    assert Sign.objects.get().code == "reported"
    head = screen(cast.nam)
    assert "Phản ánh chờ trả lời" in text(head.get("/inbox/"))
    page = f"/desk/reports/{report.pk}/"
    assert STORY in text(head.get(page))
    answer = {"outcome": "right", "answer": "Đã nhắc công chức, bạn không phải nộp.", "idempotency_key": str(uuid4())}
    assert head.post(page, answer).status_code == 302
    assert "Đã nhắc công chức" in text(visitor.get(root))
    assert "Phản ánh chờ trả lời" not in text(head.get("/inbox/"))
    assert head.post(page, {**answer, "idempotency_key": str(uuid4())}).status_code in {200, 400}
    assert len(ledger.stream(f"report:{report.pk}")) == 2
    assert [damage.message for damage in verify(lambda _: None).damages] == []


def test_who_did_it_neither_reads_nor_answers(cast: Cast, clock: Any, screen: Screen) -> None:
    id_ = sent(cast, clock)
    report = filed(cast, id_)
    run_once(RECEIVED)
    counter = screen(cast.binh)
    assert counter.get(f"/desk/reports/{report}/").status_code == 404
    assert counter.get("/desk/extra-demands/").status_code == 404
    assert STORY not in text(counter.get(page_of(id_)))
    assert screen(cast.giang).get(f"/desk/reports/{report}/").status_code == 404
    auditor = screen(cast.ha)
    assert STORY[:40] in text(auditor.get("/desk/extra-demands/"))
    for who in (cast.binh, cast.ha, cast.an, cast.chi):
        with pytest.raises(Refused):
            answer_report(report, actor=who, at=RECEIVED, key=new_key(), outcome="not_so", answer="Không có.")


def test_officials_do_not_report_in_a_citizens_name(cast: Cast, clock: Any) -> None:
    id_ = sent(cast, clock)
    for who, proved in ((cast.binh, True), (cast.khoa, False)):
        with pytest.raises(Refused):
            file_report(id_, actor=who, at=RECEIVED, key=new_key(), kind="papers", text="", proved=proved)


def test_a_refusal_is_reported_only_where_there_is_one_and_three_wait_at_most(cast: Cast, clock: Any) -> None:
    id_ = sent(cast, clock)
    with pytest.raises(Refused, match="chưa bị từ chối"):
        filed(cast, id_, "no_reason")
    for kind in ("papers", "money", "come_again"):
        filed(cast, id_, kind)
    with pytest.raises(Refused, match="đang chờ trả lời"):
        filed(cast, id_, "money")


def test_when_a_dossier_is_erased_the_words_of_its_reports_and_notes_go_and_the_rest_verifies(
    cast: Cast, clock: Any
) -> None:
    id_ = sent(cast, clock)
    report = filed(cast, id_)
    refuse(id_, actor=cast.binh, at=RECEIVED, key=new_key(), ground="not_competent", reason="Không thuộc phường.")
    answer_report(report, actor=cast.nam, at=RECEIVED, key=new_key(), outcome="partly", answer="Bà An nói đúng.")
    run_once(RECEIVED)
    note_sign(Sign.objects.get().pk, actor=cast.ha, at=RECEIVED, key=new_key(), verdict="watch", text="Hỏi bà An.")
    boss, later = officer("quantri", RECEIVED), RECEIVED + timedelta(days=1)
    clock.move_to(later)
    erase(id_, actor=boss, at=later, key=new_key(), ground="request", paper="12/YC")
    for _round in range(2):
        run_once(later)
    row = Report.objects.get()
    assert (row.text, row.answer, row.outcome) == ("", "", "partly")
    assert SignNote.objects.get().text == ""
    assert not ledger.contents(f"report:{report}")
    assert [damage.message for damage in verify(lambda _: None).damages] == []


def test_a_report_changed_around_the_ledger_is_damage(cast: Cast, clock: Any) -> None:
    report = filed(cast, sent(cast, clock))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dossiers_report SET kind = 'money' WHERE id = %s", [report.hex])
        if not cursor.rowcount:
            cursor.execute("UPDATE dossiers_report SET kind = 'money' WHERE id = %s", [str(report)])
    assert "Phản ánh" in " ".join(damage.message for damage in verify(lambda _: None).damages)
