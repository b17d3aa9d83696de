"""Decisions at the door: submit, receive, withdraw before reception, annul a reception made by mistake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.decide.late import Late
from motcua.core.process.events import moment
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import Step
from motcua.core.refusal import Refused
from motcua.core.worktime import deadline


@dataclass(frozen=True, slots=True)
class Components:
    """How the papers of a dossier came: counts that the service-quality index reads (QĐ 766 group 4)."""

    required: int = 0
    digitised: int = 0
    reused: int = 0
    looked_up: int = 0
    paper: int = 0


@dataclass(frozen=True, slots=True)
class Intake:
    """What is fixed when a dossier enters: codes only; ``channel`` 1 direct, 2 online, 3 post; fee in đồng or None.

    ``online`` is the level at which the procedure is offered online: ``full``, ``part`` or ``none``. ``databases`` are
    the codes of those in which the office looked papers up. ``ticket`` is the number with which the person was called
    to the counter, ``ticket_at`` when it was taken. ``helped`` says that somebody helped the applicant to lodge,
    ``mandate`` is the id of the lasting mandate under which another person handed in, ``after_refusal`` that of the
    same person's dossier that was refused a few days before. ``late`` says that a paper slip is entered afterwards.
    """

    code: str
    procedure: str
    procedure_version: str
    case: str
    level: str
    channel: int
    online: str
    reception_unit: str
    competent_unit: str
    return_unit: str
    components: Components
    fee_due: int | None
    databases: tuple[str, ...] = ()
    ticket: str = ""
    ticket_at: datetime | None = None
    helped: bool = False
    mandate: str = ""
    after_refusal: str = ""
    late: Late | None = None

    def payload(self) -> dict[str, Any]:
        """Return the payload fields of a submission or reception."""
        visit = {"ticket": self.ticket, "ticket_at": moment(self.ticket_at)} if self.ticket and self.ticket_at else {}
        return {
            **visit,
            **({"helped": True} if self.helped else {}),
            **({"mandate": self.mandate} if self.mandate else {}),
            **({"after_refusal": self.after_refusal} if self.after_refusal else {}),
            **({"late": self.late.payload()} if self.late else {}),
            "code": self.code,
            "procedure": self.procedure,
            "procedure_version": self.procedure_version,
            "case": self.case,
            "level": self.level,
            "channel": self.channel,
            "online": self.online,
            "reception_unit": self.reception_unit,
            "competent_unit": self.competent_unit,
            "return_unit": self.return_unit,
            "components": asdict(self.components),
            "fee_due": self.fee_due,
            "databases": list(self.databases),
        }


def submit(
    before: Snapshot, at: datetime, *, intake: Intake, content: Mapping[str, Any], check_by: datetime
) -> Decision:
    """Lodge a dossier from outside; ``check_by`` is when the counter must have looked at it."""
    kind = permit(before, "submit", at)
    return Decision((Draft(kind, {**intake.payload(), "check_by": moment(check_by)}, content),))


def receive(
    before: Snapshot,
    at: datetime,
    *,
    intake: Intake,
    law: Law,
    receiver: str,
    content: Mapping[str, Any] | None,
    forward: bool,
) -> Decision:
    """Accept a dossier and start its legal clock; with ``forward`` the first step is done in the same moment."""
    kind = permit(before, "receive", at)
    units = UnitsOf(intake.reception_unit, intake.competent_unit, intake.return_unit)
    new = deadline(at, law.term, law.calendar, law.rules)
    first = law.route.first
    due = new.due and moment(new.due)
    payload = {
        **intake.payload(),
        "term": str(law.term),
        "rules": law.rules.id,
        "basis": law.basis,
        "route": law.route_version,
        "due": due,
        **opened(first, units, law, at, new.due),
        "assignee": receiver,
    }
    drafts = [Draft(kind, payload, content)]
    if forward:
        way = first.outcomes[0]
        target = law.route.step(way.to)
        drafts.append(
            Draft(
                "dossier.routed", {"from": first.code, "outcome": way.code, **opened(target, units, law, at, new.due)}
            )
        )
    return Decision(tuple(drafts), new)


@dataclass(frozen=True, slots=True)
class UnitsOf:
    """The three places of a dossier, to which a step's ``unit`` refers."""

    reception: str
    competent: str
    back: str

    def resolve(self, unit: str) -> str:
        """Return the unit code that a step's ``unit`` means for this dossier."""
        if unit == "reception":
            return self.reception
        if unit == "return":
            return self.back
        if unit.startswith("province."):
            return unit.removeprefix("province.")
        return self.competent + unit.removeprefix("competent")


def units_of(before: Snapshot) -> UnitsOf:
    """Return the three places of a dossier that was lodged."""
    return UnitsOf(before.reception_unit, before.competent_unit, before.return_unit)


def opened(step: Step, units: UnitsOf, law: Law, at: datetime, legal: datetime | None) -> dict[str, Any]:
    """Return the payload fields that say which step begins, where, whose, and until when."""
    due = law.step_due(step, at, legal)
    return {
        "step": step.code,
        "step_kind": step.kind,
        "step_unit": units.resolve(step.unit),
        "step_role": step.role,
        "step_due": due and moment(due),
    }


def withdraw(before: Snapshot, at: datetime, *, reason: str) -> Decision:
    """Take back a dossier that the counter has not received yet."""
    kind = permit(before, "withdraw", at)
    if not before.before_reception:
        raise Refused(
            "received_already",
            "Hồ sơ đã được tiếp nhận nên không rút được nữa.",
            "Nếu không muốn làm tiếp, dùng «Dừng giải quyết» khi hồ sơ chưa có quyết định.",
        )
    return Decision((Draft(kind, {"ground": "applicant"}, {"reason": reason.strip()}),))


def annul(before: Snapshot, at: datetime, *, ground: str, reason: str) -> Decision:
    """Annul a reception made by mistake, before anybody worked on it; the number stays taken and visible."""
    kind = permit(before, "annul", at)
    if before.last_at != before.received_at:
        raise Refused(
            "worked_on",
            "Đã có người làm việc trên hồ sơ này nên không hủy tiếp nhận được nữa.",
            "Nếu người nộp muốn dừng, dùng «Dừng theo yêu cầu»; nếu hồ sơ sai, dùng «Từ chối».",
        )
    if not reason.strip():
        raise Refused("reason_missing", "Chưa ghi lý do hủy tiếp nhận.", "Ghi rõ nhầm ở đâu để người sau đọc được.")
    return Decision((Draft(kind, {"ground": ground}, {"reason": reason.strip()}),))
