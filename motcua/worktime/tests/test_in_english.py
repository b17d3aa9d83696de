"""The clock in English: every kind of trace and refusal, on the page, in the terminal, and out of what was stored."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from motcua.core.phrase import Listing, Phrase, Value
from motcua.core.refusal import Refused
from motcua.core.worktime import Deadline
from motcua.core.worktime.stored import as_stored
from motcua.core.worktime.summary import sentences
from motcua.ui import refusals
from motcua.worktime import explaining
from motcua.worktime.asking import answer
from motcua.worktime.due_command import main
from motcua.worktime.files import Definition
from motcua.worktime.tests.test_worked_examples import BOOK, EXAMPLES
from scripts import catalogues
from tests.databases import FreshDatabase

VIETNAMESE = re.compile(r"[ăâđêôơưà-ãè-êìíò-õùúýĩũạ-ỹ]", re.IGNORECASE)
ENGLISH = {(entry.msgctxt or "", entry.msgid) for entry in catalogues.catalogue("en").translated_entries()}
every_example = pytest.mark.parametrize(("file", "index"), EXAMPLES, ids=[f"{one.file}:{i + 1}" for one, i in EXAMPLES])
ASK = ["--term", "3 working days", "--received", "2026-04-29T15:30"]


@pytest.fixture
def english() -> Iterator[None]:
    """Read English for the length of a test."""
    with translation.override("en"):
        yield


def phrases(value: Value) -> Iterator[Phrase]:
    """Yield a phrase with all phrases among its facts."""
    if isinstance(value, Phrase):
        yield value
        for fact in value.facts.values():
            yield from phrases(fact)
    elif isinstance(value, Listing):
        for item in value.items:
            yield from phrases(item)


def untranslated(*said: Value) -> list[str]:
    """Return the templates among phrases that the catalogue has no English for."""
    found = {(phrase.context, phrase.template) for one in said for phrase in phrases(one)}
    return sorted(template for context, template in found if (context, template) not in ENGLISH)


def told(found: Deadline) -> str:
    """Return everything that a page says about a due date."""
    lines = [f"{line.text} {line.source}" for line in explaining.lines(found)]
    return "\n".join([explaining.why(found), *explaining.provisional(found), *lines])


def letters(said: str, *names: str) -> list[str]:
    """Return the Vietnamese letters of a text, those of names and of people's own words left out."""
    for name in (*names, "Lạng Sơn"):
        said = said.replace(name, "")
    return VIETNAMESE.findall(said)


@every_example
@pytest.mark.usefixtures("english")
def test_every_worked_example_is_explained_without_a_vietnamese_letter(file: Definition, index: int) -> None:
    example: dict[str, Any] = file.data["examples"][index]
    own_words = {event.get("ground", "") for event in example.get("events", ())}
    if "refused" in example:
        with pytest.raises(Refused) as refused:
            answer(example, BOOK)
        assert untranslated(refused.value.said) == []
        said = refusals.sentences(refused.value)
    else:
        found = answer(example, BOOK)
        assert set(untranslated(*sentences(found), *(line.said for line in found.trace))) <= own_words
        said = told(found)
    assert said
    assert letters(said, *own_words) == [], said


@every_example
def test_in_vietnamese_the_page_says_what_the_trace_says(file: Definition, index: int) -> None:
    example = file.data["examples"][index]
    if "refused" not in example:
        found = answer(example, BOOK)
        assert [line.text for line in explaining.lines(found)] == [line.text for line in found.trace]
        assert explaining.why(found) == " ".join(map(str, sentences(found)))


@every_example
def test_what_is_stored_is_the_same_in_both_languages(file: Definition, index: int) -> None:
    example = file.data["examples"][index]
    if "refused" in example:
        return
    found = answer(example, BOOK)
    kept = json.loads(json.dumps(as_stored(found)))
    assert {name: kept[name] for name in found.as_json() if name != "trace"} == {
        name: value for name, value in found.as_json().items() if name != "trace"
    }
    assert [{**row, "said": None} for row in kept["trace"]] == [
        {**row, "said": None} for row in found.as_json()["trace"]
    ]
    for language in ("vi", "en"):
        with translation.override(language):
            assert explaining.stored_why(kept) == explaining.why(found)
            assert explaining.stored_lines(kept) == explaining.lines(found)


