"""That the rows of drafts follow from their entries: compared by ``ledger verify``."""

from typing import Any

from motcua.core.procedure.canonical import digest
from motcua.ledger.verification.folds import Damage, Streams, Told
from motcua.procedures.models import Draft, DraftComment, DraftRequest, DraftRevision
from motcua.procedures.models.drafts import APPROVED, DRAFTING, DROPPED, PUBLISHED, REVIEWING, SUBMITTED

WITHDRAWN = "withdrawn"
ASKED = {"review": REVIEWING, "approval": SUBMITTED}


def withdraws(kind: str, told: dict[str, Any]) -> tuple[str, ...]:
    """Return which kinds of requests no longer wait for an answer after an entry."""
    if kind in ("draft.recalled", "draft.dropped"):
        return ("review", "approval")
    if kind == "draft.saved":
        return ("approval",) if told["state"] == DRAFTING else ()
    return ("review",) if kind == "draft.asked" and told["kind"] == "approval" else ()


def folded(entries: "list[Told] | tuple[Told, ...]") -> dict[str, Any]:
    """Return the columns of a draft's row as its entries tell them."""
    first = entries[0].payload
    row: dict[str, Any] = {
        "code": first["code"],
        "change": first["change"],
        "state": DRAFTING,
        "base_id": first["base"],
        "revision": first["revision"],
        "started_by": entries[0].actor,
        "approved_revision": None,
        "approved_by": "",
        "comments": 0,
        "result_id": None,
    }
    for entry in entries[1:]:
        _apply(row, entry.type, entry.payload, entry.actor)
    return row


def _apply(row: dict[str, Any], kind: str, told: dict[str, Any], actor: str) -> None:
    match kind:
        case "draft.saved":
            row |= {name: told[name] for name in ("code", "change", "revision", "state")}
            if told["state"] != APPROVED:
                row |= {"approved_revision": None, "approved_by": ""}
        case "draft.asked":
            row["state"] = ASKED[told["kind"]]
        case "draft.answered":
            row["state"] = told["state"]
        case "draft.recalled":
            row |= {"state": DRAFTING, "approved_revision": None, "approved_by": ""}
        case "draft.approved":
            row |= {"state": APPROVED, "approved_revision": told["revision"], "approved_by": actor}
        case "draft.commented":
            row["comments"] = told["number"]
        case "draft.published":
            row |= {"state": PUBLISHED, "result_id": told["result"]}
        case "draft.dropped":
            row["state"] = DROPPED


def compared(streams: Streams, damage: Damage) -> None:
    """Report every draft, saved state, request or remark that is not what the draft's entries say."""
    rows = {str(row.pk): row for row in Draft.objects.filter(pk__in=list(streams))}
    for key, entries in streams.items():
        row = rows.get(key)
        wanted = folded(tuple(entries))
        if row is None or any(str(getattr(row, name)) != str(value) for name, value in wanted.items()):
            damage(f"Bản nháp thủ tục {key} không khớp với sổ cái.", entries[-1].position)
    _revisions(streams, damage)
    _followers(streams, damage)


def _revisions(streams: Streams, damage: Damage) -> None:
    stored: dict[str, dict[int, str]] = {key: {} for key in streams}
    for row in DraftRevision.objects.filter(draft__in=list(streams)):
        stored[str(row.draft_id)][row.number] = digest(row.document).hex()
    for key, entries in streams.items():
        for entry in entries:
            if "digest" in entry.payload and stored[key].pop(entry.payload["revision"], "") != entry.payload["digest"]:
                number = entry.payload["revision"]
                damage(f"Lần sửa {number} của bản nháp thủ tục {key} không khớp với sổ cái.", entry.position)
        for number in stored[key]:
            damage(f"Lần sửa {number} của bản nháp thủ tục {key} không có trong sổ cái.", None)


def _followers(streams: Streams, damage: Damage) -> None:
    asked: dict[str, set[tuple[Any, ...]]] = {key: set() for key in streams}
    for request in DraftRequest.objects.filter(draft__in=list(streams)):
        asked[str(request.draft_id)].add((request.seq, request.kind, request.unit, request.role, request.answer))
    said: dict[str, set[tuple[Any, ...]]] = {key: set() for key in streams}
    for remark in DraftComment.objects.filter(draft__in=list(streams)):
        said[str(remark.draft_id)].add((remark.seq, remark.number, remark.path, remark.resolved_at is not None))
    for key, entries in streams.items():
        if asked[key] != _told_requests(entries):
            damage(f"Các lần hỏi ý kiến của bản nháp thủ tục {key} không khớp với sổ cái.", entries[-1].position)
        if said[key] != _told_remarks(entries):
            damage(f"Các góp ý của bản nháp thủ tục {key} không khớp với sổ cái.", entries[-1].position)


def _told_requests(entries: Any) -> set[tuple[Any, ...]]:
    answers: dict[int, str] = {}
    for entry in entries:
        if entry.type == "draft.answered":
            answers[entry.payload["asked"]] = entry.payload["answer"]
        elif entry.type == "draft.approved":
            answers[entry.payload["asked"]] = "agree"
        elif kinds := withdraws(entry.type, entry.payload):
            asked = [e for e in entries if e.type == "draft.asked" and e.seq < entry.seq and e.payload["kind"] in kinds]
            answers = {e.seq: WITHDRAWN for e in asked} | answers
    return {
        (e.seq, e.payload["kind"], e.payload["unit"], e.payload["role"], answers.get(e.seq, ""))
        for e in entries
        if e.type == "draft.asked"
    }


def _told_remarks(entries: Any) -> set[tuple[Any, ...]]:
    resolved = {e.payload["number"] for e in entries if e.type == "draft.comment_resolved"}
    return {
        (e.seq, e.payload["number"], e.payload["path"], e.payload["number"] in resolved)
        for e in entries
        if e.type == "draft.commented"
    }
