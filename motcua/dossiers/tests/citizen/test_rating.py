"""Three taps after the result: from the link of the notice, after the digits, once, and never by an official."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from motcua.dossiers import extra_demands, telling
from motcua.dossiers.models import Dossier, DossierFact
from motcua.dossiers.rating_link import rating_url
from motcua.dossiers.tests.citizen.conftest import begin, fill, log_in, send
from motcua.dossiers.tests.citizen.stories import MONDAY, asked, received, returned
from motcua.ledger import read as ledger
from motcua.ledger.work import run_once
from motcua.notices.models import Message
from motcua.people.actor import Actor, Duty
from tests.cast import Cast, on

TAPS = {"score": "2", "visits": "3", "extra": "both", "remark": "Đòi thêm sổ hộ khẩu."}


@pytest.fixture
def dossier(an: Client, cast: Cast, clock: Any) -> Dossier:
    """An's birth registration; it is Monday morning now."""
    draft = begin(an)
    fill(an, draft)
    send(an, draft)
    clock.move_to(MONDAY)
    return Dossier.objects.get()


def finished(dossier: Dossier, cast: Cast, clock: Any) -> Dossier:
    """An has the certificate in her hand."""
    returned(dossier, cast)
    clock.move_to(on("2026-04-20", "11:00"))
    return dossier


def link(dossier: Dossier) -> str:
    """Return path and signature of the link."""
    parts = urlsplit(rating_url(dossier.code))
    return f"{parts.path}?{parts.query}"


def taps(**more: str) -> dict[str, str]:
    return {**TAPS, "idempotency_key": str(uuid4()), **more}


def test_the_link_of_the_notice_asks_three_things_without_an_account(dossier: Dossier, cast: Cast, clock: Any) -> None:
    finished(dossier, cast, clock)
    run_once(on("2026-04-20", "11:00"))
    letter = Message.objects.get(letter="returned", channel="sms")
    assert rating_url(dossier.code) in letter.body
    visitor = Client()
    page = visitor.get(link(dossier)).content.decode()
    assert "mấy lần vì hồ sơ này" in page
    assert "Hoàng" not in page
    answer = visitor.post(f"/t/{dossier.code}/rating/", taps(k=link(dossier).partition("=")[2]))
    assert (answer.status_code, answer["Location"]) == (302, f"/t/{dossier.code}")
    last = ledger.stream(f"dossier:{dossier.pk}")[-1]
    assert last.payload == {"score": 2, "visits": 3, "extra_papers": True, "extra_money": True}
    assert ledger.content(last.stream, last.seq) == {"remark": "Đòi thêm sổ hộ khẩu."}
    assert "Bạn đã đánh giá 2/5" in visitor.get(link(dossier)).content.decode()
    assert visitor.post(link(dossier), taps()).status_code == 409


def test_what_was_told_reaches_the_auditor_of_the_unit_and_nobody_else(
    dossier: Dossier, cast: Cast, clock: Any
) -> None:
    finished(dossier, cast, clock)
    Client().post(link(dossier), taps())
    run_once(on("2026-04-20", "11:05"))
    fact = DossierFact.objects.get(pk=dossier.pk)
    assert (fact.rating, fact.visits, fact.extra_papers, fact.extra_money) == (2, 3, True, True)
    days = date(2026, 4, 20), date(2026, 4, 21)

    def watching(unit: str) -> Actor:
        return Actor(f"user:{uuid4()}", "user", frozenset({Duty(unit, "auditor")}))

    assert list(extra_demands.reported(watching("H37"), *days)) == [fact]
    assert list(extra_demands.reported(watching(dossier.reception_unit), *days)) == [fact]
    assert not extra_demands.reported(watching("H37.SKHCN"), *days)
    assert not extra_demands.reported(cast.binh, *days)
    auditor, counter = Client(), Client()
    log_in(auditor, cast.user(cast.ha))
    page = auditor.get("/desk/extra-demands/").content.decode()
    assert dossier.code in page
    assert "Hoàng" not in page
    log_in(counter, cast.user(cast.binh))
    assert counter.get("/desk/extra-demands/").status_code == 404
    assert not extra_demands.reported(watching("H37"), days[1], days[1] + timedelta(days=1))


def test_without_the_link_the_last_digits_open_the_questions(dossier: Dossier, cast: Cast, clock: Any) -> None:
    finished(dossier, cast, clock)
    visitor = Client()
    root = f"/t/{dossier.code}/rating/"
    assert root in visitor.get(f"/t/{dossier.code}").content.decode()
    page = visitor.get(f"{root}?k=cut").content.decode()
    assert "bị cắt hoặc gõ sai" in page
    assert "mấy lần" not in page
    assert visitor.post(root, taps()).status_code == 200
    assert "chưa đúng" in visitor.post(root, {"digits": "9999"}).content.decode()
    assert visitor.post(root, {"digits": "0101"}).status_code == 302
    assert visitor.post(root, {"score": "5", "idempotency_key": str(uuid4())}).status_code == 302
    assert ledger.stream(f"dossier:{dossier.pk}")[-1].payload == {"score": 5}


def test_an_official_with_the_link_does_not_rate(dossier: Dossier, cast: Cast, clock: Any) -> None:
    finished(dossier, cast, clock)
    client = Client()
    log_in(client, cast.user(cast.binh))
    assert client.post(link(dossier), taps()).status_code in {403, 404}
    assert ledger.stream(f"dossier:{dossier.pk}")[-1].type == "dossier.returned"


def test_before_the_end_there_is_nothing_to_rate(dossier: Dossier, cast: Cast) -> None:
    received(dossier, cast)
    assert Client().get(link(dossier)).status_code == 409
    assert "/rating/" not in Client().get(f"/t/{dossier.code}").content.decode()


def test_the_reminder_comes_once_in_the_last_three_days_of_a_supplement(dossier: Dossier, cast: Cast) -> None:
    end = asked(dossier, cast).answer_by
    assert end is not None

    def told() -> list[str]:
        return list(Message.objects.filter(letter="supplement_ending").values_list("channel", flat=True))

    telling.remind(end - timedelta(days=3, minutes=1))
    assert told() == []
    telling.remind(end - timedelta(days=2))
    first = sorted(told())
    assert first == ["page", "sms"]
    telling.remind(end - timedelta(days=1))
    assert sorted(told()) == first
    assert "SAP HET HAN BO SUNG" in Message.objects.get(letter="supplement_ending", channel="sms").body
