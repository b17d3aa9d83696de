"""Taking the personal content out of a dossier that has ended: its entries and their proof stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from motcua.core.phrase import Phrase
from motcua.core.process.decide.decision import Decision, Draft, in_order
from motcua.core.process.fold import Snapshot
from motcua.core.process.states import CLOSED
from motcua.core.refusal import Refused

ERASED = "content.erased"  # the ledger's own type: not a step of a dossier's life


def erase(before: Snapshot, at: datetime, *, seqs: Sequence[int], ground: str, paper: str) -> Decision:
    """Erase the contents of these entries on a listed ground; ``paper`` is the number of the document behind it."""
    in_order(before, at)
    if before.state not in CLOSED:
        raise Refused(
            "not_closed",
            Phrase("Hồ sơ {code} chưa kết thúc nên chưa xóa dữ liệu cá nhân được.", code=before.code),
            "Dữ liệu còn cần để giải quyết; xóa được sau khi hồ sơ kết thúc.",
        )
    if not paper.strip():
        raise Refused(
            "paper_missing",
            "Chưa ghi số văn bản làm căn cứ xóa.",
            "Ghi số, ký hiệu của đơn yêu cầu đã vào sổ văn bản đến, hoặc của quyết định tiêu hủy.",
        )
    if not seqs:
        raise Refused("nothing_to_erase", "Dữ liệu cá nhân của hồ sơ này đã được xóa hết từ trước.")
    return Decision((Draft(ERASED, {"seqs": sorted(seqs), "ground": ground, "paper": paper.strip()}),))
