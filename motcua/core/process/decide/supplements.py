"""Decisions about missing papers: asked once, answered by the applicant (form 02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from motcua.core.phrase import Phrase
from motcua.core.process.decide.clock import Law, moved
from motcua.core.process.decide.decision import Decision, Draft, permit
from motcua.core.process.events import moment
from motcua.core.process.fold import Snapshot
from motcua.core.refusal import Refused
from motcua.core.signs.rules import More

LIMIT = 1
ONCE = More(LIMIT, "")


def ask(
    before: Snapshot,
    at: datetime,
    *,
    items: Sequence[str],
    known: Sequence[str],
    reasons: Mapping[str, str],
    answer_by: datetime,
    number: str,
    law: Law | None,
    more: More = ONCE,
) -> Decision:
    """Ask for papers by their component codes; only listed components may be named (NĐ 118/2025 Đ5, Đ11: once).

    ``more`` says how often, and by which law more than once; that law then stands in the entry.
    """
    kind = permit(before, "ask_supplement", at)
    if before.supplements >= max(more.most, LIMIT):
        raise Refused(
            "supplement_asked_before",
            "Hồ sơ này đã được yêu cầu bổ sung một lần; không được yêu cầu lần thứ hai.",
            "Hãy giải quyết trên giấy tờ đang có, hoặc từ chối và nêu rõ lý do.",
        )
    if not items:
        raise Refused("items_missing", "Chưa chọn giấy tờ cần bổ sung.", "Chọn ít nhất một thành phần trong danh mục.")
    strange = [item for item in items if item not in known]
    if strange:
        raise Refused(
            "item_not_listed",
            Phrase("Giấy tờ {papers} không có trong danh mục của thủ tục.", papers=", ".join(strange)),
            "Chỉ được yêu cầu giấy tờ trong danh mục của trường hợp này, hoặc nêu điều của văn bản trong sổ văn bản.",
        )
    silent = [item for item in items if not reasons.get(item, "").strip()]
    if silent:
        raise Refused("reason_missing", "Chưa ghi lý do cho từng giấy tờ cần bổ sung.", "Ghi rõ thiếu gì hoặc sai gì.")
    payload = {
        "count": before.supplements + 1,
        "items": list(items),
        "stage": "before_reception" if before.before_reception else "after_reception",
        "answer_by": moment(answer_by),
        "number": number,
    }
    if before.supplements:
        payload["again_by"] = more.source
    content = {"reasons": {item: reasons[item].strip() for item in items}}
    if before.before_reception:
        return Decision((Draft(kind, payload, content),))
    assert law is not None
    new = law.due(before, ("paused", moment(at), "supplement", None))
    return Decision((Draft(kind, {**payload, "due": new.due and moment(new.due)}, content),), new)


def answer(
    before: Snapshot,
    at: datetime,
    *,
    items: Sequence[str],
    content: Mapping[str, Any],
    restarts: bool,
    check_by: datetime,
    law: Law | None,
) -> Decision:
    """Take the papers asked for; after reception the clock restarts or runs on, as the rule set says."""
    kind = permit(before, "answer_supplement", at)
    if not items:
        raise Refused("items_missing", "Chưa có giấy tờ nào được gửi kèm.", "Chụp hoặc chọn tệp rồi gửi lại.")
    base: dict[str, Any] = {"items": list(items), "count": before.supplements}
    if before.before_reception:
        return Decision((Draft(kind, {**base, "check_by": moment(check_by)}, content),))
    assert law is not None
    effect = "restarted" if restarts else "resumed"
    new, dates = moved(before, law, (effect, moment(at), "supplement", None))
    return Decision((Draft(kind, {**base, "clock": effect, **dates}, content),), new)
