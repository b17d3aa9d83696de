"""What a refusal of the core says to somebody who reads English."""

import json

import pytest
from django.test import RequestFactory
from django.utils import translation

from motcua.core.refusal import Refused
from motcua.ui import refusals
from motcua.ui.middleware import refusal_response

TWICE = Refused(
    "already_asked",
    "Hồ sơ này đã được yêu cầu bổ sung một lần; không được yêu cầu lần thứ hai.",
    "Hãy giải quyết trên giấy tờ đang có, hoặc từ chối và nêu rõ lý do.",
)
ENGLISH = "A supplement has already been asked for once in this dossier; it may not be asked for again."


def test_a_plain_sentence_of_the_core_is_vietnamese_unless_english_was_chosen() -> None:
    assert refusals.sentences(TWICE) == f"{TWICE.message} {TWICE.hint}"
    with translation.override("en"):
        assert refusals.message(TWICE) == ENGLISH
        assert refusals.sentences(TWICE).endswith("or refuse it and give the reason.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sentence_with_facts_stays_and_no_hint_adds_nothing(language: str) -> None:
    with translation.override(language):
        assert refusals.sentences(Refused("owed", "Còn 8.000 đ chưa nộp.")) == "Còn 8.000 đ chưa nộp."


def test_a_program_that_speaks_english_gets_english() -> None:
    request = RequestFactory().get("/", headers={"accept": "application/json"})
    with translation.override("en"):
        told = json.loads(refusal_response(request, TWICE).content)
    assert told["code"] == "already_asked"
    assert told["message"] == ENGLISH
