"""`motcua due --batch` against the second calculator, and against whatever somebody may write into a line."""

import io
import json
from random import Random
from typing import Any

import pytest

from motcua.worktime.books import open_book
from motcua.worktime.due_command import batch
from tests.attacks.questions import questions
from tests.attacks.sentences import Office, due

pytestmark = pytest.mark.django_db
EASY = '{"term": "5 days", "received": "2026-03-02T08:00"}'
BROKEN = (
    "not json", '{"term": "5 days"', "[1]", '"x"', "null", "NaN", "{}", "[" * 5000, '{"received": "2026-03-02"}',
    '{"term": "5 days"}', '{"code": "9.999999", "received": "2026-03-02T08:00"}',
    '{"code": "\\u0000", "received": "2026-03-02T08:00"}', '{"term": "\\ud800", "received": "2026-03-02T08:00"}',
    '{"term": 5, "received": "2026-03-02T08:00"}', '{"term": "0 days", "received": "2026-03-02T08:00"}',
    '{"term": "-1 days", "received": "2026-03-02T08:00"}', '{"term": "1e9 days", "received": "2026-03-02T08:00"}',
    '{"term": "99999999999 days", "received": "2026-03-02T08:00"}',
    '{"term": "3000 days", "received": "2026-03-02T08:00"}', '{"term": "5 days", "received": "2023-12-29T08:00"}',
    '{"term": "5 days", "received": "2030-01-01T08:00"}', '{"term": "5 days", "received": "hôm qua"}',
    '{"term": "5 days", "received": 12}', '{"term": "5 days", "received": "0001-01-01T00:00:00+14:00"}',
    '{"term": "5 days", "received": "9999-12-31T23:59"}', '{"term": "5 days", "received": null}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "rules": "nope"}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "rules": {"bogus": 1}}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "rules": [1]}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "rules": {"receipt_cutoff": "25:99"}}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "pauses": "x"}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "pauses": [["2026-03-04T10:00"]]}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "pauses": [["2026-03-05T10:00", "2026-03-04T09:00"]]}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "events": [{"kind": "resumed", "at": 1}]}',
    '{"term": "5 days", "received": "2026-03-02T08:00", "events": [{"kind": "flown", "at": "2026-03-03"}]}',
)  # fmt: skip


def asked(lines: list[str]) -> list[dict[str, Any]]:
    out = io.StringIO()
    batch(io.StringIO("\n".join(lines) + "\n"), out, open_book())
    out.getvalue().encode()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def compare(seed: int, count: int) -> None:
    office = Office()
    lines = list(questions(seed, count))
    answers = asked([json.dumps(line) for line in lines])
    assert len(answers) == count
    for question, answer in zip(lines, answers, strict=True):
        mine = due(office, question)
        assert "error" not in answer, (question, answer)
        got = answer["due"][:16] if answer["due"] else None
        assert got == (mine.isoformat(timespec="minutes") if mine else None), question
        assert answer["trace"], question


def test_a_thousand_random_dates_are_the_same() -> None:
    compare(20260429, 1000)


@pytest.mark.soak
def test_twenty_thousand_random_dates_are_the_same() -> None:
    for seed in Random().sample(range(10**9), 20):
        compare(seed, 1000)


def test_the_calculator_is_no_copy_and_knows_the_examples_of_the_issue() -> None:
    office = Office()
    known = {
        ("3 working days", "2026-04-29T15:30"): "2026-05-06T17:00",
        ("1 working day", "2026-01-09T09:00"): "2026-01-10T17:00",
        ("4 working hours", "2026-03-02T07:30"): "2026-03-02T11:30",
        ("10 days", "2026-04-20T09:00"): "2026-05-04T17:00",
    }
    for (term, received), expected in known.items():
        found = due(office, {"term": term, "received": received})
        assert found is not None
        assert found.isoformat(timespec="minutes") == expected


@pytest.mark.parametrize("line", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_line_is_told_and_the_next_one_answered(line: str) -> None:
    bad, good = asked([line, EASY])
    assert bad["error"]["message"].strip()
    assert bad["line"] == 1
    assert good["due"] == "2026-03-09T17:00:00+07:00"


@pytest.mark.parametrize("received", ["2026-03-02T01:00Z", "2026-03-02T01:00:00+00:00", "2026-03-02T08:00+07:00"])
def test_a_moment_may_bring_its_offset(received: str) -> None:
    (found,) = asked([json.dumps({"term": "5 days", "received": received})])
    assert found["due"] == "2026-03-09T17:00:00+07:00"
