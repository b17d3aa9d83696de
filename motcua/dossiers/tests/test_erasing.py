"""An asks that her data be erased: nothing of her is left in any table, and the ledger still proves what was done."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from pytest_django import Settings

from motcua.core.refusal import Refused
from motcua.documents import files
from motcua.documents.models import StoredFile
from motcua.documents.tests import makers
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.correct import correct
from motcua.dossiers.actions.erase import erase
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.lodgement import Handed, Person
from motcua.dossiers.models import Applicant, Dossier, Paper, PaperFile
from motcua.dossiers.reading import read
from motcua.dossiers.tests.citizen.conftest import log_in
from motcua.dossiers.tests.lodging import AN, BIRTH, birth
from motcua.dossiers.tests.stories import LODGED, RECEIVED, lodged, new_key, walk
from motcua.ledger import read as ledger
from motcua.ledger import work
from motcua.ledger.models import Content, IdempotencyKey
from motcua.ledger.verify import verify
from motcua.notices.models import Message
from motcua.people.actor import Actor
from tests.cast import Cast, officer, on

LATER = on("2026-05-04", "09:00")
SECRETS = (
    "Đàm Thị Hoài",
    "020190999777",
    "0912000777",
    "hoai@example.vn",
    "ngõ 7",
    "Bế Văn Sơn",
    "chữ mờ quá",
    "Bà Tư",
    "tổ Bằng Lăng 9",
    "ghi lộn sang ngõ khác",
)
HOAI = Person("Đàm Thị Hoài", "020190999777", "0912000777", "hoai@example.vn", "ngõ 7", "Bế Văn Sơn")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Settings) -> None:
    """Keep files in a folder of this test's own."""
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def quantri(cast: Cast) -> Actor:
    """The province's administrator."""
    return officer("quantri", LATER)


@pytest.fixture
def ended(cast: Cast) -> UUID:
    """A dossier with everything: file, note, correction, supplement, slips, letters, a person who took the result."""
    paper = files.keep(makers.upload(makers.pdf(), "giay-chung-sinh.pdf"), at=LODGED)
    handed = [Handed("birth_notice", "file", files=(paper.sha256,), note="của Đàm Thị Hoài")]
    answers = {**BIRTH, "mother.name": "Đàm Thị Hoài"}
    id_ = lodged(cast, birth(person=HOAI, answers=answers, papers=handed))
    with time_machine.travel(RECEIVED, tick=False):
        work.run_once(RECEIVED)
    receive(id_, actor=cast.binh, at=RECEIVED, key=new_key())
    wrong, when = {"applicant.address": "tổ Bằng Lăng 9"}, RECEIVED + timedelta(minutes=5)
    correct(id_, actor=cast.binh, at=when, key=new_key(), values=wrong, ground="typing", reason="ghi lộn sang ngõ khác")
    at = RECEIVED + timedelta(minutes=10)
    ask_supplement(id_, actor=cast.chi, at=at, key=new_key(), reasons={"birth_notice": "chữ mờ quá"})
    again = [Handed("birth_notice", "paper", originals=1, note="Bế Văn Sơn mang tới")]
    answer_supplement(id_, actor=cast.binh, at=at + timedelta(hours=1), key=new_key(), papers=again)
    route(id_, actor=cast.chi, at=at + timedelta(hours=2), key=new_key(), outcome="back", note="hỏi lại Đàm Thị Hoài")
    walk_back = at + timedelta(hours=2, minutes=5)
    route(id_, actor=cast.binh, at=walk_back, key=new_key(), outcome="forward")
    walk(id_, cast, until="return", since=walk_back)
    return_result(id_, actor=cast.binh, at=on("2026-04-21", "09:00"), key=new_key(), way="counter", to="Bà Tư")
    work.run_once(on("2026-04-21", "09:10"))
    return id_


