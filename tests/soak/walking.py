"""Walks dossiers at random through the real actions: what people would do next, and what they should not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.core.worktime import Term
from motcua.core.worktime.vietnamese import LOCAL
from motcua.dossiers.actions.annul import annul
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.claim import claim
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.actions.receive import enter, receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.law import definition_of
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.reading import Found, read
from motcua.people import actor as actors
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import User
from motcua.procedures import queries as procedures
from motcua.project.demo import citizens
from motcua.project.demo.agents import Agents
from motcua.project.demo.fill import COMMUNES, WEIGHTS
from motcua.project.demo.staff import Staff

MONDAY = date(2026, 4, 20)
STAFF_AT = datetime(2026, 4, 20, 7, 0, tzinfo=LOCAL)


class Walk:
    """One walker: the same seed takes the same way as long as nobody else walks on the same dossiers."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.agents = Agents(Staff(STAFF_AT))
        self.told: dict[str, int] = {}
        accounts = User.objects.exclude(username__startswith="dan.").order_by("username")
        self.anybody = [actors.person(a.pk, people.duties_of(a.pk, STAFF_AT)) for a in accounts]

    def lodge(self) -> UUID:
        """Let an invented citizen lodge one of the procedures, online or at the counter.

        Where the counter has given numbers of a later day by then, they come on the first day that is not earlier.
        """
        day = MONDAY + timedelta(days=self.random.randrange(5))
        while True:
            try:
                return self._lodge(day)
            except Refused as refused:
                if refused.code != "earlier_day":
                    raise
                day += timedelta(days=1)

    def _lodge(self, day: date) -> UUID:
        random = self.random
        at = datetime(day.year, day.month, day.day, random.randrange(8, 11), random.randrange(60), tzinfo=LOCAL)
        published = procedures.published(random.choice(sorted(WEIGHTS)), day)
        assert published is not None
        place = random.choice(COMMUNES)
        online = published.definition.channel("online") is not None and random.random() < 0.6
        who = citizens.citizen(random, people.unit(place).name, online=online, at=at)
        lodged = citizens.lodgement(published, who, place, 2 if online else 1, random, at)
        if who.account is not None:
            return submit(lodged, actor=actors.person(who.account.pk), at=at, key=str(uuid4())).dossier_id
        receiver = self.agents.staff.one("receiver", lodged.reception())
        return enter(lodged, actor=receiver, at=at, key=str(uuid4())).dossier_id

    def step(self, dossier_id: UUID) -> None:
        """Let the right person do the next thing, sometimes twice over; or anybody try anything."""
        found = read(dossier_id)
        following = self.agents.next(found) if self.random.random() < 0.6 else None
        if following is None:
            self._stray(found)
            return
        key = str(uuid4())
        self._try(following.name, lambda: following.do(following.at, key))
        if following.name != "decide" and self.random.random() < 0.2:  # the demonstration throws dice in its decision
            self._again(following.do, following.at, key)

    def _again(self, do: Callable[[datetime, str], object], at: datetime, key: str) -> None:
        """Repeat with the same key: nothing may change."""
        try:
            first = do(at, key)
        except Refused:
            return
        assert do(at, key) == first

    def _stray(self, found: Found) -> None:
        now = found.now
        actor = self.random.choice([*self.anybody, *self._holders(now)])
        since = now.last_at or STAFF_AT
        at = since + timedelta(minutes=self.random.choice((-30, 0, 0, 5, 600, 3000)))
        name, act = self.random.choice(self._acts(found, actor))
        self._try(f"stray {name}", lambda: act({"actor": actor, "at": at, "key": self._key()}))

    def _key(self) -> str:
        """Return a new key, or one that somebody used already."""
        return f"used-{self.random.randrange(20)}" if self.random.random() < 0.1 else str(uuid4())

    def _holders(self, now: Snapshot) -> list[Actor]:
        units = {now.step_unit, now.reception_unit, now.competent_unit} - {""}
        return [actor for actor in self.anybody if units & actor.units()]

    def _acts(self, found: Found, actor: Actor) -> list[tuple[str, Callable[[dict[str, Any]], object]]]:
        id_, now, random = found.id, found.now, self.random
        outcome = random.choice(("forward", "back", "approve", "reject", "returned", "nonsense"))
        opinion = now.pending[0][0] if now.pending else 1
        paper = definition_of(now).components[0].code
        reason = random.choice(("", "Cần xem lại."))
        return [
            ("claim", lambda w: claim(id_, **w, assignee=actor.id)),
            ("route", lambda w: route(id_, **w, outcome=outcome, note=reason)),
            ("decide", lambda w: decide(id_, **w, outcome="granted", number="1/QĐ")),
            ("consult", lambda w: consult(id_, **w, code="opinions", question="Cho ý kiến?")),
            ("opinion", lambda w: answer_consultation(id_, **w, consultation=opinion, verdict="agree")),
            ("receive", lambda w: receive(id_, **w, forward=random.random() < 0.5)),
            ("ask", lambda w: ask_supplement(id_, **w, reasons={paper: reason})),
            ("answer", lambda w: answer_supplement(id_, **w, papers=[Handed(paper, "paper", originals=1)])),
            ("suspend", lambda w: suspend(id_, **w, ground="financial_obligation", paper="1")),
            ("resume", lambda w: resume(id_, **w)),
            ("extend", lambda w: extend(id_, **w, term=Term.parse("3 working days"), reason=reason)),
            ("pay", lambda w: pay(id_, **w, amount=random.choice((0, 1000, 8000)), method="cash", receipt="1")),
            ("refuse", lambda w: refuse(id_, **w, ground="not_competent", reason=reason)),
            ("stop", lambda w: stop(id_, **w, way="counter", reason=reason)),
            ("withdraw", lambda w: withdraw(id_, **w)),
            ("annul", lambda w: annul(id_, **w, reason=reason)),
            ("return", lambda w: return_result(id_, **w, way="counter")),
            ("rate", lambda w: rate(id_, **w, score=random.randrange(7))),
        ]

    def _try(self, name: str, act: Callable[[], object]) -> None:
        try:
            act()
        except Refused as refused:
            name = f"{name}: {refused.code}"
        self.told[name] = self.told.get(name, 0) + 1
