"""The express lane: receive, take the money, decide and return at once, for one paper or several of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.requirements import FeeLine, fees_due
from motcua.core.process.decide import express as decide
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.closing import Relief
from motcua.core.process.decide.decision import Decision
from motcua.core.process.decide.express import Settlement
from motcua.core.process.decide.intake import Intake
from motcua.core.process.decide.money import METHODS, Taken
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.documents.slips import FeeLine as ReceiptLine
from motcua.documents.slips import FeeReceiptSlip
from motcua.dossiers import counter_data, fees, money_slips, policies, slips, tills, visits
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.law import law_for
from motcua.dossiers.lodgement import CHANNELS, Lodgement
from motcua.dossiers.reading import Found, fresh
from motcua.ledger.commit import Insert
from motcua.people import queries as people
from motcua.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at the counter: their papers, how they pay, who signs, a claimed exemption."""

    lodgements: Sequence[Lodgement]
    method: str
    signer: str
    exemption: str = ""


def settle(visit: Visit, *, actor: Actor, at: datetime, key: str) -> list[Done]:
    """Settle every paper of a visit in one transaction: all are done, or none; one receipt for all of them.

    Each paper is a dossier of its own, with a number in the book of its procedure. A repeat gives the first result.
    """
    if not visit.lodgements:
        raise Refused("no_papers", "Chưa nhập giấy tờ nào.", "Nhập ít nhất một giấy tờ.")
    unit = visit.lodgements[0].reception()
    for lodgement in visit.lodgements:
        policies.can_settle(actor, lodgement.reception()).enforce()
    if visit.method not in METHODS:
        raise Refused("no_such_method", "Chưa chọn cách nộp tiền.")
    _may_sign(visit, at)
    with transaction.atomic():
        tills.hold(unit, actor.id)
        counter = _Counter(visit, actor, at, lines=_receipt_lines(visit, local(at).date()))
        return [counter.settle(n, lodgement, key) for n, lodgement in enumerate(visit.lodgements)]


def _receipt_lines(visit: Visit, on: date) -> tuple[ReceiptLine, ...]:
    """Return the lines of the one receipt that the whole visit gets."""
    found: list[ReceiptLine] = []
    for lodgement in visit.lodgements:
        definition = lodging.current_definition(lodgement, on)
        case, _ = lodging.check(definition, lodgement)
        lines = fees_due(definition, case, lodgement.answers, CHANNELS[lodgement.channel], on)
        reckoned = money_slips.reckoned(lines, lodgement.answers)
        found += money_slips.receipt_lines(definition, fees.shares(lines, visit.exemption), reckoned)
    return tuple(found)


def _may_sign(visit: Visit, at: datetime) -> None:
    """Refuse a signer who may not decide: the receiver never certifies by themselves."""
    units = {lodgement.competent_unit for lodgement in visit.lodgements}
    for unit in units:
        if visit.signer not in {f"user:{user.pk}" for user in people.holders("leader", unit, at)}:
            raise Refused(
                "no_signer",
                "Chưa chọn người ký, hoặc người này không có thẩm quyền ký tại đơn vị giải quyết.",
                "Chọn lãnh đạo hoặc người được ủy quyền ký.",
            )


