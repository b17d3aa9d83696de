"""Noting what was found of each paper: it fits, it does not, or it is not asked of this applicant."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Final

from motcua.core.phrase import marked
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused

FINDINGS: Final = {
    "fits": marked("đạt", "finding"),
    "fails": marked("không đạt", "finding"),
    "none": marked("không áp dụng", "finding"),
}


def check(
    before: Snapshot, at: datetime, *, papers: Container[str], found: Mapping[str, str], was: Mapping[str, str]
) -> Decision:
    """Note ``found`` (component code to finding) over what was noted before; only what changed is an entry's matter."""
    kind = permit(before, "check", at)
    if any(code not in papers or finding not in FINDINGS for code, finding in found.items()):
        raise Refused("no_such_paper", "Giấy tờ này không có trong thành phần hồ sơ.", "Mở lại trang hồ sơ.")
    changed = {code: finding for code, finding in sorted(found.items()) if was.get(code) != finding}
    if not changed:
        raise Refused(
            "nothing_checked",
            "Chưa đánh dấu giấy tờ nào khác trước.",
            "Chọn đạt, không đạt hoặc không áp dụng rồi lưu.",
        )
    return Decision((Draft(kind, {"step": before.step, "found": changed}),))