def erased(id_: UUID, quantri: Actor, **changes: Any) -> dict[str, Any]:
    wanted = {"ground": "request", "paper": "12/ĐYC", "key": new_key(), **changes}
    return dict(erase(id_, actor=quantri, at=LATER, **wanted).result)


def everything() -> str:
    """Return all rows of all tables as one text."""
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told += [str(row) for row in cursor.fetchall()]
    return "\n".join(told).encode().decode("unicode_escape", errors="ignore") + "\n".join(told)


def test_before_it_is_there_and_afterwards_nowhere(cast: Cast, quantri: Actor, ended: UUID) -> None:
    before = everything()
    assert [secret for secret in SECRETS if secret not in before] == []
    assert erased(ended, quantri)["contents"] >= 6
    work.run_once(LATER)
    after = everything()
    assert [secret for secret in SECRETS if secret in after] == []
    files.sweep(LATER + timedelta(days=3))
    assert not StoredFile.objects.exists()
    assert not PaperFile.objects.exists()
    assert {message.erased_at for message in Message.objects.all()} == {LATER}
    assert set(IdempotencyKey.objects.filter(stream=f"dossier:{ended}").values_list("action", flat=True)) == {
        "dossier.erase"
    }


def test_the_ledger_and_every_column_still_verify(cast: Cast, quantri: Actor, ended: UUID) -> None:
    entries = [(entry.seq, entry.hash) for entry in ledger.stream(f"dossier:{ended}")]
    columns: Any = Dossier.objects.values().get(pk=ended)
    erased(ended, quantri)
    work.run_once(LATER)
    found = verify(lambda _: None)
    assert found.sound, [damage.message for damage in found.damages]
    assert found.erased >= 6
    stream = ledger.stream(f"dossier:{ended}")
    assert [(entry.seq, entry.hash) for entry in stream[:-1]] == entries
    assert stream[-1].payload["ground"] == "request"
    assert stream[-1].payload["paper"] == "12/ĐYC"
    same: Any = Dossier.objects.values().get(pk=ended)
    changed = {name for name in columns if same[name] != columns[name]}
    assert changed == {"version", "head", "last_at"}


def test_the_rows_say_why_they_are_empty(cast: Cast, quantri: Actor, ended: UUID) -> None:
    erased(ended, quantri)
    person = Applicant.objects.get(pk=ended)
    assert person.name == "Đã xóa theo yêu cầu bằng văn bản của chủ thể dữ liệu, số 12/ĐYC"
    assert (person.national_id, person.phone, person.answers, person.search_key) == ("", "", {}, "")
    assert {(paper.note, tuple(paper.files)) for paper in Paper.objects.all()} == {("", ())}


def test_content_that_goes_without_an_entry_is_damage(cast: Cast, ended: UUID) -> None:
    Content.objects.filter(stream=f"dossier:{ended}", seq=1).delete()
    assert not verify(lambda _: None).sound


def test_only_what_has_ended_on_a_written_ground_and_by_an_administrator(cast: Cast, quantri: Actor) -> None:
    id_ = lodged(cast)
    for who in (cast.an, cast.binh, cast.chi, cast.nam, cast.ha, cast.khoa):
        with pytest.raises(Refused, match="forbidden"):
            erased(id_, who)
    with pytest.raises(Refused, match="not_closed"):
        erased(id_, quantri)
    assert Applicant.objects.get(pk=id_).name == AN.name


def test_without_a_ground_or_a_document_nothing_is_erased(cast: Cast, quantri: Actor, ended: UUID) -> None:
    with pytest.raises(Refused, match="paper_missing"):
        erased(ended, quantri, paper=" ")
    with pytest.raises(Refused, match="no_such_ground"):
        erased(ended, quantri, ground="mood")
    assert Content.objects.filter(stream=f"dossier:{ended}").exists()


