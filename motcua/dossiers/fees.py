"""What a dossier costs by its procedure: the published exemptions that the person may still claim at the counter."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.core.procedure.requirements import FeeLine, fees_due
from motcua.core.process.decide.closing import Relief
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
    lines = _lines(found)
    offered = {exemption.code: exemption for line in lines for exemption in line.offered}
    told = {}
    for code, exemption in offered.items():
        rest = [exemption.of(line.amount) if exemption in line.offered else line.amount for line in lines]
        known = [amount for amount in rest if amount is not None]
        if len(known) == len(rest):
            told[code] = Claim(exemption.words, exemption.source, Relief(code, sum(known)))
    return told


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


def _lines(found: Found) -> tuple[FeeLine, ...]:
    """Return the fees as they were reckoned when the dossier was lodged."""
    now, definition = found.now, definition_of(found.now)
    assert now.submitted_at is not None
    answers = Applicant.objects.filter(dossier_id=found.id).values_list("answers", flat=True).first() or {}
    day = local(now.submitted_at).date()
    return fees_due(definition, definition.case(now.case), answers, CHANNELS[now.channel], day)
