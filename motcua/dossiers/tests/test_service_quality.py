"""Groups 2–4 of QĐ 766/QĐ-TTg from ledger entries alone, against seventeen dossiers of April 2026 reckoned by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid5

import pytest

from motcua.core.process.events import moment
from motcua.dossiers import facts, procedure_facts
from motcua.dossiers.models import DossierFact
from motcua.dossiers.tests.quality import UNSOURCED, Component, Period, index, mean_days, on_time
from motcua.ledger import registry
from motcua.ledger.read import Entry
from tests.cast import on

pytestmark = pytest.mark.django_db
APRIL = Period(on("2026-04-01", "00:00"), on("2026-05-01", "00:00"), longest=timedelta(days=3))
HOUSE = UUID(int=766)


def day(number: int, time: str = "08:00", month: int = 4) -> datetime:
    return on(f"2026-{month:02}-{number:02}", time)


class Story:
    """The entries of one dossier, written as the ledger gives them to projectors."""

    def __init__(self, name: str, **places: Any) -> None:
        self.id, self.entries = uuid5(HOUSE, name), list[Entry]()
        self.places = {
            "code": name,
            "procedure": "1.001193",
            "procedure_version": "v1",
            "case": "ordinary",
            "level": "commune",
            "channel": 1,
            "online": "full",
            "reception_unit": "06187.TTPVHCC",
            "competent_unit": "06187",
            "return_unit": "06187.TTPVHCC",
            "components": {"required": 2, "digitised": 0, "reused": 0, "looked_up": 0, "paper": 2},
            "fee_due": 0,
            "databases": [],
            **places,
        }

    def then(self, verb: str, at: datetime, **payload: Any) -> Story:
        seq = len(self.entries) + 1
        stream = f"dossier:{self.id}"
        self.entries.append(
            Entry(seq, stream, seq, f"dossier.{verb}", 1, at, at, "user:chi", payload, b"", b"", None),
        )
        return self

    def received(self, at: datetime, due: datetime | None) -> Story:
        dates = {"due": due and moment(due), "step_due": None}
        step = {"step": "B1", "step_kind": "receive", "step_unit": "06187.TTPVHCC", "step_role": "receiver"}
        law = {"term": "3 working days", "rules": "default", "basis": "", "route": ""}
        return self.then("received", at, **self.places, **step, **law, **dates)

    def asked(self, at: datetime, count: int = 1) -> Story:
        stage = "after_reception" if any(e.type == "dossier.received" for e in self.entries) else "before_reception"
        return self.then("supplement_asked", at, count=count, items=["x"], stage=stage, answer_by="", number="")

    def answered(self, at: datetime, due: datetime) -> Story:
        return self.then("supplement_answered", at, count=1, items=["x"], clock="resumed", due=moment(due))

    def decided(self, at: datetime, *, electronic: bool = False) -> Story:
        self.then("decided", at, outcome="granted", electronic=electronic, number="1")
        return self.then("routed", at, step="B5", step_kind="return", **{"from": "B3", "outcome": "approve"})


DUE = day(6, "17:00")
DIGITAL = {"required": 2, "digitised": 2, "reused": 1, "looked_up": 0, "paper": 0}
REUSED = {"required": 2, "digitised": 0, "reused": 1, "looked_up": 0, "paper": 1}


def april() -> Iterator[Story]:
    """Seventeen dossiers that count and two that do not; each line says why it is in time or late."""
    yield from on_time_or_late()
    yield from waited_for()
    yield from running_or_ended()
    yield from not_quite_known()
    yield from not_counted()


def on_time_or_late() -> Iterator[Story]:
    """Ready before or after the appointment, which an extension moves."""
    yield (  # ready on the 3rd, due on the 6th
        Story("A in time, online", channel=2, components=DIGITAL, fee_due=8000)
        .received(day(1), DUE)
        .then("paid", day(1, "09:00"), amount=8000, online=True, method="card", receipt="")
        .decided(day(3), electronic=True)
        .then("returned", day(4), way="online")
    )
    yield (  # ready on the 8th, due on the 6th; fetched later
        Story("B late, direct", fee_due=8000)
        .received(day(1), DUE)
        .then("paid", day(1, "09:00"), amount=8000, online=False, method="cash", receipt="1")
        .decided(day(8))
        .then("returned", day(20), way="counter")
    )
    yield (
        Story("L in time after an extension")
        .received(day(1), DUE)
        .then("extended", day(6), count=1, ground="x", term="", was=moment(DUE), due=moment(day(10)), number="1")
        .decided(day(9))
    )


def waited_for() -> Iterator[Story]:
    """The time for which the applicant was waited for is not the office's; asked twice is late."""
    yield (  # the 9th at 10:00 less four days is the 5th
        Story("C in time after one supplement", procedure="2.000635", channel=2, fee_due=5000)
        .received(day(1), DUE)
        .asked(day(3))
        .answered(day(7), day(10, "17:00"))
        .decided(day(9, "10:00"), electronic=True)
    )
    yield (  # the 12th less four days is the 8th
        Story("D late after one supplement", procedure="2.000635", fee_due=5000)
        .received(day(1), DUE)
        .asked(day(3))
        .answered(day(7), day(10, "17:00"))
        .decided(day(12))
    )
    yield Story("E waits for one supplement: ends with the request", channel=2).received(day(1), DUE).asked(day(5))
    yield (  # late whenever it was ready
        Story("F asked twice")
        .received(day(1), DUE)
        .asked(day(2))
        .answered(day(2, "10:00"), DUE)
        .asked(day(2, "11:00"), 2)
        .answered(day(2, "14:00"), DUE)
        .decided(day(3))
    )
    yield (  # what was asked before the reception does not count
        Story("M asked before reception", channel=2)
        .then("submitted", day(6), **Story("M", channel=2).places, check_by=None)
        .asked(day(7))
        .then("supplement_answered", day(12), count=1, items=["x"], check_by=None)
        .received(day(13), day(16, "17:00"))
        .decided(day(16, "16:00"))
    )
    yield (  # the wait for papers that never came is not the office's
        Story("N asked, closed when nothing came")
        .received(day(1), DUE)
        .asked(day(3))
        .then("refused", day(25), ground="not_supplemented", number="2")
    )


