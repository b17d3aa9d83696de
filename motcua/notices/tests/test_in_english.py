"""Letters for somebody who reads English: written in English, the Vietnamese never lost."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.core.phrase import Phrase
from motcua.notices import actions
from motcua.notices.actions.erase import erase
from motcua.notices.letters import LETTERS, SMS_LIMIT, Letter, again, kept
from motcua.notices.models import Message
from motcua.notices.tests.test_letters import FACTS
from motcua.notices.tests.test_send import AT, HOME
from motcua.people.models import User

VIETNAMESE = re.compile(r"[ăâđêôơưà-ãè-êìíò-õùúýĩũạ-ỹ]", re.IGNORECASE)
ASCII = {
    name: value.encode("ascii", "ignore").decode() if isinstance(value, str) else value for name, value in FACTS.items()
}
every_letter = pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)


@pytest.fixture
def an(db: None) -> User:
    """Return An's account."""
    return User.objects.create_user(username="an", password="motcua-demo", name="Nguyễn Thị Ẩn")


def tell(user: User, **how: Any) -> dict[str, Message]:
    """Tell the person that a supplement is needed; return the messages by channel."""
    told = actions.send(
        "refused",
        key=f"{user.pk}:refused",
        recipient=f"user:{user.pk}",
        subject="dossier:1",
        facts=FACTS,
        contact=HOME,
        link="/dossiers/1/",
        at=AT,
        **how,
    )
    return {message.channel: message for message in told}


def page(client: Client, user: User, language: str) -> str:
    """Return the person's messages as a page in a language."""
    client.force_login(user)
    client.cookies["django_language"] = language
    return client.get("/notices/").content.decode()


@every_letter
def test_a_letter_has_no_vietnamese_of_its_own(letter: Letter) -> None:
    written = letter.write(ASCII, "en")
    for text in (written.title, written.body, written.sms):
        assert text
        assert "{" not in text
        assert VIETNAMESE.findall(text) == [], text
    assert written != letter.write(ASCII)


@every_letter
def test_a_text_message_in_english_is_plain_and_short(letter: Letter) -> None:
    sms = letter.write(FACTS, "en").sms
    assert len(sms) <= SMS_LIMIT
    assert sms.isascii()
    assert str(FACTS["url"]) in sms


@every_letter
def test_a_letter_is_written_again_from_what_was_kept(letter: Letter) -> None:
    facts = {**FACTS, "reason": Phrase("xem trên phiếu")}
    for language in ("vi", "en"):
        assert again(letter, kept(facts), language) == letter.write(facts, language)


def test_what_cannot_be_written_again_is_left_as_it_was() -> None:
    assert again(None, kept(FACTS), "en") is None
    assert again(LETTERS["refused"], {"code": "A"}, "en") is None
    assert again(LETTERS["refused"], kept(FACTS) | {"reason": {"nobody": 1}}, "en") is None


def test_moments_and_facts_of_ours_are_english() -> None:
    facts = {**FACTS, "bring": Phrase("giấy hẹn hoặc căn cước")}
    assert "The result is due: 17:00 Wednesday 06/05/2026." in LETTERS["received"].write(facts, "en").body
    assert "Bring: your appointment slip or ID card." in LETTERS["ready"].write(facts, "en").body


def test_a_mail_has_the_vietnamese_below(an: User) -> None:
    told = tell(an, language="en")
    vietnamese = LETTERS["refused"].write(FACTS)
    mail = told["mail"]
    assert mail.title == "Dossier H37.65.12-260429-0012 has not been accepted"
    assert mail.body.index("has not been accepted.") < mail.body.index(vietnamese.title)
    assert vietnamese.body in mail.body
    assert "NOT ACCEPTED" in told["sms"].body
    assert (told["page"].title, told["page"].body) == (vietnamese.title, vietnamese.body)


def test_who_reads_vietnamese_gets_no_english(an: User) -> None:
    for message in tell(an).values():
        assert "accepted" not in f"{message.title} {message.body}".lower()


def test_the_site_speaks_the_language_of_the_page(client: Client, an: User) -> None:
    tell(an)
    english = page(client, an, "en")
    assert "Dossier H37.65.12-260429-0012 has not been accepted" in english
    assert "The refusal slip is on the page of the dossier." in english
    assert "không được tiếp nhận" in english.split("The Vietnamese letter as it was sent")[1]
    vietnamese = page(client, an, "vi")
    assert "Hồ sơ H37.65.12-260429-0012 không được tiếp nhận" in vietnamese
    assert "has not been accepted" not in vietnamese


def test_a_message_of_before_stays_vietnamese(client: Client, an: User) -> None:
    tell(an)
    Message.objects.update(facts={})
    english = page(client, an, "en")
    assert "Hồ sơ H37.65.12-260429-0012 không được tiếp nhận" in english
    assert "has not been accepted" not in english


def test_facts_go_with_the_text_when_it_is_erased(an: User) -> None:
    tell(an)
    erase(at=AT, recipient=f"user:{an.pk}")
    assert set(Message.objects.filter(erased_at__isnull=False).values_list("body", flat=True)) == {""}
    assert all(facts == {} for facts in Message.objects.filter(channel="page").values_list("facts", flat=True))


def test_only_the_site_keeps_facts(an: User) -> None:
    told = tell(an)
    assert told["page"].facts["code"] == FACTS["code"]
    assert told["mail"].facts == told["sms"].facts == {}
