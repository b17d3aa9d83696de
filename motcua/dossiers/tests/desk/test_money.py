"""Money at the counter: a fee that is owed, one that is remitted, and one whose amount nobody has published."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.core.procedure.definition import choose_case
from motcua.core.procedure.fees import Exemption, Fee
from motcua.core.procedure.requirements import FeeLine
from motcua.core.refusal import Refused
from motcua.dossiers import fees
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.lodgement import Handed, Lodgement
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.lodging import AN, BIRTH, birth
from motcua.dossiers.tests.stories import RECEIVED, lodged, new_key, walk
from motcua.ledger import read as ledger
from motcua.procedures import queries as procedures
from tests.cast import Cast, on

SINGLE = {"purpose": "other", "again": "no", "past": "never", "moved": "no", "lodger": "self"}
NEXT_DAY = on("2026-04-21", "08:30")
UNPUBLISHED = "Chưa có mức thu được công bố"


def single(cast: Cast) -> UUID:
    """Bình enters An's request for a certificate of marital status: the resolution's amount is not published."""
    published = procedures.published("1.004873", MONDAY.date())
    assert published is not None
    case = choose_case(published.definition, SINGLE).case
    assert case is not None
    lodgement = Lodgement(
        procedure_version=str(published.id),
        case=case.code,
        competent_unit="06187",
        channel=1,
        person=AN,
        answers=SINGLE,
        papers=[Handed("declaration", "paper", originals=1)],
        reception_unit="06187.TTPVHCC",
    )
    return enter(lodgement, actor=cast.binh, at=MONDAY, key=new_key()).dossier_id


@pytest.fixture
def unpublished(cast: Cast, clock: Any) -> UUID:
    """Return such a dossier whose result lies ready at the desk."""
    id_ = single(cast)
    walk(id_, cast, until="return", since=MONDAY)
    clock.move_to(NEXT_DAY)
    return id_


@pytest.fixture
def owing(cast: Cast, clock: Any) -> UUID:
    """Return a dossier whose result lies ready and whose two copies (16,000 đ) are not paid."""
    id_ = lodged(cast, birth(answers={**BIRTH, "request.copies": "2"}))
    receive(id_, actor=cast.binh, at=RECEIVED, key=new_key())
    walk(id_, cast, until="return")
    clock.move_to(NEXT_DAY)
    return id_


def last(id_: UUID) -> dict[str, Any]:
    """Return the payload of the dossier's last entry."""
    return dict(ledger.stream(f"dossier:{id_}")[-1].payload)


def test_nobody_knows_the_fee_and_the_counter_sees_it(cast: Cast, screen: Screen, unpublished: UUID) -> None:
    assert read(unpublished).now.fee_due is None
    binh = screen(cast.binh)
    page = text(binh.get(page_of(unpublished)))
    assert f"{UNPUBLISHED}: tra văn bản quy định mức thu, thu theo biên lai rồi ghi nhận trước khi trả." in page
    assert 'href="payment/"' in page
    assert "chưa có mức thu" in text(binh.get("/desk/?pile=return"))
    asking = text(binh.get(page_of(unpublished, "return")))
    assert "Trả ngay thì sổ ghi rõ là chưa thu vì chưa có mức thu." in asking
    assert act(binh, unpublished, "return", way="counter").status_code == 302
    assert last(unpublished) == {"way": "counter", "fee": "unknown"}
    assert "chưa thu vì chưa có mức thu được công bố" in text(binh.get(page_of(unpublished)))


def test_money_without_a_published_amount_comes_with_its_receipt(cast: Cast, screen: Screen, unpublished: UUID) -> None:
    mai = screen(cast.mai)
    asking = text(mai.get(page_of(unpublished, "payment")))
    assert UNPUBLISHED in asking
    assert "Bắt buộc, vì chưa có mức thu được công bố." in asking
    refused = act(mai, unpublished, "payment", amount="15.000", method="cash", receipt="")
    assert refused.status_code == 400
    assert 'value="15.000"' in text(refused)
    assert act(mai, unpublished, "payment", amount="15.000", method="cash", receipt="AA/26 12").status_code == 302
    binh = screen(cast.binh)
    assert f"{UNPUBLISHED}; đã ghi nhận 15.000 đ theo biên lai." in text(binh.get(page_of(unpublished)))
    assert "Trả ngay thì sổ ghi rõ" not in text(binh.get(page_of(unpublished, "return")))
    assert act(binh, unpublished, "return", way="counter").status_code == 302
    assert last(unpublished)["fee"] == "taken"


