"""What officers and citizens of the demonstration do next with a dossier, and when: seeded by its code and step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from motcua.core.process.fold import Snapshot
from motcua.core.process.route import END, Step
from motcua.core.process.states import State
from motcua.core.worktime import Term, add_minutes, office_minutes_between
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.issue import issue
from motcua.dossiers.actions.pay import pay
from motcua.dossiers.actions.rate import rate
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.resume import resume
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.suspend import suspend
from motcua.dossiers.actions.verify import verify
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.guards import may_be_asked
from motcua.dossiers.law import definition_of, route_of
from motcua.dossiers.lodgement import Handed
from motcua.dossiers.reading import Found
from motcua.people import actor as actors
from motcua.people.actor import Actor
from motcua.people.roles import CLERK
from motcua.project.demo.staff import Staff
from motcua.worktime.queries import calendar_for

SEED = "motcua-2026"
LEFT_DAYS = 4


@dataclass(frozen=True, slots=True)
class Next:
    """The next thing that happens to a dossier; ``do`` runs it at the moment."""

    at: datetime
    name: str
    do: Callable[[datetime, str], object]


class Agents:
    """Officers and citizens: one dossier in, what happens next out. The same dossier always goes the same way."""

    def __init__(self, staff: Staff, last: date | None = None) -> None:
        self.staff = staff
        self.last = last

    def next(self, found: Found) -> Next | None:
        """Return what happens next, or None when nobody will do anything more."""
        now = found.now
        random = Random(f"{SEED}:{now.code}:{now.seq}")  # noqa: S311 - a story, not a secret
        if now.state is State.SUBMITTED:
            return self._at_the_door(found, random)
        if now.state is State.WITH_APPLICANT:
            return self._with_applicant(found, random)
        if now.state is State.SUSPENDED:
            return self._suspended(found, random)
        if now.state in {State.RECEIVED, State.IN_PROGRESS, State.DECIDED}:
            return self._on_the_route(found, random)
        if now.state is State.RETURNED and now.rating is None and now.seq and random.random() < 0.55:
            return self._rates(found, random)
        return None

    def _later(self, unit: str, since: datetime, minutes: float) -> datetime:
        return add_minutes(calendar_for(unit), since + timedelta(minutes=1), max(1, int(minutes)))

    def _applicant(self, found: Found) -> Actor | None:
        kind, _, id_ = found.created_by.partition(":")
        return actors.person(UUID(id_)) if kind == "user" else None

    def _at_the_door(self, found: Found, random: Random) -> Next | None:
        now, id_ = found.now, found.id
        binh = self.staff.one("receiver", now.reception_unit)
        at = self._later(now.reception_unit, _since(now), random.uniform(5, 300))
        chance = random.random()
        applicant = self._applicant(found)
        if chance < 0.02 and applicant:
            return Next(at, "withdraw", lambda t, k: withdraw(id_, actor=applicant, at=t, key=k, reason="Nộp nhầm"))
        if chance < 0.10 and not now.supplements and may_be_asked(found):
            return Next(at, "ask", self._ask(found, binh, random))
        if chance < 0.125:
            reason = "Thủ tục này không thuộc thẩm quyền của nơi bạn chọn."
            return Next(
                at, "refuse", lambda t, k: refuse(id_, actor=binh, at=t, key=k, ground="not_competent", reason=reason)
            )
        return Next(at, "receive", lambda t, k: receive(id_, actor=binh, at=t, key=k))

    def _ask(self, found: Found, actor: Actor, random: Random) -> Callable[[datetime, str], object]:
        papers = [component.code for component in may_be_asked(found)]
        why = random.choice(("Ảnh bị mờ, không đọc được", "Thiếu trang cuối", "Chưa ký", "Sai họ tên so với căn cước"))
        reasons = {random.choice(papers): why}
        return lambda t, k: ask_supplement(found.id, actor=actor, at=t, key=k, reasons=reasons)

    def _with_applicant(self, found: Found, random: Random) -> Next | None:
        if random.random() < 0.1:
            return None  # never answers: the timetable closes the dossier
        now = found.now
        actor = self._applicant(found) or self.staff.one("receiver", now.reception_unit)
        paper = Handed(definition_of(now).components[0].code, "paper", originals=1)
        at = self._later(now.reception_unit, _since(now), random.uniform(200, 3500))
        return Next(at, "answer", lambda t, k: answer_supplement(found.id, actor=actor, at=t, key=k, papers=[paper]))

    def _suspended(self, found: Found, random: Random) -> Next:
        now = found.now
        actor = self._holder(now)
        at = self._later(now.step_unit, _since(now), random.uniform(900, 4000))
        return Next(at, "resume", lambda t, k: resume(found.id, actor=actor, at=t, key=k))

    def _holder(self, now: Snapshot) -> Actor:
        return self.staff.actor(now.assignee) if now.assignee else self.staff.one(now.step_role, now.step_unit)

    def _on_the_route(self, found: Found, random: Random) -> Next | None:
        now = found.now
        step = route_of(now).step(now.step)
        since = _since(now)
        if now.pending:
            return self._opinion(found, random)
        if step.kind == "return":
            return self._returns(found, random, since)
        applicant = self._applicant(found)
        if applicant and now.state is State.IN_PROGRESS and random.random() < 0.004:
            at = self._later(now.step_unit, since, 60)
            return Next(
                at, "stop", lambda t, k: stop(found.id, actor=applicant, at=t, key=k, way="online", reason="Đổi ý")
            )
        return self._special(found, step, random) or self._does_the_step(found, step, random, since)

    def _special(self, found: Found, step: Step, random: Random) -> Next | None:
        now, id_ = found.now, found.id
        if step.kind != "work" or now.state is State.DECIDED:
            return None
        actor, chance = self._holder(now), random.random()
        at = self._later(now.step_unit, _since(now), random.uniform(30, 400))
        grounds = definition_of(now).clock_grounds
        held = {step.pauses for step in route_of(now).steps}
        pauses = [g.code for g in grounds if g.kind == "pause" and g.code not in held and not _used(now, g.code)]
        checks = [g.code for g in grounds if g.kind == "verification" and g.term and not _used(now, g.code)]
        if step.consultations and now.seq == now.step_seq and chance < 0.5:
            code = step.consultations[0].code
            question = "Đề nghị cho ý kiến về hồ sơ kèm theo."
            return Next(
                at, "consult", lambda t, k: consult(id_, actor=actor, at=t, key=k, code=code, question=question)
            )
        if chance < 0.06 and not now.supplements and may_be_asked(found):
            return Next(at, "ask", self._ask(found, actor, random))
        if chance < 0.10 and pauses:
            ground, paper = pauses[0], "" if chance < 0.063 else f"{int(chance * 1000)}/TB-{local(at).year}"
            return Next(at, "suspend", lambda t, k: suspend(id_, actor=actor, at=t, key=k, ground=ground, paper=paper))
        if chance > 0.95 and checks:
            return Next(at, "verify", lambda t, k: verify(id_, actor=actor, at=t, key=k, ground=checks[0]))
        return None

    def _does_the_step(self, found: Found, step: Step, random: Random, since: datetime) -> Next | None:
        now, id_ = found.now, found.id
        actor = self._holder(now)
        slow = random.random() < 0.035
        allowed = self._allowed(now, since)
        at = self._later(
            now.step_unit, since, allowed * (random.uniform(2.5, 7) if slow else random.uniform(0.15, 0.75))
        )
        if (
            now.due_at
            and at > now.due_at
            and not now.extensions
            and now.state is State.IN_PROGRESS
            and random.random() < 0.6
        ):
            return self._apologises(found, random)
        if step.decides and now.state is not State.DECIDED:
            granted = random.random() < 0.97
            numbered = any(later.kind == "issue" for later in _after(found, step))
            number = "" if numbered else f"{random.randrange(1, 999)}/{now.code[-4:]}"
            return Next(
                at,
                "decide",
                lambda t, k: decide(
                    id_,
                    actor=actor,
                    at=t,
                    key=k,
                    outcome="granted" if granted else "rejected",
                    number=number,
                    electronic=random.random() < 0.8,
                    reason="" if granted else "Không đủ điều kiện theo quy định.",
                ),
            )
        if step.kind == "issue" and self._left_to_the_clerk(now):
            return None
        if step.kind == "issue":
            return Next(at, "issue", lambda t, k: issue(id_, actor=actor, at=t, key=k))
        forward = next(out for out in step.outcomes if out.to == END or route_of(now).follows(out.to, step.code))
        back = next(
            (out for out in step.outcomes if out.to != END and not route_of(now).follows(out.to, step.code)), None
        )
        if back and now.state is not State.DECIDED and now.seq < 14 and random.random() < 0.05:
            note = "Kiểm tra lại thông tin trong dự thảo."
            return Next(at, "back", lambda t, k: route(id_, actor=actor, at=t, key=k, outcome=back.code, note=note))
        return Next(at, "route", lambda t, k: route(id_, actor=actor, at=t, key=k, outcome=forward.code))

    def _left_to_the_clerk(self, now: Snapshot) -> bool:
        """Results of the last days wait for number and seal, so that the clerk's page has work on it."""
        if self.last is None or now.step_role != CLERK:
            return False
        return local(_since(now)).date() >= self.last - timedelta(days=LEFT_DAYS)

    def _allowed(self, now: Snapshot, since: datetime) -> float:
        if now.step_due_at is None or now.step_due_at <= since:
            return 60
        return max(10, office_minutes_between(calendar_for(now.step_unit), since, now.step_due_at))

    def _apologises(self, found: Found, random: Random) -> Next:
        now = found.now
        nam = self.staff.one("leader", now.competent_unit)
        assert now.due_at is not None
        at = max(_since(now) + timedelta(minutes=2), now.due_at - timedelta(days=1))
        term, reason = Term.of(random.randint(2, 5), "working_days"), "Phải xác minh thêm thông tin."
        return Next(at, "extend", lambda t, k: extend(found.id, actor=nam, at=t, key=k, term=term, reason=reason))

    def _opinion(self, found: Found, random: Random) -> Next:
        number, unit, _ = found.now.pending[0]
        actor = self.staff.first(("handler", "head", "leader"), unit)
        at = self._later(unit, _since(found.now), random.uniform(200, 2200))
        return Next(
            at,
            "opinion",
            lambda t, k: answer_consultation(
                found.id, actor=actor, at=t, key=k, consultation=number, verdict="agree", text="Nhất trí."
            ),
        )

    def _returns(self, found: Found, random: Random, since: datetime) -> Next | None:
        now, id_ = found.now, found.id
        at = self._later(now.return_unit, since, random.uniform(20, 900))
        owed = (now.fee_due or 0) - now.fee_paid
        if owed > 0:
            mai = self.staff.first(("cashier", "receiver"), now.reception_unit)
            online = random.random() < 0.55
            method = "transfer" if online else "cash"
            return Next(
                at, "pay", lambda t, k: pay(id_, actor=mai, at=t, key=k, amount=owed, method=method, online=online)
            )
        binh = self.staff.first(("returner", "receiver"), now.return_unit)
        way = "online" if now.channel == 2 and random.random() < 0.5 else "counter"
        return Next(at, "return", lambda t, k: return_result(id_, actor=binh, at=t, key=k, way=way))

    def _rates(self, found: Found, random: Random) -> Next | None:
        applicant = self._applicant(found)
        if applicant is None:
            return None
        score = random.choices((5, 4, 3, 2, 1), (60, 27, 8, 3, 2))[0]
        at = _since(found.now) + timedelta(hours=random.uniform(1, 60))
        return Next(at, "rate", lambda t, k: rate(found.id, actor=applicant, at=t, key=k, score=score))


def _after(found: Found, step: Step) -> list[Step]:
    """Return the steps that come later on the route."""
    steps = route_of(found.now).steps
    return list(steps[steps.index(step) + 1 :])


def _since(now: Snapshot) -> datetime:
    assert now.last_at is not None
    return now.last_at


def _used(now: Snapshot, ground: str) -> bool:
    return any(row[2] == ground for row in now.clock)
