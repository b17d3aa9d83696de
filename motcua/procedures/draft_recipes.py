"""The recipes of drafts: what each entry does to the rows of a draft of a procedure, or of a route (ADR 0041)."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from motcua.core.procedure.canonical import digest
from motcua.ledger.children import Insert, Update, Write
from motcua.people.roles import REGISTRAR
from motcua.procedures.drafting.documents import from_text, title_of
from motcua.procedures.models import (
    Draft,
    DraftComment,
    DraftRequest,
    DraftRevision,
    RouteDraft,
    RouteDraftRevision,
)
from motcua.procedures.models import drafts as draft
from motcua.procedures.models import route_drafts as route
from motcua.procedures.recording import Happening, Recipe
from motcua.worklist import work
from motcua.worklist.models import WorkItem

SUBJECT: Final = "draft"
REVIEW, APPROVAL, PUBLICATION, CLOCK = "review", "approval", "publication", "clock"
WITHDRAWN: Final = "withdrawn"
ASKED: Final = {REVIEW: draft.REVIEWING, APPROVAL: draft.SUBMITTED}
NOT_APPROVED: Final[dict[str, Any]] = {"approved_revision": None, "approved_by": ""}


def _columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    if entry.type in ("draft.commented", "draft.comment_resolved", "draft.warned"):
        return {"comments": told["number"]} if entry.type == "draft.commented" else {}
    changed: dict[str, Any] = {"changed_at": entry.at}
    match entry.type:
        case "draft.started":
            changed |= {name: told[name] for name in ("code", "change", "revision")} | NOT_APPROVED
            changed |= {"state": draft.DRAFTING, "base_id": entry.uuid("base"), "result_id": None, "comments": 0}
            changed |= {"started_by": entry.actor, "started_at": entry.at}
        case "draft.saved":
            changed |= {name: told[name] for name in ("code", "change", "revision", "state")}
            changed |= NOT_APPROVED if told["state"] != draft.APPROVED else {}
        case "draft.asked":
            changed["state"] = ASKED[told["kind"]]
        case "draft.answered":
            changed["state"] = told["state"]
        case "draft.recalled":
            changed |= {"state": draft.DRAFTING, **NOT_APPROVED}
        case "draft.approved":
            changed |= {"state": draft.APPROVED, "approved_revision": told["revision"], "approved_by": entry.actor}
        case "draft.published":
            changed |= {"state": draft.PUBLISHED, "result_id": entry.uuid("result")}
        case "draft.dropped":
            changed["state"] = draft.DROPPED
    return changed


def _children(pk: UUID, entry: Happening) -> list[Write]:
    if entry.type in ("draft.asked", "draft.answered", "draft.approved"):
        return _round(pk, entry)
    if entry.type in ("draft.recalled", "draft.dropped", "draft.published"):
        return _over(pk, entry)
    if entry.type in ("draft.commented", "draft.comment_resolved"):
        return [_remark(pk, entry) if entry.type == "draft.commented" else _resolved(pk, entry)]
    if entry.type == "draft.warned":
        return [_work(pk, entry, CLOCK, entry.payload["clock"])]
    return [_revision(pk, entry), *(_after_saving(pk, entry) if entry.type == "draft.saved" else ())]


def _round(pk: UUID, entry: Happening) -> list[Write]:
    """Return what asking and answering do: one row for each request, one piece of work while it waits."""
    told = entry.payload
    if entry.type == "draft.asked":
        return [*(_withdrawn(pk, entry, REVIEW) if told["kind"] == APPROVAL else ()), *_asked(pk, entry)]
    if entry.type == "draft.answered":
        return _answered(pk, entry, told["kind"], told["answer"])
    return [*_answered(pk, entry, APPROVAL, "agree"), _work(pk, entry, PUBLICATION, PUBLICATION)]


def _over(pk: UUID, entry: Happening) -> list[Write]:
    """Return what ends when a draft is taken back, given up or published."""
    if entry.type == "draft.published":
        return [Update(WorkItem, {"subject_id": pk, "closed_at": None}, _done(entry, "published"))]
    outcome = entry.type.partition(".")[2]
    kinds = (PUBLICATION, CLOCK) if outcome == "dropped" else (PUBLICATION,)
    return [*_withdrawn(pk, entry, REVIEW, APPROVAL), *(_ended(pk, entry, kind, outcome) for kind in kinds)]


def _resolved(pk: UUID, entry: Happening) -> Update:
    told = entry.payload
    done = {"resolved_by": entry.actor, "resolved_at": entry.at, "resolved_revision": told["revision"]}
    return Update(DraftComment, {"draft_id": pk, "number": told["number"]}, done)


def _revision(pk: UUID, entry: Happening) -> Insert:
    """Return the row of a saved state; its text lies beside the ledger, which holds its digest."""
    number = entry.payload["revision"]
    values = {
        "id": uuid5(pk, f"revision {number}"),
        "draft_id": pk,
        "number": number,
        "document": entry.aside.get("text", ""),
        "digest": bytes.fromhex(entry.payload["digest"]),
        "title": entry.aside.get("title", ""),
        "editor": entry.actor,
        "saved_at": entry.at,
    }
    return Insert(DraftRevision, values)


def _after_saving(pk: UUID, entry: Happening) -> list[Write]:
    """Return what no longer waits: warnings about dates that were changed, an approval of other words."""
    ended: list[Write] = []
    if PUBLICATION in entry.payload["sections"]:
        ended.append(_ended(pk, entry, CLOCK, "changed"))
    if entry.payload["state"] == draft.DRAFTING:
        ended += [*_withdrawn(pk, entry, APPROVAL), _ended(pk, entry, PUBLICATION, "reopened")]
    return ended


def _asked(pk: UUID, entry: Happening) -> list[Write]:
    told = entry.payload
    by = entry.moment("answer_by") if told["answer_by"] else None
    values = {
        "id": uuid5(pk, f"request {entry.seq}"),
        "draft_id": pk,
        "seq": entry.seq,
        **{name: told[name] for name in ("kind", "unit", "role", "revision")},
        "asked_at": entry.at,
        "answer_by": by,
        "answer": "",
        "answered_by": "",
        "answered_at": None,
        "answered_revision": None,
    }
    return [Insert(DraftRequest, values), _work(pk, entry, told["kind"], told["kind"])]


def _answered(pk: UUID, entry: Happening, kind: str, answer: str) -> list[Write]:
    told = entry.payload
    values = {
        "answer": answer,
        "answered_by": entry.actor,
        "answered_at": entry.at,
        "answered_revision": told["revision"],
    }
    return [
        Update(DraftRequest, {"draft_id": pk, "seq": told["asked"]}, values),
        work.closed(pk, told["asked"], kind=kind, at=entry.at, by=entry.actor, outcome=answer),
    ]


def _withdrawn(pk: UUID, entry: Happening, *kinds: str) -> list[Write]:
    """Return the changes by which no request of these kinds waits any longer."""
    taken = {"answer": WITHDRAWN, "answered_by": entry.actor, "answered_at": entry.at}
    return [
        write
        for kind in kinds
        for write in (
            Update(DraftRequest, {"draft_id": pk, "kind": kind, "answer": ""}, taken),
            _ended(pk, entry, kind, WITHDRAWN),
        )
    ]


def _ended(pk: UUID, entry: Happening, kind: str, outcome: str) -> Update:
    return Update(WorkItem, {"subject_id": pk, "kind": kind, "closed_at": None}, _done(entry, outcome))


def _done(entry: Happening, outcome: str) -> dict[str, Any]:
    return {"closed_at": entry.at, "closed_by": entry.actor, "outcome": outcome, "waiting": ""}


def _work(pk: UUID, entry: Happening, kind: str, step: str) -> Insert:
    """Return the work that an entry opens: for the office that is asked, else for whoever keeps the register."""
    told = entry.payload
    asked = entry.type == "draft.asked"
    return work.opened(
        pk,
        entry.seq,
        kind=kind,
        step=step,
        unit=told["unit"] if asked else entry.aside.get("keeper", ""),
        role=told["role"] if asked else REGISTRAR,
        at=entry.at,
        due=(entry.moment("answer_by") if told["answer_by"] else None) if asked else entry.aside.get("due"),
        legal_due=None,
        subject_kind=SUBJECT,
    )


def _remark(pk: UUID, entry: Happening) -> Insert:
    values = {
        "id": uuid5(pk, f"remark {entry.seq}"),
        "draft_id": pk,
        "seq": entry.seq,
        **{name: entry.payload[name] for name in ("number", "path", "revision")},
        "author": entry.actor,
        "written_at": entry.at,
        "resolved_by": "",
        "resolved_at": None,
        "resolved_revision": None,
    }
    return Insert(DraftComment, values)


def _seal(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"digest": digest(row["document"]), "title": title_of(from_text(row["document"]))}


def _route_columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    if entry.type == "route_draft.started":
        return {**{name: told[name] for name in ("code", "revision", "based_on")}, "state": route.OPEN}
    if entry.type == "route_draft.saved":
        return {"revision": told["revision"]}
    return {"state": route.PUBLISHED if entry.type == "route_draft.published" else route.DROPPED}


def _route_children(pk: UUID, entry: Happening) -> list[Write]:
    if entry.type not in ("route_draft.started", "route_draft.saved"):
        return []
    number = entry.payload["revision"]
    values = {
        "id": uuid5(pk, f"revision {number}"),
        "draft_id": pk,
        "number": number,
        "definition": entry.aside.get("text", ""),
        "digest": bytes.fromhex(entry.payload["digest"]),
        "editor": entry.actor,
        "saved_at": entry.at,
    }
    return [Insert(RouteDraftRevision, values)]


DRAFTS: Final = Recipe(
    Draft,
    _columns,
    _children,
    {DraftRevision: "draft_id", DraftRequest: "draft_id", DraftComment: "draft_id", WorkItem: "subject_id"},
    aside=frozenset({"id"}),
    beside={DraftRevision: frozenset({"document", "title"}), WorkItem: frozenset({"unit", "due_at"})},
    sealed={DraftRevision: _seal},
)
ROUTE_DRAFTS: Final = Recipe(
    RouteDraft,
    _route_columns,
    _route_children,
    {RouteDraftRevision: "draft_id"},
    aside=frozenset({"id"}),
    beside={RouteDraftRevision: frozenset({"definition"})},
    sealed={RouteDraftRevision: lambda row: {"digest": digest(row["definition"])}},
)