def test_who_is_exempt_pays_nothing_even_where_the_amount_is_not_known(
    cast: Cast, screen: Screen, unpublished: UUID
) -> None:
    binh = screen(cast.binh)
    asking = text(binh.get(page_of(unpublished, "return")))
    for words in ("Người có công với cách mạng", "Người thuộc hộ nghèo", "Người khuyết tật"):
        assert words in asking
    assert act(binh, unpublished, "return", way="counter", exemption="poor").status_code == 302
    assert last(unpublished) == {"way": "counter", "fee": "exempt", "exemption": "poor"}
    assert "người nộp được miễn, giảm phí" in text(binh.get(page_of(unpublished)))


def test_a_known_fee_is_paid_before_the_result_goes_out(cast: Cast, screen: Screen, owing: UUID) -> None:
    binh = screen(cast.binh)
    asking = text(binh.get(page_of(owing, "return")))
    assert "Hồ sơ còn phải nộp 16.000 đ." in asking
    assert "Người nộp được miễn, giảm" not in asking, "these copies have no published exemption"
    refused = act(binh, owing, "return", way="counter")
    assert refused.status_code == 400
    assert "Còn 16.000 đ chưa nộp." in text(refused)
    with pytest.raises(Refused, match="no_such_exemption"):
        return_result(owing, actor=cast.binh, at=NEXT_DAY, key=new_key(), way="counter", exemption="poor")
    assert read(owing).now.state == "decided"
    assert act(binh, owing, "payment", amount="16000", method="cash", receipt="", then="return").status_code == 302
    assert act(binh, owing, "return", way="counter").status_code == 302
    assert last(owing) == {"way": "counter", "fee": "paid"}


def test_a_published_exemption_lets_the_result_go_out(
    cast: Cast, screen: Screen, owing: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    poor, half = Exemption("poor", "Hộ nghèo", "NQ 1"), Exemption("half", "Hộ cận nghèo", "NQ 1", percent=50)
    fee = Fee("copies", "Bản sao", "fee", 8000, "TT", exemptions=(poor, half))
    lines = (FeeLine(fee, 16_000, False, offered=(poor, half)),)
    monkeypatch.setattr(fees, "lines_of", lambda found: lines)
    binh = screen(cast.binh)
    asking = text(binh.get(page_of(owing, "return")))
    assert "Người nộp được miễn, giảm" in asking
    assert "còn phải nộp 8.000 đ · NQ 1" in asking
    refused = text(act(binh, owing, "return", way="counter", exemption="half"))
    assert "Còn 8.000 đ chưa nộp." in refused
    assert act(binh, owing, "return", way="counter", exemption="poor").status_code == 302
    assert last(owing) == {"way": "counter", "fee": "exempt", "exemption": "poor"}


def test_an_exemption_that_leaves_an_unknown_sum_is_not_offered(
    cast: Cast, unpublished: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = Exemption("half", "Hộ cận nghèo", "NQ 1", percent=50)
    fee = Fee("charge", "Lệ phí", "charge", None, "NQ", exemptions=(half,))
    monkeypatch.setattr(fees, "lines_of", lambda found: (FeeLine(fee, None, False, offered=(half,)),))
    assert fees.claims(read(unpublished)) == {}


def test_consequences_stand_on_the_page_before_anything_ends(cast: Cast, screen: Screen, clock: Any) -> None:
    waiting, at_step = lodged(cast), single(cast)
    clock.move_to(MONDAY + timedelta(minutes=30))
    binh, dung = screen(cast.binh), screen(cast.dung)
    for noun, id_ in (("refusal", waiting), ("withdrawal", waiting), ("stop-notice", at_step), ("annulment", at_step)):
        page = text(binh.get(page_of(id_, noun)))
        assert "Hồ sơ kết thúc và không mở lại được." in page, noun
        assert "govuk-button--warning" in page, noun
    assert "Quá thời hạn bổ sung mà không bổ sung" not in text(binh.get(page_of(waiting, "refusal")))
    assert "Chưa ai nhận bước này." in text(dung.get(page_of(at_step, "assignment")))
