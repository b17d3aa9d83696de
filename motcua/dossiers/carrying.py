"""What a newer version of its procedure would give a running dossier: case, papers, money and law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from motcua.core.phrase import Phrase
from motcua.core.procedure.components import Component
from motcua.core.procedure.definition import Case, ProcedureDefinition, choose_case
from motcua.core.procedure.requirements import Requirement, fees_due, requirements
from motcua.core.process.decide.carrying import Target
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.intake import units_of
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.dossiers import lodgement as lodging
from motcua.dossiers.law import law_carried
from motcua.dossiers.models import Applicant, Paper
from motcua.dossiers.reading import Found
from motcua.people import queries as people
from motcua.procedures import queries as procedures
from motcua.procedures.queries import Published


def own(now: Snapshot) -> Published:
    """Return the version on which a dossier runs."""
    return procedures.by_version(UUID(now.procedure_version))


def newer(now: Snapshot, on: date) -> Published | None:
    """Return the version in force on a day where it is newer than the dossier's own, None where there is none."""
    found = procedures.published(now.procedure, on)
    return found if found is not None and found.number > own(now).number else None


def kept_case(now: Snapshot, new: ProcedureDefinition) -> Case | None:
    """Return the dossier's case in another version, None where that version has it no more or does not receive it."""
    return next((case for case in new.cases if case.code == now.case and case.receivable), None)


def likely_case(found: Found, new: ProcedureDefinition) -> str:
    """Return the code of the case to which the applicant's own answers lead, "" where they lead to none."""
    case = choose_case(new, _answers(found)).case
    return case.code if case is not None and case.receivable else ""


def bases(new: ProcedureDefinition, on: date) -> dict[str, str]:
    """Return the acts on which a version rests on a day, by the number that the entry keeps, with their titles."""
    named = {basis.number or basis.act: basis for basis in new.legal_bases if basis.valid_on(on)}
    return {number: f"{basis.act} {basis.title}".strip() for number, basis in named.items()}


def target(found: Found, version: str, case: str, on: date) -> Target:
    """Return what the version in force gives the dossier; ``case`` is the one chosen where its own is not there."""
    now = found.now
    new = newer(now, on)
    if new is None:
        raise Refused(
            "no_newer_version",
            "Thủ tục của hồ sơ này không có bản nào mới hơn đang áp dụng.",
            "Hồ sơ tiếp tục giải quyết theo bản khi tiếp nhận.",
        )
    if str(new.id) != version:
        raise Refused(
            "version_changed",
            "Từ khi bạn mở trang này, thủ tục đã có bản khác.",
            "Xem lại phần đối chiếu của bản mới nhất rồi chuyển.",
        )
    if new.definition.level != own(now).definition.level:
        raise Refused(
            "competence_moved",
            "Bản mới giao việc này cho cấp khác, nên không chuyển hồ sơ đang giải quyết sang được.",
            "Giải quyết tiếp theo bản khi tiếp nhận, hoặc làm theo điều khoản chuyển tiếp về bàn giao hồ sơ.",
        )
    chosen = _case(now, new.definition, case)
    law = law_carried(now, str(new.id), chosen.code, on, found.stamp)
    _units_exist(now, law)
    answers, channel = _answers(found), lodging.CHANNELS[now.channel]
    amounts = [line.amount for line in fees_due(new.definition, chosen, answers, channel, on)]
    asked = requirements(new.definition, chosen, answers, channel)
    return Target(
        version=str(new.id),
        case=chosen.code,
        law=law,
        fee_due=None if None in amounts else sum(amount or 0 for amount in amounts),
        required=sum(requirement.asked in {"required", "one_of"} for requirement in asked),
        asked=tuple(component.code for component in _lacking(found, asked)),
    )


def _case(now: Snapshot, new: ProcedureDefinition, chosen: str) -> Case:
    kept = kept_case(now, new)
    if kept is not None:
        return kept
    case = next((case for case in new.cases if case.code == chosen and case.receivable), None)
    if case is None:
        raise Refused(
            "case_missing",
            "Bản mới không còn trường hợp của hồ sơ này: chưa chọn trường hợp nào.",
            "Chọn trường hợp của bản mới ứng với hồ sơ; không có trường hợp nào thì giữ bản cũ.",
        )
    return case


def _units_exist(now: Snapshot, law: Law) -> None:
    """Refuse a route one of whose steps nobody could hold here."""
    wanted = {units_of(now).resolve(step.unit) for step in law.route.steps}
    missing = wanted - set(people.units(on=None).filter(code__in=wanted).values_list("code", flat=True))
    if missing:
        raise Refused(
            "unit_missing",
            Phrase("Quy trình của bản mới có bước giao cho đơn vị không có ở đây: {units}.", units=", ".join(missing)),
            "Người kiểm soát thủ tục hành chính sửa quy trình, hoặc quản trị viên lập đơn vị.",
        )


def _lacking(found: Found, asked: Iterable[Requirement]) -> Iterable[Component]:
    given = set(Paper.objects.filter(dossier_id=found.id).values_list("component", flat=True))
    for choice in lodging.missing(tuple(asked), given):
        yield from (requirement.component for requirement in choice)


def _answers(found: Found) -> dict[str, Any]:
    return Applicant.objects.filter(dossier_id=found.id).values_list("answers", flat=True).first() or {}


def definition(version: str) -> ProcedureDefinition:
    """Return the definition of a version by its id."""
    return procedures.by_version(UUID(version)).definition
