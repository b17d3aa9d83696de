"""Guards an act against a page that is no longer true: what somebody did to step 2 must not be done to step 3."""

from __future__ import annotations

from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused


def seen_step(now: Snapshot, step_seq: int | None) -> None:
    """Refuse when the current step is not the one that the person saw; None means that nothing was shown."""
    if step_seq is not None and now.step_seq != step_seq:
        raise Refused(
            "step_moved",
            "Hồ sơ đã sang bước khác từ khi bạn mở trang này.",
            "Xem điều đã xảy ra, rồi làm tiếp trên trang hồ sơ nếu còn là việc của bạn.",
        )