@dataclass(slots=True)
class _Counter:
    """Settles the papers of one visit one after another; the first that costs something takes the receipt."""

    visit: Visit
    actor: Actor
    at: datetime
    lines: tuple[ReceiptLine, ...]
    receipt: str = ""

    def settle(self, n: int, lodgement: Lodgement, key: str) -> Done:
        """Settle one paper; its key is the visit's with its place."""
        dossier_id = uuid4()

        def attempt(found: Found) -> Plan:
            return self._plan(found, lodgement)

        return change(
            dossier_id,
            action="dossier.settle",
            actor=self.actor,
            at=self.at,
            key=f"{key}:{n}",
            request={**lodgement.request(), **self._asked(), "place": n, "papers": len(self.visit.lodgements)},
            attempt=attempt,
            start=lambda: fresh(dossier_id, lodging.owner_of(lodgement.person)),
            numbered=True,
        )

    def _asked(self) -> dict[str, Any]:
        visit = self.visit
        return {"method": visit.method, "signer": visit.signer, "exemption": visit.exemption}

    def _plan(self, found: Found, lodgement: Lodgement) -> Plan:
        on = local(self.at).date()
        definition = lodging.current_definition(lodgement, on)
        case, asked = lodging.check(definition, lodgement)
        if not (definition.express and case.same_day):
            raise Refused(
                "not_express",
                "Trường hợp này không giải quyết ngay tại quầy.",
                "Tiếp nhận như hồ sơ thường và in giấy hẹn.",
            )
        law = law_for(lodgement.procedure_version, case.code, lodgement.competent_unit, on)
        lines = fees_due(definition, case, lodgement.answers, CHANNELS[lodgement.channel], on)
        # The rules come first, with stand-ins for the numbers: what is refused takes none.
        trial = lodging.intake(definition, case, asked, lodgement, on, "")
        self._decide(found, lodgement, trial, law, _Numbers("", "", "-"), lines)
        tills.guard(lodgement.reception(), self.actor.id, self.at)
        code = lodging.code_for(lodgement, self.at)
        facts = visits.with_ticket(replace(trial, code=code), self.actor, self.at)
        numbers = self._numbers(found, lodgement, definition, code, lines)
        decision = self._decide(found, lodgement, facts, law, numbers, lines)
        paid_at = next((n for n, draft in enumerate(decision.drafts) if draft.type == "dossier.paid"), None)
        slip = None if paid_at is None else self._slip(lodgement, definition, numbers)

        def more(seq: int) -> list[Insert]:
            rows = lodging.rows(found.id, lodgement, seq)
            if slip is not None and paid_at is not None:
                rows.append(slips.row(found.id, seq + paid_at, slip, self.actor))
            return rows

        return Plan(decision, more, {"number": numbers.book, "receipt": numbers.receipt if slip else ""})

    def _numbers(
        self,
        found: Found,
        lodgement: Lodgement,
        definition: ProcedureDefinition,
        code: str,
        lines: Sequence[FeeLine],
    ) -> _Numbers:
        unit, facts = lodgement.reception(), {"subject": found.stream, "note": code, "actor": self.actor.id}
        book = counter_data.take_number(unit, definition.code, self.at, **facts)
        if not self.receipt and fees.shares(lines, self.visit.exemption):
            self.receipt = counter_data.take_receipt(unit, self.at, **facts)
        return _Numbers(code, book, self.receipt)

    def _decide(
        self,
        found: Found,
        lodgement: Lodgement,
        facts: Intake,
        law: Law,
        numbers: _Numbers,
        lines: Sequence[FeeLine],
    ) -> Decision:
        relief = self._relief(lines, facts.fee_due)
        due = facts.fee_due if relief is None else relief.due
        if due is None:
            raise Refused(
                "fee_unknown",
                "Mức thu của thủ tục này chưa được công bố nên không giải quyết ngay được.",
                "Tiếp nhận như hồ sơ thường, thu theo văn bản quy định mức thu.",
            )
        parts = fees.shares(lines, self.visit.exemption)
        taken = Taken(due, self.visit.method, numbers.receipt, lodgement.reception(), parts) if due else None
        return decide.settle(
            found.now,
            self.at,
            intake_facts=facts,
            law=law,
            receiver=self.actor.id,
            content=lodgement.content(),
            end=Settlement(numbers.book, self.visit.signer),
            taken=taken,
            relief=relief,
        )

    def _relief(self, lines: Sequence[FeeLine], due: int | None) -> Relief | None:
        if not self.visit.exemption:
            return None
        claim = fees.claims_of(lines, due).get(self.visit.exemption)
        if claim is None:
            raise Refused(
                "no_such_exemption",
                "Phí, lệ phí của hồ sơ này không có diện miễn, giảm đó.",
                "Chọn một diện đã công bố của thủ tục, hoặc thu đủ tiền rồi trả.",
            )
        return claim.relief if due is None or claim.relief.due < due else None

    def _slip(self, lodgement: Lodgement, definition: ProcedureDefinition, numbers: _Numbers) -> FeeReceiptSlip:
        return money_slips.receipt(
            unit=lodgement.reception(),
            code=numbers.code,
            number=numbers.receipt,
            person=asdict(lodgement.person),
            procedure=definition.title,
            lines=self.lines,
            method=self.visit.method,
            actor=self.actor,
            at=self.at,
        )


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The code of the dossier, its number in the book, and the receipt."""

    code: str
    book: str
    receipt: str
