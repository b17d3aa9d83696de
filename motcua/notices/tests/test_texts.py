"""The words of letters: changed by decision, checked, sent to oneself, in force from then on."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from motcua.core.refusal import Refused
from motcua.ledger import read as ledger
from motcua.notices import actions, texts
from motcua.notices.letters import LETTERS, Words
from motcua.notices.models import Message, TextVersion
from motcua.notices.tests.test_gateway import ADMINISTRATOR, AUDITOR
from motcua.notices.tests.test_letters import FACTS
from motcua.notices.tests.test_send import AT, HOME
from motcua.people.actions import establish_unit
from motcua.people.actor import Duty, system
from motcua.people.models import User
from motcua.people.tests.conftest import STARTED, unit_record

pytestmark = pytest.mark.django_db
DECISION = "Quyết định 12/QĐ-UBND ngày 03/03/2026"
OURS = {language: texts.our_words("ready", language) for language in texts.LANGUAGES}


def words(**changed: str) -> dict[str, Words]:
    """Return the words of the letter "ready" with some Vietnamese ones changed."""
    return {**OURS, "vi": replace(OURS["vi"], **changed)}


def reword(said: dict[str, Words], *, decision: str = DECISION, key: str = "") -> int:
    """Put words of the letter "ready" into force."""
    return actions.reword("ready", said, decision, actor=ADMINISTRATOR, at=AT, key=key or str(uuid4()))


def tell(key: str, at: object = AT, language: str = "vi") -> dict[str, Message]:
    """Tell somebody that the result is there; return the messages by channel."""
    contact = replace(HOME, phone="0912345678", zalo="0912345678")
    sent = actions.send("ready", key=key, subject="dossier:1", facts=FACTS, contact=contact, at=at, language=language)  # type: ignore[arg-type]
    return {one.channel: one for one in sent}


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("code", LETTERS)
def test_our_own_words_pass_our_own_check(code: str, language: str) -> None:
    assert texts.problems(code, language, texts.our_words(code, language)) == {}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": "Hồ sơ {cccd}"}, "Không có chỗ điền {cccd}"),
        ({"title": "Hồ sơ {code.__class__}"}, "Không có chỗ điền"),
        ({"title": "Hồ sơ {code!r}"}, "Không có chỗ điền"),
        ({"title": "Hồ sơ {code"}, "Dấu ngoặc nhọn"),
        ({"body": "Hồ sơ {code} về {procedure}, mang {bring}."}, "Còn thiếu {place}"),
        ({"body": "{code} {procedure} {place} {bring} 020190001234"}, "số định danh"),
        ({"sms": "Ho so {code} da xong"}, "Còn thiếu {url}"),
        ({"sms": "{code} {url} " + "x" * 120}, "nhiều nhất 160"),
        ({"zalo": "Hồ sơ {code} đã có kết quả."}, "Còn thiếu"),
    ],
)
def test_bad_words_are_refused_and_nothing_is_kept(changed: dict[str, str], says: str) -> None:
    with pytest.raises(Refused, match="bad_words") as refused:
        reword(words(**changed))
    assert says in refused.value.message
    assert not TextVersion.objects.exists()


def test_a_reason_never_stands_on_a_locked_screen() -> None:
    ours = texts.our_words("refused", "vi")
    found = texts.problems("refused", "vi", replace(ours, title="{code}: {reason}", sms=f"{ours.sms} {{reason}}"))
    assert set(found) == {"title", "sms"}


def test_brackets_count_twice_in_a_text_message() -> None:
    assert texts.counted("[a]") == 5


def test_words_by_decision_are_in_force_from_then_on_and_ours_come_back() -> None:
    said = words(
        title="Mời đến nhận kết quả {code}", sms="Moi nhan ket qua {code}. {url}", zalo=f"Zalo: {OURS['vi'].body}"
    )
    before = tell("before", AT - timedelta(minutes=1))
    assert reword(said, key=(key := str(uuid4()))) == 1
    assert reword(said, key=key) == 1
    after = tell("after")
    assert before["mail"].title.startswith("Hồ sơ")
    assert after["mail"].title == f"Mời đến nhận kết quả {FACTS['code']}"
    assert after["sms"].body.startswith("Moi nhan ket qua")
    assert after["zalo"].body.startswith("Zalo: ")
    assert not after["mail"].body.startswith("Zalo: ")
    assert f"Theo dõi hồ sơ: {FACTS['url']}" in after["zalo"].body
    (entry,) = ledger.stream("letter_text:ready")
    assert entry.payload["decision"] == DECISION
    assert entry.payload["ours"] is False
    assert reword({}) == 2
    assert tell("again")["mail"].title == before["mail"].title


def test_a_decision_and_the_duty_are_needed() -> None:
    with pytest.raises(Refused, match="no_decision"):
        reword(OURS, decision=" ")
    with pytest.raises(Refused, match="not_found"):
        actions.reword("ready", OURS, DECISION, actor=AUDITOR, at=AT, key=str(uuid4()))


def test_the_page_previews_sends_to_oneself_and_applies(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    establish_unit(record=unit_record("H37", ""), actor=system("load"), at=STARTED)
    minh = User.objects.create_user(username="minh", password="motcua-demo", name="Minh", email="minh@example.vn")
    client.force_login(minh)
    assert client.get("/desk/letters/ready/").status_code == 404
    duties = frozenset({Duty("H37", "administrator")})
    monkeypatch.setattr("motcua.people.queries.duties_of", lambda user, at: duties)
    monkeypatch.setattr("motcua.people.second_factor.required", lambda user, actor: False)
    assert "Có kết quả" in client.get("/desk/letters/").content.decode()
    form = {f"{lang}_{name}": getattr(said, name) for lang, said in words(title="Mời nhận {code}").items()
            for name in ("title", "body", "sms", "zalo")}  # fmt: skip
    shown = client.post("/desk/letters/ready/", {**form, "do": "preview", "idempotency_key": str(uuid4())})
    assert "Mời nhận H37.65.12-261125-0012" in shown.content.decode()
    assert "/160 ký tự" in shown.content.decode()
    tested = {**form, "do": "test", "idempotency_key": str(uuid4())}
    assert "Đã gửi thử cho bạn" in client.post("/desk/letters/ready/", tested).content.decode()
    client.post("/desk/letters/ready/", tested)
    sample = Message.objects.get(address="minh@example.vn")
    assert sample.title.startswith("[Gửi thử] Mời nhận")
    assert not TextVersion.objects.exists()
    refused = client.post("/desk/letters/ready/", {**form, "do": "apply", "idempotency_key": str(uuid4())})
    assert "Hãy ghi văn bản cho phép" in refused.content.decode()
    told = {**form, "do": "apply", "decision": DECISION, "idempotency_key": str(uuid4())}
    assert client.post("/desk/letters/ready/", told).status_code == 302
    assert "bản 1" in client.get("/desk/letters/").content.decode()
    assert DECISION in client.get("/desk/letters/ready/").content.decode()
    assert len(Message.objects.filter(letter="ready")) == 1
