"""Decisions of the clerk: a signed result gets its number and seal, and leaves for the desk that returns it."""

from __future__ import annotations

from datetime import datetime

from motcua.core.phrase import Phrase
from motcua.core.process.decide import steps
from motcua.core.process.decide.clock import Law
from motcua.core.process.decide.decision import Decision, Draft
from motcua.core.process.fold import Snapshot
from motcua.core.process.route import END
from motcua.core.refusal import Refused

ISSUE = "issue"


def issue(before: Snapshot, at: datetime, *, law: Law) -> Decision:
    """Number, seal and pass on what was signed; the number is put into the first event once all is decided."""
    step = law.route.step(before.step) if before.step else None
    if step is None or step.kind != ISSUE:
        name = step.name if step else ""
        raise Refused(
            "not_the_issuing_step",
            Phrase("Hồ sơ đang ở bước «{step}», không phải bước cấp số, đóng dấu.", step=name),
            "Tải lại trang «Chờ cấp số, đóng dấu».",
        )
    ways = [out for out in step.outcomes if out.to != END and law.route.follows(out.to, step.code)]
    if not ways:
        raise Refused("return_needed", "Bước này kết thúc bằng việc trả kết quả.", "Bấm «Trả kết quả».")
    moved = steps.route(before, at, outcome=ways[0].code, note="", law=law)
    return Decision((Draft("dossier.numbered", {"sealed": True}), *moved.drafts), moved.deadline)