@pytest.mark.usefixtures("english")
def test_what_was_stored_before_or_damaged_stays_vietnamese() -> None:
    found = answer({"term": "3 working days", "received": "2026-04-29T15:30"}, BOOK)
    old = {**found.as_json(), "summary": " ".join(map(str, sentences(found)))}
    assert explaining.stored_why(old) == old["summary"]
    assert [line.text for line in explaining.stored_lines(old)] == [line.text for line in found.trace]
    kept = as_stored(found)
    kept["trace"][0]["said"] = {"phrase": "Nhận hồ sơ lúc {at}.", "facts": {"at": {"nobody": 1}}}
    kept["said"][0] = "Nhận"
    assert explaining.stored_lines(kept)[0].text == found.trace[0].text
    assert explaining.stored_why(kept) == old["summary"]
    assert explaining.stored_why({}) == ""
    assert explaining.stored_lines({}) == []


@pytest.mark.usefixtures("english")
def test_words_that_the_catalogue_no_longer_has_stay_whole() -> None:
    kept = as_stored(answer({"term": "3 working days", "received": "2026-04-29T15:30"}, BOOK))
    row = kept["trace"][0]
    row["text"], row["said"]["phrase"] = "Đã nhận vào 15:30 Thứ Tư 29/04/2026.", "Đã nhận vào {at}."
    assert explaining.stored_lines(kept)[0].text == "Đã nhận vào 15:30 Thứ Tư 29/04/2026."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"term": "ba ngày"}, "The term “ba ngày” cannot be read."),
        ({"term": "3 days", "received": "2031-01-02T08:00"}, "covers 01/01/2024 to 31/12/2027 only"),
        ({"term": "3 days", "rules": {"extensions": 2000}}, "extensions: must be a whole number from 0 to 600"),
        ({"term": "3 days", "rules": {"pace": 1}}, "Rule set is not right"),
        ({"term": "3 days", "rules": "nobody"}, "There is no rule set “nobody”. The rule sets: decree-297-2025"),
        ({"code": "9.999999"}, "There is no procedure with the code “9.999999”."),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_refusal_with_facts_is_english(question: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        answer({"received": "2026-04-29T15:30", **question}, BOOK)
    text = refusals.sentences(refused.value)
    assert said.replace("Rule set is", "The rule set is") in text
    assert letters(text, "ba ngày") == []


@pytest.mark.usefixtures("no_database")
def test_the_terminal_answers_in_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASK, "--explain", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Due: 17:00 Wednesday 06/05/2026\nReceived 15:30 Wednesday 29/04. The law allows 3 working")
    assert "Thursday 30/04/2026: public holiday (Reunification Day, 30 April), not counted." in said
    assert letters(said) == []


@pytest.mark.usefixtures("no_database")
def test_json_is_vietnamese_unless_english_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for words in ([], ["--lang", "vi"], ["--lang", "en"]):
        assert main([*ASK, "--json", *words]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    plain, vietnamese, english = answers
    assert plain == vietnamese
    assert plain["trace"][0] == {
        "kind": "received", "day": "2026-04-29", "text": "Nhận hồ sơ lúc 15:30 Thứ Tư 29/04/2026.", "source": None,
    }  # fmt: skip
    assert english["trace"][0]["text"] == "Dossier received at 15:30 Wednesday 29/04/2026."
    assert english["summary"].startswith("Received 15:30 Wednesday 29/04. The law allows 3 working days.")
    assert {**english, "trace": 0, "summary": 0} == {**plain, "trace": 0, "summary": 0}
    assert [line["kind"] for line in english["trace"]] == [line["kind"] for line in plain["trace"]]


@pytest.mark.usefixtures("no_database")
def test_a_batch_answers_in_english_too(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text('{"term": "3 days", "received": "2026-04-29T15:30"}\n{"term": "?", "received": "2026-04-29"}\n')
    assert main(["--batch", str(asked), "--lang", "en"]) == 1
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert good["trace"][-1]["text"].startswith("The term ends at 24:00")
    assert "summary" not in good
    assert bad["error"]["message"] == "The term “?” cannot be read."


@pytest.mark.parametrize(
    "asked",
    [
        {"term": "3 working days"},
        {"term": "10 ngày làm việc", "day": "30/12/2026"},
        {"term": "0,5 ngày làm việc", "day": "02/05/2026"},
        {"term": "4 giờ làm việc", "time": "20:00"},
        {"term": "trong ngày", "time": "15:01"},
        {"term": "3 ngày", "day": "01/01/2031"},
        {"term": "bao lâu"},
    ],
)
def test_the_page_explains_in_english(lang_son: FreshDatabase, asked: dict[str, str]) -> None:
    reader = Client()
    reader.cookies["django_language"] = "en"
    given = {"procedure": "", "unit": "H37", "day": "29/04/2026", "time": "15:30", **asked}
    page = reader.get("/due-date/", given).content.decode()
    found = re.search(
        r'<section[^>]*id="result".*?</section>|<div class="govuk-error-summary".*?</ul>', page, re.DOTALL
    )
    assert found is not None
    assert letters(found[0], asked["term"]) == [], found[0]
