"""An accountant hands in for a client until a day; a helper never stands in for whoever asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.core.refusal import Refused
from motcua.dossiers import slips
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.actions.record_mandate import record_mandate
from motcua.dossiers.actions.revoke_mandate import revoke_mandate
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Applicant, Mandate, Slip
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, text
from motcua.dossiers.tests.desk.test_intake_person import ENTRY, entered
from motcua.dossiers.tests.lodging import AN, birth
from motcua.dossiers.tests.stories import new_key
from motcua.ledger import read as ledger
from motcua.ledger.verify import verify
from tests.cast import Cast, on

SHOP = "06187.TTPVHCC"
ACCOUNTANT = {"name": "Vi Thị Kế", "national_id": "020185004321", "phone": "0900000555"}
PERSONS = {**ACCOUNTANT, "applicant_name": AN.name, "applicant_id": "", "paper": "Hợp đồng dịch vụ kế toán 01/2026"}


def recorded(cast: Cast, **changes: Any) -> Any:
    """Let Bình record that the accountant acts for An until the end of May."""
    values = {"persons": PERSONS, "since": date(2026, 4, 1), "until": date(2026, 5, 31), **changes}
    return record_mandate(SHOP, actor=cast.binh, at=MONDAY, key=new_key(), **values)


def under(mandate: Any, **changes: Any) -> Any:
    """Return An's birth registration handed in by the accountant under the mandate."""
    person = replace(
        AN,
        lodged_by=ACCOUNTANT["name"],
        lodged_by_id=ACCOUNTANT["national_id"],
        lodged_by_phone=ACCOUNTANT["phone"],
        lodged_by_paper=PERSONS["paper"],
    )
    papers = [Handed("declaration", "paper", originals=1), Handed("birth_notice", "paper", originals=1, photos=2)]
    return birth(channel=1, person=person, papers=papers, mandate=str(mandate), **changes)


def test_form_01_names_whoever_hands_in_and_the_entry_names_nobody(cast: Cast) -> None:
    mandate = recorded(cast)
    done = enter(under(mandate, helped=True), actor=cast.binh, at=MONDAY, key=new_key())
    slip = Slip.objects.get(dossier_id=done.dossier_id, kind="receipt").data
    assert slip["authorised"]["name"] == ACCOUNTANT["name"]
    assert slip["authorised"]["identity"] == ACCOUNTANT["national_id"]
    assert slip["authorised"]["paper"] == PERSONS["paper"]
    assert slip["papers"][1]["note"] == "2 bản chụp, cơ quan giữ bản chính"
    assert slip["applicant"]["name"] == AN.name
    received = ledger.stream(f"dossier:{done.dossier_id}")[0]
    assert (received.payload["mandate"], received.payload["helped"]) == (str(mandate), True)
    told = str([entry.payload for entry in (received, *ledger.stream(f"mandate:{mandate}"))])
    assert ACCOUNTANT["national_id"] not in told
    assert ACCOUNTANT["name"] not in told
    assert Applicant.objects.get().helped
    assert verify(print).damages == []


def test_a_mandate_ends_on_its_day_or_when_it_is_revoked(cast: Cast) -> None:
    mandate = recorded(cast)
    with pytest.raises(Refused) as late:
        enter(under(mandate), actor=cast.binh, at=on("2026-06-01", "08:05"), key=new_key())
    assert late.value.code == "mandate_ended"
    key = new_key()
    for _ in range(2):  # the same key twice changes nothing
        revoke_mandate(mandate, actor=cast.binh, at=on("2026-04-20", "09:00"), key=key)
    with pytest.raises(Refused) as gone:
        enter(under(mandate), actor=cast.binh, at=on("2026-04-20", "09:05"), key=new_key())
    assert gone.value.code == "mandate_ended"
    assert len(ledger.stream(f"mandate:{mandate}")) == 2
    assert verify(print).damages == []