def test_once_is_enough_and_a_second_click_gets_the_first_answer(cast: Cast, quantri: Actor, ended: UUID) -> None:
    key = new_key()
    first = erased(ended, quantri, key=key)
    assert erased(ended, quantri, key=key) == first
    with pytest.raises(Refused, match="nothing_to_erase"):
        erased(ended, quantri)
    assert read(ended).now.seq == ledger.stream(f"dossier:{ended}")[-1].seq


@pytest.fixture
def screen(cast: Cast) -> Any:
    """Log people in on that day."""

    def logged_in(who: Actor) -> Client:
        client = Client()
        log_in(client, cast.user(who))
        return client

    with time_machine.travel(LATER, tick=False):
        yield logged_in


def page(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_administrator_sees_what_will_go_before_it_goes(
    cast: Cast, quantri: Actor, ended: UUID, screen: Any
) -> None:
    code, admin = read(ended).now.code, screen(quantri)
    assert "Xóa dữ liệu cá nhân của hồ sơ" in page(admin.get("/desk/erasures/"))
    wanted = {"code": code, "ground": "request", "paper": "12/ĐYC", "idempotency_key": new_key()}
    asked = page(admin.post("/desk/erasures/", wanted))
    assert "Xóa rồi không lấy lại được" in asked
    assert "Tệp giấy tờ sẽ xóa" in asked
    assert [secret for secret in SECRETS if secret in asked] == []
    assert Content.objects.filter(stream=f"dossier:{ended}").exists(), "looking erased something"
    answer = admin.post("/desk/erasures/", {**wanted, "confirm": "yes"})
    assert answer.status_code == 302
    assert f"Đã xóa dữ liệu cá nhân của hồ sơ {code}" in page(admin.get("/desk/erasures/"))
    assert not Content.objects.filter(stream=f"dossier:{ended}").exists()


def test_a_wrong_code_or_a_running_dossier_is_said_at_its_field(cast: Cast, quantri: Actor, screen: Any) -> None:
    running, admin = read(lodged(cast)).now.code, screen(quantri)
    wanted = {"ground": "request", "paper": "12/ĐYC", "idempotency_key": new_key(), "confirm": "yes"}
    for code, said in (("H37.1-260101-0001", "Không có hồ sơ mang mã này"), (running, "chưa kết thúc")):
        answer = admin.post("/desk/erasures/", {**wanted, "code": code})
        assert answer.status_code == 400
        assert said in page(answer)
        assert 'value="12/ĐYC"' in page(answer)


def test_for_everybody_else_the_page_does_not_exist(cast: Cast, screen: Any) -> None:
    for who in (cast.binh, cast.nam, cast.ha, cast.an):
        assert screen(who).get("/desk/erasures/").status_code == 404
    assert Client().get("/desk/erasures/").status_code == 302


def test_afterwards_every_page_of_the_dossier_still_opens(cast: Cast, quantri: Actor, ended: UUID, screen: Any) -> None:
    code = read(ended).now.code
    erased(ended, quantri)
    work.run_once(LATER)
    officer_page = page(screen(cast.binh).get(f"/desk/dossiers/{ended}/"))
    assert "Đã xóa theo yêu cầu bằng văn bản của chủ thể dữ liệu, số 12/ĐYC" in officer_page
    assert "xóa dữ liệu cá nhân theo yêu cầu bằng văn bản của chủ thể dữ liệu, số 12/ĐYC." in officer_page
    assert screen(cast.binh).get(f"/desk/dossiers/{ended}/control-slip/").status_code in {302, 404}
    assert screen(cast.binh).get(f"/dossiers/{ended}/control-slip/").status_code == 200
    gone = screen(cast.binh).get(f"/dossiers/{ended}/receipt/")
    assert gone.status_code == 404
    assert "đã được xóa theo căn cứ pháp luật" in page(gone)
    assert screen(cast.an).get("/dossiers/").status_code == 200
    assert screen(cast.an).get(f"/dossiers/{ended}/").status_code == 200
    assert Client().get(f"/t/{code}").status_code == 200
    assert screen(cast.binh).get("/desk/?pile=register&q=Hoài").status_code == 200
