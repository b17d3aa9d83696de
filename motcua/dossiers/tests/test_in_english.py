"""A dossier read in English: why its date is that day, what is refused and why, and the letters about it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.db.models import QuerySet
from django.test import Client
from django.utils import translation

from motcua.core.process.states import TABLE, State
from motcua.core.refusal import Refused
from motcua.dossiers import telling
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.models import Dossier, DueDate
from motcua.dossiers.tests.desk.conftest import page_of
from motcua.dossiers.tests.lodging import birth
from motcua.dossiers.tests.stories import RECEIVED, new_key, received
from motcua.ledger import read as ledger
from motcua.notices.models import Message
from motcua.people.models import User
from motcua.ui import refusals
from tests.cast import Cast

VIETNAMESE = re.compile(r"[ăâđêôơưà-ãè-êìíò-õùúýĩũạ-ỹ]", re.IGNORECASE)


@pytest.fixture
def monday(cast: Cast) -> Any:
    """Stop the clock at the reception."""
    with time_machine.travel(RECEIVED, tick=False) as moved:
        yield moved


def reader(user: User, language: str = "en") -> Client:
    """Return the screen of somebody who chose a language."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies["django_language"] = language
    return client


def explanation(page: str, beginning: str) -> str:
    """Return what a page says from the summary of the date to the end of the list of days."""
    start = page.index(beginning)
    return page[start : page.index("</ol>", start)]


def refusal(*, code: str, acting: Any) -> str:
    """Return what an action that is refused says in English."""
    with translation.override("en"), pytest.raises(Refused) as refused:
        acting()
    assert refused.value.code == code
    with translation.override("en"):
        return refusals.sentences(refused.value)


def test_the_officers_page_tells_every_day_in_english(cast: Cast, monday: Any) -> None:
    id_ = received(cast)
    page = reader(cast.user(cast.binh)).get(page_of(id_)).content.decode()
    told = explanation(page, "Received 08:05 Monday 20/04.")
    assert "Dossier received at 08:05 Monday 20/04/2026." in told
    assert VIETNAMESE.findall(told) == [], told


def test_the_applicants_page_tells_every_day_in_english(cast: Cast, monday: Any) -> None:
    id_ = received(cast)
    page = reader(cast.user(cast.an)).get(f"/dossiers/{id_}/").content.decode()
    told = explanation(page, "Received 08:05 Monday 20/04.")
    assert VIETNAMESE.findall(told) == [], told
    vietnamese = reader(cast.user(cast.an), "vi").get(f"/dossiers/{id_}/").content.decode()
    assert "Nhận 08:05 Thứ Hai 20/04." in vietnamese


def test_a_date_of_before_is_explained_in_vietnamese(cast: Cast, monday: Any) -> None:
    id_ = received(cast)
    row = DueDate.objects.get(dossier_id=id_)
    old = {name: value for name, value in row.trace.items() if name != "said"}
    old["trace"] = [{name: value for name, value in line.items() if name != "said"} for line in old["trace"]]
    assert old != row.trace
    QuerySet(DueDate).filter(pk=row.pk).update(trace=old)
    page = reader(cast.user(cast.binh)).get(page_of(id_)).content.decode()
    assert "Nhận 08:05 Thứ Hai 20/04." in explanation(page, row.trace["summary"])


def test_who_lodged_online_in_english_gets_letters_in_english(cast: Cast) -> None:
    an = cast.user(cast.an)
    assert reader(an, "vi").get("/language/en").status_code == 302
    id_ = received(cast)
    for entry in ledger.stream(f"dossier:{id_}"):
        telling.tell(entry, f"test:{entry.seq}")
    said = list(Message.objects.filter(channel="sms", subject=f"dossier:{id_}").values_list("body", flat=True))
    assert [body for body in said if "RECEIVED" in body and "TIEP NHAN" not in body] != []


def test_at_the_counter_the_officials_language_is_not_the_applicants(cast: Cast) -> None:
    reader(cast.user(cast.binh), "vi").get("/language/en")
    papers = [Handed("declaration", "paper", originals=1), Handed("birth_notice", "paper", originals=1)]
    id_ = enter(birth(channel=1, papers=papers), actor=cast.binh, at=RECEIVED, key=new_key()).dossier_id
    for entry in ledger.stream(f"dossier:{id_}"):
        telling.tell(entry, f"test:{entry.seq}")
    said = list(Message.objects.filter(channel="sms", subject=f"dossier:{id_}").values_list("body", flat=True))
    assert [body for body in said if "DA TIEP NHAN" in body] != []


def test_what_the_state_forbids_is_said_in_english(cast: Cast) -> None:
    id_ = received(cast)
    said = refusal(code="not_received", acting=lambda: receive(id_, actor=cast.binh, at=RECEIVED, key=new_key()))
    code = Dossier.objects.get(pk=id_).code
    assert said.startswith(
        f"It is not possible to receive the dossier: dossier {code} is “in progress”. What can be done now:"
    )
    assert "refuse the dossier (the receiving officer at the one-stop desk)" in said
    assert VIETNAMESE.findall(said) == []


def test_a_wrong_step_is_said_in_english(cast: Cast) -> None:
    id_ = received(cast)
    said = refusal(
        code="not_the_deciding_step",
        acting=lambda: decide(id_, actor=cast.chi, at=RECEIVED, key=new_key(), outcome="granted", number="1"),
    )
    assert said.startswith("The dossier is at step “")
    assert "which is not the step that decides." in said


@pytest.mark.parametrize("verb", sorted(TABLE))
@pytest.mark.parametrize("state", [State.RETURNED, State.RECEIVED, State.NEW])
def test_whatever_a_state_forbids_is_english(verb: str, state: State) -> None:
    from motcua.core.process.decide.decision import permit
    from motcua.core.process.fold import Snapshot

    if state in TABLE[verb].sources:
        return
    before = Snapshot(state=state, code="" if state is State.NEW else "H37.1-260420-0001")
    with pytest.raises(Refused) as refused:
        permit(before, verb, RECEIVED)
    vietnamese = refusals.sentences(refused.value)
    assert vietnamese == f"{refused.value.message} {refused.value.hint}"
    with translation.override("en"):
        english = refusals.sentences(refused.value)
    assert english.startswith("It is not possible to ")
    assert VIETNAMESE.findall(english) == [], english
