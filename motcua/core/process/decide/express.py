"""The express lane "Giải quyết ngay": received, decided and returned at one moment, with the money in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.core.process.decide import closing, intake, money
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.closing import Relief
from motcua.core.process.decide.decision import Decision, Draft, after, permit
from motcua.core.process.decide.intake import Intake
from motcua.core.process.decide.money import Taken
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.core.worktime import Deadline, deadline
from motcua.core.worktime.vietnamese import local


@dataclass(frozen=True, slots=True)
class Settlement:
    """How it ended: the number in the register, and who signed (an actor's id)."""

    number: str
    signer: str


def same_day(at: datetime, law: Law) -> Deadline | None:
    """Return the deadline where the result is due on the day of reception; None where an appointment must be given.

    Same-day procedures received after 15:00 are due on the next working day and then need form 01 (NĐ 23/2015 Đ7).
    """
    promised = deadline(at, law.term, law.calendar, law.rules)
    ends_today = promised.due is not None and local(promised.due).date() == local(at).date()
    return promised if ends_today else None


def settle(
    before: Snapshot,
    at: datetime,
    *,
    intake_facts: Intake,
    law: Law,
    receiver: str,
    content: Mapping[str, Any],
    end: Settlement,
    taken: Taken | None,
    relief: Relief | None,
) -> Decision:
    """Receive, take the money, decide and return in one decision; an entry more where money is remitted or taken.

    Refused after the hour from which the law wants a written appointment, and where the money does not settle the fee.
    """
    if same_day(at, law) is None:
        raise Refused(
            "appointment_needed",
            "Đã quá giờ trả trong ngày: phải có giấy tiếp nhận ghi giờ, ngày trả.",
            "Bấm «Tiếp nhận và in giấy hẹn»; những gì đã nhập vẫn còn.",
        )
    received = intake.receive(
        before, at, intake=intake_facts, law=law, receiver=receiver, content=content, forward=False
    )
    first = received.drafts[0]
    drafts = [replace(first, payload={**first.payload, "express": True})]
    now = after(before, at, receiver, drafts)
    if relief is not None:
        drafts += money.exempt(now, at, relief=relief).drafts
        now = after(before, at, receiver, drafts)
    if taken is not None:
        drafts += money.pay(now, at, taken).drafts
        now = after(before, at, receiver, drafts)
    decided = {"outcome": "granted", "electronic": False, "number": end.number, "signer": end.signer}
    drafts.append(Draft(permit(now, "decide", at), decided))
    now = after(before, at, receiver, drafts)
    ready = replace(now, step_kind="return")
    drafts += closing.return_result(ready, at, way="counter", to="").drafts
    return Decision(tuple(drafts), received.deadline)
