"""What a dossier costs by its procedure: the published exemptions that the person may still claim at the counter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from motcua.core.procedure.fees import Exemption
from motcua.core.procedure.requirements import FeeLine, fees_due
from motcua.core.process.decide.closing import Relief
from motcua.core.process.decide.money import Share
from motcua.core.refusal import Refused
from motcua.core.worktime.vietnamese import local
from motcua.dossiers.law import definition_of
from motcua.dossiers.lodgement import CHANNELS
from motcua.dossiers.models import Applicant
from motcua.dossiers.reading import Found


@dataclass(frozen=True, slots=True)
class Claim:
    """An exemption as the counter offers it: for whom, by which act, and what is still due under it."""

    words: str
    source: str
    relief: Relief


def claims(found: Found) -> dict[str, Claim]:
    """Return the exemptions that the fees of this dossier publish, by code; one that leaves an unknown sum is none."""
    return claims_of(lines_of(found), found.now.fee_due)


def claims_of(lines: Sequence[FeeLine], due: int | None) -> dict[str, Claim]:
    """Return the exemptions that these fees publish, where ``due`` is what stands to be paid."""
    offered = {exemption.code: exemption for line in lines for exemption in offers(line)}
    told = {}
    for code, exemption in offered.items():
        rest = [exemption.of(line.amount) if exemption in offers(line) else line.amount for line in lines]
        known = [amount for amount in rest if amount is not None]
        if len(known) == len(rest):
            left = _at_most(sum(known), lines, due)
            told[code] = Claim(exemption.words, exemption.source, Relief(code, left))
    return told


def offers(line: FeeLine) -> tuple[Exemption, ...]:
    """Return the exemptions of a fee that may still be claimed; one published in words alone counts as a whole."""
    fee = line.fee
    if line.offered or fee.exemptions or not fee.waived_for or line.waived:
        return line.offered
    return (Exemption(f"waived.{fee.code}"[:40], fee.waived_for, fee.source),)


def shares(lines: Sequence[FeeLine], exemption: str = "") -> tuple[Share, ...]:
    """Return what each fee asks for, after a claimed exemption; a fee of unknown amount is left out."""
    found = []
    for line in lines:
        claimed = next((one for one in offers(line) if one.code == exemption), None)
        amount = line.amount if claimed is None else claimed.of(line.amount)
        if amount:
            found.append(Share(line.fee.code, line.fee.kind, amount))
    return tuple(found)


def reckoned(line: FeeLine, answers: Mapping[str, Any]) -> str:
    """Say how an amount came about: "2 trang × 3 bản"; nothing for a fixed one."""
    parts = []
    if line.fee.units_from:
        parts.append(f"{answers.get(line.fee.units_from) or 0} {line.fee.per or 'đơn vị'}")
    if line.fee.copies_from:
        parts.append(f"{answers.get(line.fee.copies_from) or 0} {'bản' if parts else line.fee.per or 'bản'}")
    return " × ".join(parts)


def _at_most(rest: int, lines: Sequence[FeeLine], due: int | None) -> int:
    """Return the share that an exemption leaves of what is due: less than published where the dossier was carried."""
    published = sum(line.amount or 0 for line in lines)
    return rest if due is None or due >= published else rest * due // published


def relief_of(found: Found, code: str) -> Relief | None:
    """Return the claimed exemption, None where none is claimed; one that is not published is refused."""
    if not code:
        return None
    claim = claims(found).get(code)
    if claim is None:
        raise Refused(
            "no_such_exemption",
            "Phí, lệ phí của hồ sơ này không có diện miễn, giảm đó.",
            "Chọn một diện đã công bố của thủ tục, hoặc thu đủ tiền rồi trả.",
        )
    return claim.relief


def lines_of(found: Found) -> tuple[FeeLine, ...]:
    """Return the fees as they were reckoned when the dossier was lodged, or carried to another version."""
    now, definition, answers = found.now, definition_of(found.now), answers_of(found.id)
    assert now.submitted_at is not None
    day = local(now.carried_at or now.submitted_at).date()
    return fees_due(definition, definition.case(now.case), answers, CHANNELS[now.channel], day)


def answers_of(dossier_id: UUID) -> Mapping[str, Any]:
    """Return the declaration of a dossier, empty where it was erased."""
    return Applicant.objects.filter(dossier_id=dossier_id).values_list("answers", flat=True).first() or {}