def running_or_ended() -> Iterator[Story]:
    """Stopped, refused or still running: lateness is measured all the same."""
    yield (
        Story("G stopped in time")
        .received(day(10), day(15, "17:00"))
        .then("stopped", day(14), ground="applicant", way="online", number="1")
    )
    yield Story("H runs and is not late", channel=2, components=REUSED).received(day(28), day(5, "17:00", month=5))
    yield (
        Story("J by post, refused late", channel=3, online="none")
        .received(day(10), day(15, "17:00"))
        .then("refused", day(20), ground="not_competent", number="1")
    )
    yield Story("K runs and is late").received(day(10), day(15, "17:00"))


def not_quite_known() -> Iterator[Story]:
    """A fee, channel, appointment or written result that nobody knows; received in another month."""
    yield (  # no appointment, two days of the three that its procedure may take; no channel: direct
        Story("I without channel and appointment", channel=None, online="part").received(day(2), None).decided(day(4))
    )
    yield (
        Story("O fee not known, looked up", procedure="1.014027", fee_due=None, databases=["insurance", "population"])
        .received(day(20), day(24))
        .decided(day(22), electronic=True)
    )
    yield (
        Story("P gives nothing in writing", procedure="9.000001", channel=2).received(day(20), day(24)).decided(day(22))
    )
    yield (  # handled in April, received before
        Story("Q from March", components=REUSED).received(day(30, month=3), day(2)).decided(day(1))
    )


def not_counted() -> Iterator[Story]:
    """Not received at all, or by mistake."""
    yield Story("not received yet", channel=2).then("submitted", day(30), **Story("Z").places, check_by=None)
    yield (
        Story("received by mistake").received(day(3), DUE).then("annulled", day(3, "09:00"), ground="wrong_procedure")
    )


LATE = {"B", "D", "F", "J", "K"}
DAY = date(2026, 4, 30)


def published(code: str, number: int = 1, valid_from: str = "2025-07-01", version: int = 2, **said: Any) -> None:
    """Let the register's projector see a publication."""
    payload = {
        "code": code,
        "number": number,
        "level": "commune",
        "online_level": "full",
        "effective_date": valid_from,
        **({"fees": [], "fees_online": [], "results": ["result"], "for_people": True} if version == 2 else {}),
        **said,
    }
    payload = registry.current_form("procedure.published", version, payload)
    told(code, "procedure.published", payload)


def told(code: str, kind: str, payload: dict[str, Any]) -> None:
    at = day(1)
    procedure_facts.project(Entry(1, f"procedure:{code}", 1, kind, 2, at, at, "user:van", payload, b"", b"", None))


def register() -> None:
    """Five procedures in force on the last of April, one repealed, one not begun, one that said nothing yet."""
    published("1.001193", fees=["copy"])
    published("2.000635", fees=["charge"], valid_from="2024-01-01")
    published("2.000635", 2, fees=["charge"], valid_from="2026-01-01")
    published("1.014027", fees=["charge"])
    published("9.000001", results=[])
    published("1.014438", fees=["charge"], for_people=False)
    published("9.000002", fees=["charge"])
    told("9.000002", "procedure.repealed", {"code": "9.000002", "effective_date": "2026-04-10"})
    published("9.000003", fees=["charge"], valid_from="2026-05-01")
    published("2.000815", version=1)


@pytest.fixture
def stories() -> Mapping[UUID, Story]:
    told = {story.id: story for story in april()}
    for story in told.values():
        for entry in story.entries:
            facts.project(entry)
    return told