def test_a_mandate_of_other_people_or_of_another_place_is_none(cast: Cast) -> None:
    mandate = recorded(cast)
    stranger = replace(under(mandate).person, lodged_by_id="020090001234")
    with pytest.raises(Refused) as other:
        enter(replace(under(mandate), person=stranger), actor=cast.binh, at=MONDAY, key=new_key())
    assert other.value.code == "mandate_of_others"
    namesake = recorded(cast, persons={**PERSONS, "applicant_id": "020190009999"})
    assert AN.national_id not in ("", "020190009999")
    with pytest.raises(Refused) as namesakes:
        enter(under(namesake), actor=cast.binh, at=MONDAY, key=new_key())
    assert namesakes.value.code == "mandate_of_others"
    with pytest.raises(Refused):
        revoke_mandate(mandate, actor=cast.giang, at=MONDAY, key=new_key())
    with pytest.raises(Refused) as past:
        recorded(cast, until=date(2026, 4, 19))
    assert past.value.code == "mandate_days"
    with pytest.raises(Refused) as nobody:
        recorded(cast, persons={**PERSONS, "paper": " "})
    assert nobody.value.code == "mandate_incomplete"
    assert Mandate.objects.count() == 2


def test_the_accountants_card_offers_the_client_on_the_entry_page(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    days = {"since": "01/04/2026", "until": "31/05/2026"}
    wrong = binh.post("/desk/mandates/", {"idempotency_key": new_key(), **PERSONS, **days, "national_id": "12"})
    assert wrong.status_code == 400
    assert binh.post("/desk/mandates/", {"idempotency_key": new_key(), **PERSONS, **days}).status_code == 302
    mandate = Mandate.objects.get()
    assert AN.name in text(binh.get("/desk/mandates/"))
    page = text(binh.post(ENTRY, entered(person_name=ACCOUNTANT["national_id"])))
    assert f'name="use_mandate" value="{mandate.pk}"' in page
    chosen = text(binh.post(ENTRY, entered(person_national_id=ACCOUNTANT["national_id"], use_mandate=str(mandate.pk))))
    for value in (AN.name, ACCOUNTANT["name"], PERSONS["paper"], str(mandate.pk)):
        assert f'value="{value}"' in chosen
    both = entered(person_national_id="020 190001234", person_lodged_by_id=ACCOUNTANT["national_id"])
    assert str(mandate.pk) in text(binh.post(ENTRY, {**both, "look": "yes"}))
    chosen = text(binh.post(ENTRY, {**both, "use_mandate": str(mandate.pk)}))
    assert "không còn hiệu lực" not in chosen
    assert f'value="{AN.name}"' in chosen
    sent = entered(
        **{f"person_{name}": getattr(under(mandate.pk).person, name) for name in slips.PERSON},
        **{"mandate": str(mandate.pk), "helped": "on", "originals.declaration": "1", "photos.birth_notice": "2"},
    )
    answer = binh.post(ENTRY, sent)
    assert answer.status_code == 302, answer.context["entry"].person.errors
    assert ledger.stream(f"dossier:{Applicant.objects.get().pk}")[0].payload["mandate"] == str(mandate.pk)
    revocation = f"/desk/mandates/{mandate.pk}/revocation/"
    assert screen(cast.giang).post(revocation, {"idempotency_key": new_key()}).status_code == 404
    binh.post(revocation, {"idempotency_key": new_key()})
    assert "use_mandate" not in text(binh.post(ENTRY, entered(person_name=ACCOUNTANT["national_id"])))


def test_whoever_hands_in_is_named(cast: Cast, screen: Screen) -> None:
    sent = entered(person_name="Lý Thị Sáu", person_lodged_by_phone="0900000555")
    answer = screen(cast.binh).post(ENTRY, sent)
    assert answer.status_code == 400
    assert "Ghi họ tên người nộp thay" in text(answer)
