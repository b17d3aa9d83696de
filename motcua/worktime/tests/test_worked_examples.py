"""Every worked example that officials can read comes out as it says."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar, RuleSet, Term
from motcua.core.worktime.calendar_data import build
from motcua.core.worktime.rules import PARAMETERS
from motcua.core.worktime.vietnamese import LOCAL
from motcua.worktime.asking import answer
from motcua.worktime.files import Definition, FileBook, definitions_in
from motcua.worktime.ports import ProcedureTerm

FOLDER = Path(settings.DEFINITIONS) / "worked_examples"
FILES = [one for one in definitions_in(FOLDER) if "examples" in one.data]
EXAMPLES = [(one, i) for one in FILES for i in range(len(one.data["examples"]))]


class ExampleBook:
    """The shipped definitions with the two offices that the examples suppose."""

    def __init__(self) -> None:
        self.files = FileBook(Path(settings.DEFINITIONS))
        days = Definition(Path(settings.DEFINITIONS) / "calendars" / "vn.yaml").data
        self.own = {
            table["code"]: build(days, table) for table in Definition(FOLDER / "offices.yaml").data["calendars"]
        }

    def calendar_for(self, unit: str) -> Calendar:
        return self.own.get(unit) or self.files.calendar_for(unit)

    def rules(self, code: str, on: date) -> RuleSet:
        return self.files.rules(code, on)

    def term_for(self, code: str, on: date) -> ProcedureTerm:
        return self.files.term_for(code, on)

    def offered(self, on: date) -> list[tuple[str, str]]:
        return []


BOOK = ExampleBook()


def local(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(("file", "index"), EXAMPLES, ids=[f"{one.file}:{i + 1}" for one, i in EXAMPLES])
def test_the_example_comes_out_as_it_says(file: Definition, index: int) -> None:
    example: dict[str, Any] = file.data["examples"][index]
    line = file.line(("examples", index))
    if "refused" in example:
        with pytest.raises(Refused) as refused:
            answer(example, BOOK)
        assert refused.value.code == example["refused"], f"{file.file}, line {line}"
        return
    found = answer(example, BOOK)
    text = "\n".join(step.text for step in found.trace)
    assert found.due == local(example["due"]), f"{file.file}, line {line}:\n{text}"
    for sentence in example.get("trace", ()):
        assert sentence in text, f"{file.file}, line {line}"
    if "first" in example:
        assert found.appointments[0] == local(example["first"])


def test_every_parameter_has_at_least_three_examples_and_there_are_fifty() -> None:
    told = Counter(one.data["examples"][i]["parameter"] for one, i in EXAMPLES)
    assert {name: told[name] for name in PARAMETERS if told[name] < 3} == {}
    assert told.total() >= 50


def test_every_example_has_a_vietnamese_title_of_its_own() -> None:
    titles = [one.data["examples"][i]["title"] for one, i in EXAMPLES]
    assert len(set(titles)) == len(titles)
    assert all(any(ord(letter) > 127 for letter in title) for title in titles)


def test_the_shipped_default_rules_are_the_law_of_the_core() -> None:
    from motcua.core.worktime import CIVIL_CODE_RULES

    shipped = BOOK.rules("default", date(2026, 1, 1))
    assert {name: getattr(shipped, name) for name in PARAMETERS} == {
        name: getattr(CIVIL_CODE_RULES, name) for name in PARAMETERS
    }


def test_all_shipped_terms_can_be_read() -> None:
    for code, _ in BOOK.files.offered(date(2026, 7, 1)):
        found = BOOK.term_for(code, date(2026, 7, 1))
        assert isinstance(found.term, Term)
        assert BOOK.rules(found.rules, date(2026, 7, 1))
