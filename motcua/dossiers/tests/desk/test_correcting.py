"""A wrong name is mended after the reception: both values stay, the receipt is issued anew, no clock moves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from motcua.core.refusal import Refused
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.models import Applicant, Slip
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import MONDAY, Screen, act, page_of, text
from motcua.dossiers.tests.stories import new_key, received, walk
from motcua.dossiers.verifying import comparison
from motcua.ledger import read as ledger
from motcua.ledger.verification.folds import Told
from motcua.ledger.work import run_once
from motcua.notices.models import Message
from tests.cast import Cast, on

NAME = {"applicant.name": "Hoàng Thị Ân"}


def entries_told(stream: str) -> list[Told]:
    """Return the entries of a stream as the verification reads them."""
    contents = ledger.contents(stream)
    return [
        Told(e.seq, e.type, e.at, e.actor, dict(e.payload), contents.get(e.seq), e.position, e.seq in contents)
        for e in ledger.stream(stream)
    ]


def damages(id_: UUID) -> list[str]:
    """Return what `motcua ledger verify` says of the dossier's rows."""
    stream, found = read(id_).stream, list[str]()
    told = entries_told(stream)
    comparison({str(id_): told}, lambda what, position: found.append(what))
    return found


def posted(cast: Cast, id_: UUID, screen: Screen, **changes: Any) -> dict[str, Any]:
    """Return what the form posts when nothing but ``changes`` was typed."""
    form = screen(cast.binh).get(page_of(id_, "correction")).context["form"]
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if hasattr(value, "isoformat"):
            data |= {f"{bound.html_name}_{n}": part for n, part in enumerate((value.day, value.month, value.year))}
        elif value not in (None, "", False):
            data[bound.html_name] = value
    return {**data, **changes}


def test_the_counter_mends_a_name_and_the_receipt_is_issued_anew(cast: Cast, screen: Screen) -> None:
    id_ = received(cast)
    before, first = read(id_).now, Slip.objects.get(dossier_id=id_)
    page = text(screen(cast.binh).get(page_of(id_)))
    assert 'data-key="F3"' in page
    data = posted(cast, id_, screen, **{"applicant-name": "Hoàng Thị Ân"})
    answer = act(screen(cast.binh), id_, "correction", **data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.url.endswith("/receipt/")
    after = read(id_).now
    assert (after.due_at, after.step_due_at, after.state) == (before.due_at, before.step_due_at, before.state)
    held = Applicant.objects.get(pk=id_)
    assert held.name == "Hoàng Thị Ân"
    assert "hoang thi an" in held.search_key
    anew = Slip.objects.filter(dossier_id=id_, kind="receipt").latest("seq")
    assert (anew.number, anew.seq) == (first.number, after.seq)
    assert anew.data["applicant"]["name"] == "Hoàng Thị Ân"
    assert first.data["applicant"]["name"] == "Hoàng Thị An"
    printed = text(screen(cast.binh).get(answer.url))
    assert "Cấp lại lần 1" in printed
    assert "Hoàng Thị Ân" in printed
    old = text(screen(cast.binh).get(f"{answer.url}?issue={first.seq}"))
    assert "không còn dùng" in old
    assert "Hoàng Thị An" in old
    page = text(screen(cast.binh).get(page_of(id_)))
    assert "<del>Hoàng Thị An</del> → <ins>Hoàng Thị Ân</ins>" in page
    assert "đã được thay" in page
    assert damages(id_) == []


def test_the_payload_names_fields_only_and_the_applicant_is_told(cast: Cast) -> None:
    id_ = received(cast)
    correct(id_, actor=cast.binh, at=MONDAY, key=new_key(), values=NAME, ground="declared", reason="An đề nghị")
    entry = ledger.stream(read(id_).stream)[-1]
    assert entry.payload["fields"] == ["applicant.name"]
    assert "Hoàng" not in str(entry.payload)
    content = ledger.content(entry.stream, entry.seq)
    assert content is not None
    assert (content["was"], content["now"]) == ({"applicant.name": "Hoàng Thị An"}, NAME)
    run_once(MONDAY)
    letter = Message.objects.filter(letter="corrected").exclude(channel="sms").first()
    assert letter is not None
    assert "Họ tên" in letter.body
    assert "cấp lại" in letter.body


def test_rows_that_were_tampered_with_after_a_correction_are_found(cast: Cast) -> None:
    id_ = received(cast)
    correct(id_, actor=cast.binh, at=MONDAY, key=new_key(), values=NAME, ground="typing")
    stream = read(id_).stream
    told = entries_told(stream)[:-1]
    found = list[str]()
    comparison({str(id_): told}, lambda what, position: found.append(what))
    assert any("người nộp" in what for what in found)


@pytest.mark.parametrize(
    ("values", "ground", "reason", "code"),
    [
        ({"applicant.name": "Hoàng Thị An"}, "typing", "", "nothing_changed"),
        ({"applicant.name": ""}, "typing", "", "name_missing"),
        (NAME, "declared", " ", "reason_missing"),
        (NAME, "because", "x", "no_such_ground"),
        ({"applicant.version": "1"}, "typing", "", "no_such_field"),
        ({"answers.late": "yes"}, "typing", "", "outcome_changes"),
    ],
)
def test_what_is_no_correction_is_refused_with_what_to_do(
    cast: Cast, values: dict[str, str], ground: str, reason: str, code: str
) -> None:
    id_ = received(cast)
    with pytest.raises(Refused) as told:
        correct(id_, actor=cast.binh, at=MONDAY, key=new_key(), values=values, ground=ground, reason=reason)
    assert told.value.code == code
    assert told.value.hint
    assert Slip.objects.filter(dossier_id=id_).count() == 1


def test_once_for_a_key_and_not_by_strangers(cast: Cast) -> None:
    id_, key = received(cast), new_key()
    for _ in range(2):
        correct(id_, actor=cast.binh, at=MONDAY, key=key, values=NAME, ground="typing")
    assert [e.type for e in ledger.stream(read(id_).stream)].count("dossier.corrected") == 1
    for who in (cast.an, cast.giang, cast.khoa, cast.ha):
        with pytest.raises(Refused):
            correct(id_, actor=who, at=MONDAY, key=new_key(), values={"applicant.phone": "0912345678"}, ground="typing")


def test_after_the_decision_only_contacts_are_mended(cast: Cast) -> None:
    id_ = received(cast)
    walk(id_, cast, until="decide")
    late = on("2026-04-20", "16:00")
    decide(id_, actor=cast.nam, at=late, key=new_key(), outcome="granted", number="45/2026")
    with pytest.raises(Refused) as told:
        correct(id_, actor=cast.binh, at=late, key=new_key(), values=NAME, ground="typing")
    assert told.value.code == "decided_already"
    phone = {"applicant.phone": "0912345678"}
    correct(id_, actor=cast.binh, at=late, key=new_key(), values=phone, ground="typing")
    assert Applicant.objects.get(pk=id_).phone == "0912345678"
    assert damages(id_) == []
