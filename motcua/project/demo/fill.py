"""Plays the demonstration day by day with a simulated clock; can stop anywhere and go on where it stopped."""

from __future__ import annotations

import heapq
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from motcua.core.process.states import State
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.dossiers import places
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.actions.settle import Visit, settle
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.change import Done
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.ledger import clock, work
from motcua.ledger import read as ledger
from motcua.people import actor as actors
from motcua.people import queries as people
from motcua.procedures import queries as procedures
from motcua.project import progress
from motcua.project.demo import citizens, halls
from motcua.project.demo.agents import SEED, Agents, Next
from motcua.project.demo.staff import Staff
from motcua.project.models import Progress
from motcua.worktime.queries import calendar_for

DAYS = 365
A_WORKING_DAY = 2.3
BUSY, BUSY_DAYS = 2.5, 8  # the last days are busy, so that every pile of every inbox has something in it
TODAY = timezone.localdate()
NOT_AT_ONCE = frozenset({"appointment_needed", "not_express", "fee_unknown"})
BEGINS = datetime.combine(TODAY - timedelta(days=DAYS), time(7, 30), LOCAL)
COMMUNES = ("06187", "06187", "06187", "05977", "05983", "05986", "06541", "06184")
WEIGHTS = {
    "1.001193": 20,
    "2.000815": 18,
    "2.000635": 14,
    "1.013225": 10,
    "1.001612": 14,
    "1.115719": 10,
    "1.014027": 9,
    "1.014438": 2,
    "1.000894": 4,
    "1.000656": 4,
    "1.004873": 5,
    "2.000884": 5,
    "1.014028": 1,
}


def is_full() -> bool:
    """Tell whether the year is played to its end."""
    found = Progress.objects.filter(name=progress.DEMO).first()
    today = timezone.localdate()
    halls_full = halls.is_played(today) and not halls.days_without_numbers(today)
    return found is not None and found.done >= found.total and halls_full


def fill(until: date | None = None) -> int:
    """Play every day that is not played yet, up to ``until`` (today); return 0."""
    opened = ledger.stream("log")[0].at
    first, last = local(opened).date(), until or timezone.localdate()
    if until is None:
        halls.play_today(timezone.now())
    total = max(1, (last - first).days)
    played = Progress.objects.filter(name=progress.DEMO).first()
    start = first + timedelta(days=played.done if played else 0)
    year = Year(opened, last)
    for day in _days(start, last):
        year.play(day, now=timezone.now())
        done = (day - first).days + 1
        progress.report(progress.DEMO, min(done, total), total, f"{day:%d/%m/%Y}", timezone.now())
    progress.report(progress.DEMO, total, total, f"{last:%d/%m/%Y}", timezone.now())
    if until is None:
        halls.play_week(timezone.now())
    return 0


def _days(start: date, last: date) -> list[date]:
    return [start + timedelta(days=n) for n in range((last - start).days + 1)]


class Year:
    """The dossiers that are under way and what happens to each of them next."""

    def __init__(self, opened: datetime, last: date) -> None:
        self.last = last
        self.agents = Agents(Staff(max(opened, timezone.now())), last)
        self.queue: list[tuple[datetime, str, UUID, int]] = []
        self.known: dict[UUID, Next] = {}
        going = [
            State.SUBMITTED,
            State.RECEIVED,
            State.IN_PROGRESS,
            State.WITH_APPLICANT,
            State.SUSPENDED,
            State.DECIDED,
        ]
        for id_ in Dossier.objects.filter(state__in=[s.value for s in going]).values_list("id", flat=True):
            self._plan(id_)

    def play(self, day: date, *, now: datetime) -> None:
        """Play one day: who comes, who does what in time order, then the worker and the timetable in the evening."""
        evening = min(datetime.combine(day, time(22, 0), LOCAL), now)
        for at, index in self._arrivals(day):
            if at < evening:
                self._run_until(at)
                self._arrive(day, index, at)
        self._run_until(evening)
        with clock.simulated(evening):
            work.run_once(evening)
        self._forget_closed()

    def _arrivals(self, day: date) -> list[tuple[datetime, int]]:
        random = Random(f"{SEED}:{day}")  # noqa: S311 - a story, not a secret
        noon = datetime.combine(day, time(12), LOCAL)
        calendar = calendar_for(places.PROVINCE)
        works = bool(calendar.periods[calendar.second(noon) // 86_400])
        busy = BUSY if (self.last - day).days < BUSY_DAYS else 1
        expected = (A_WORKING_DAY if works else 0.5) * busy
        number = sum(random.random() < expected / 9 for _ in range(9))
        moments = []
        for index in range(number):
            minute = random.randrange(7 * 60 + 35, 16 * 60 + 50) if works else random.randrange(9 * 60, 21 * 60)
            moments.append((datetime.combine(day, time(minute // 60, minute % 60), LOCAL), index))
        return sorted(moments)

    def _arrive(self, day: date, index: int, at: datetime) -> None:
        random = Random(f"{SEED}:{day}:{index}")  # noqa: S311 - a story, not a secret
        works = at.weekday() < 5
        code = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        place = random.choice(COMMUNES)
        published = procedures.published(code, day)
        if published is None:
            return
        online = published.definition.channel("online") is not None
        channel = 2 if online and (not works or random.random() < 0.62) else 1
        if channel == 1 and not (works and _at_the_counter(at)):
            return
        with clock.simulated(at):
            who = citizens.citizen(random, people.unit(place).place, online=channel == 2, at=at)
            lodged = citizens.lodgement(published, who, place, channel, random, at)
            key = f"demo:{day}:{index}"
            try:
                if who.account is not None:
                    done = submit(lodged, actor=actors.person(who.account.pk), at=at, key=key)
                else:
                    done = self._at_the_desk(lodged, at, key)
            except Refused as refused:
                raise RuntimeError(f"{code} at {place} on {day}: {refused} {refused.hint}") from refused
        self._plan(done.dossier_id)

    def _at_the_desk(self, lodged: Lodgement, at: datetime, key: str) -> Done:
        """Settle at once what may be settled at once, and receive the rest."""
        receiver = self.agents.staff.one("receiver", lodged.reception())
        if procedures.by_version(UUID(lodged.procedure_version)).definition.express:
            signer = self.agents.staff.one("leader", lodged.competent_unit)
            try:
                (done,) = settle(Visit([lodged], "cash", signer.id), actor=receiver, at=at, key=key)
            except Refused as refused:
                if refused.code not in NOT_AT_ONCE:
                    raise
            else:
                return done
        return enter(lodged, actor=receiver, at=at, key=key)

    def _plan(self, id_: UUID) -> None:
        found = read(id_)
        following = self.agents.next(found)
        if following is not None:
            self.known[id_] = following
            heapq.heappush(self.queue, (following.at, found.now.code, id_, found.now.seq))

    def _run_until(self, moment: datetime) -> None:
        while self.queue and self.queue[0][0] <= moment:
            at, code, id_, seq = heapq.heappop(self.queue)
            if read(id_).now.seq != seq:
                self._plan(id_)  # the timetable moved it: think again
                continue
            following = self.known.pop(id_)
            with clock.simulated(at):
                following.do(at, f"demo:{code}:{seq}:{following.name}")
            self._plan(id_)

    def _forget_closed(self) -> None:
        if len(self.known) > 5000:
            self.known = {id_: self.known[id_] for _, _, id_, _ in self.queue if id_ in self.known}


def _at_the_counter(at: datetime) -> bool:
    minute = at.hour * 60 + at.minute
    return 450 <= minute < 690 or 780 <= minute < 1020