def test_each_dossier_is_in_time_or_late_as_reckoned_by_hand(stories: Mapping[UUID, Story]) -> None:
    rows = {stories[fact.pk].places["code"]: fact for fact in DossierFact.objects.all()}
    received = {name: fact for name, fact in rows.items() if fact.received_at and fact.ending != "annulled"}
    assert len(received) == 17
    late = {str(name)[0] for name, fact in received.items() if not on_time(fact, APRIL)}
    assert late == LATE


def test_the_index_equals_the_hand_calculation(stories: Mapping[UUID, Story]) -> None:
    register()
    found = index(list(DossierFact.objects.all()), APRIL, procedure_facts.in_force(DAY))
    ratios = {name: component.ratio for name, component in found.items()}
    assert ratios == {
        "2.1": Fraction(12, 17),
        "3.x": Fraction(6, 15),
        "3.3": Fraction(3, 17),  # A C with an electronic result, P gives none in writing
        "3.5a": Fraction(2, 4),  # 1.001193 and 2.000635 of those with a fee
        "3.5b": Fraction(1, 3),
        "3.6": Fraction(1, 5),  # A of A B C D O: what O costs is not known, but not nothing
        "4.1": Fraction(3, 16),  # P gives nothing in writing
        "4.2": Fraction(1, 17),
        "4.3": Fraction(2, 16),  # A H; Q was received in March
        "4.4": None,
        "4.copies": None,
        "4.5a": Fraction(1, 4),
        "4.5b": Fraction(1, 17),
    }
    points = {name: component.points for name, component in found.items() if component.most}
    assert points == {
        "2.1": Decimal("14.12"),
        "3.x": Decimal("4.80"),
        "3.5a": Decimal("1.25"),
        "3.5b": Decimal("0.83"),
        "3.6": Decimal("1.20"),
        "4.1": Decimal("1.13"),
        "4.2": Decimal("0.29"),
        "4.3": Decimal("0.31"),
        "4.4": None,
        "4.copies": None,
        "4.5a": Decimal("0.50"),
        "4.5b": Decimal("0.12"),
    }


def test_what_has_no_source_says_why() -> None:
    found = index([], APRIL)
    assert UNSOURCED
    for code, (most, why) in UNSOURCED.items():
        assert found[code].points is None
        assert found[code].most == most
        assert why.startswith("chưa ")


def test_the_register_is_that_of_the_day() -> None:
    register()
    assert sorted(procedure_facts.in_force(DAY)) == [
        "1.001193",
        "1.014027",
        "1.014438",
        "2.000635",
        "2.000815",
        "9.000001",
    ]
    assert "9.000002" in procedure_facts.in_force(date(2026, 4, 9))
    assert procedure_facts.in_force(date(2025, 12, 31))["2.000635"].number == 1
    assert procedure_facts.in_force(DAY)["2.000635"].number == 2
    assert procedure_facts.in_force(DAY)["2.000815"].fees is None


def test_a_dossier_closed_while_its_clock_stands_is_measured_when_it_stopped() -> None:
    due = day(6, "17:00")
    asked = Story("asked in time").received(day(1), due).asked(day(3)).then("refused", day(25), ground="x", number="1")
    stopped = Story("suspended in time").received(day(1), due).then("suspended", day(3), ground="x", paper="", due=None)
    stopped.then("stopped", day(20), ground="applicant", way="online", number="1")
    late = Story("suspended late").received(day(1), due).then("suspended", day(8), ground="x", paper="", due=None)
    late.then("stopped", day(20), ground="applicant", way="online", number="1")
    again = Story("runs again").received(day(1), due).then("suspended", day(3), ground="x", paper="", due=None)
    again.then("resumed", day(8), ground="x", due=moment(day(13, "17:00"))).decided(day(14))
    for entry in (*asked.entries, *stopped.entries, *late.entries, *again.entries):
        facts.project(entry)
    found = [DossierFact.objects.get(pk=story.id).late for story in (asked, stopped, late, again)]
    assert found == [False, False, True, True]


def test_the_mean_time_counts_finished_dossiers_only(stories: Mapping[UUID, Story]) -> None:
    c, m = Fraction(8 * 24 + 2, 24), Fraction(3 * 24 + 8, 24)
    days: list[Fraction | int] = [2, 7, c, 11, 2, 2, 8, m, 2, 2, 2]  # A B C D F I L M O P Q
    assert mean_days(list(DossierFact.objects.all())) == sum(days) / len(days)


def test_a_target_gives_all_points_and_nothing_gives_none() -> None:
    assert Component(Fraction(9, 10), 4, Fraction(4, 5)).points == Decimal("4.00")
    assert Component(Fraction(2, 5), 4, Fraction(4, 5)).points == Decimal("2.00")
    assert Component(None, 4).points is None
    assert index([], APRIL)["2.1"].points is None
