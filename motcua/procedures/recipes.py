"""The recipes of procedure control: what each entry does to the rows of an act, a review, a plan or a proposal."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from motcua.core.procedure import acts
from motcua.ledger.children import Delete, Insert, Update, Write
from motcua.people.roles import REGISTRAR
from motcua.procedures.models import (
    Act,
    ActEffect,
    PlanItem,
    Proposal,
    ProposalChange,
    ProposalCost,
    ProposalStep,
    ProposalText,
    Review,
    ReviewDue,
    ReviewFinding,
    ReviewPlan,
    ReviewText,
)
from motcua.procedures.models import plans as plan
from motcua.procedures.models import proposals as proposal
from motcua.procedures.models import reviews as review
from motcua.procedures.recording import Happening, Recipe
from motcua.worklist import work
from motcua.worklist.models import WorkItem


def _act_columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    key, issued = told["key"], entry.day("issued_on")
    year = issued.year if issued else acts.year_of(key)
    return {
        "key": key,
        "short_key": acts.short_key(key),
        "name_key": acts.name_key(told["title"], year) if year else "",
        "slug": acts.slug(key),
        **{name: told[name] for name in ("number", "kind", "title", "issuer", "link")},
        **{name: entry.day(name) for name in ("issued_on", "valid_from", "valid_to")},
    }


def _act_children(pk: UUID, entry: Happening) -> list[Write]:
    gone: list[Write] = [] if entry.seq == 1 else [Delete(ActEffect, {"act_id": pk})]
    return gone + [
        Insert(
            ActEffect,
            {
                "act_id": pk,
                "position": n,
                **{name: effect[name] for name in ("target", "written", "effect", "whole", "provisions")},
                "begins": Happening(0, "", entry.at, "", effect, {}).day("begins"),
            },
        )
        for n, effect in enumerate(entry.payload["effects"])
    ]


def _review_columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    if entry.type == "review.started":
        names = ("subject_kind", "subject", "cause", "unit", "role", "term")
        return {
            **{name: told[name] for name in names},
            **{name: entry.uuid(name) for name in ("subject_version", "act", "plan_item")},
            "state": review.OPEN, "opened_at": entry.at, "due_at": entry.moment("due"), "extensions": 0,
        }  # fmt: skip
    if entry.type == "review.extended":
        return {"due_at": entry.moment("due"), "warned": "", "extensions": told["number"]}
    if entry.type == "review.due_changed":
        return {"due_at": entry.moment("due"), "warned": ""}
    if entry.type == "review.warned":
        return {"warned": told["stage"]}
    if entry.type in ("review.concluded", "review.cancelled"):
        state = review.CONCLUDED if entry.type == "review.concluded" else review.CANCELLED
        return {"state": state, "outcome": told.get("outcome", ""), "closed_at": entry.at, "closed_by": entry.actor}
    return {}


def _review_children(pk: UUID, entry: Happening) -> list[Write]:
    told, words = entry.payload, entry.content
    if entry.type == "review.started":
        due = entry.moment("due")
        return [
            Insert(ReviewText, {"review_id": pk, "request": words.get("request", ""), "conclusion": ""}),
            _due_row(pk, entry, "started"),
            work.opened(
                pk, 1, kind="review", step="review", unit=told["unit"], role=told["role"], at=entry.at, due=due,
                legal_due=due, subject_kind="review",
            ),
        ]  # fmt: skip
    if entry.type in ("review.extended", "review.due_changed"):
        due = entry.moment("due")
        cause = entry.type.partition(".")[2]
        done = {"closed_at": entry.at, "closed_by": entry.actor, "outcome": cause, "waiting": ""}
        return [
            _due_row(pk, entry, cause),
            work.changed(pk, 1, kind="review", due_at=due, legal_due_at=due),
            Update(WorkItem, {"subject_id": pk, "kind": "review_late", "closed_at": None}, done),
        ]
    if entry.type == "review.findings_written":
        notes = words.get("notes", {})
        return [
            Delete(ReviewFinding, {"review_id": pk}),
            *(
                Insert(
                    ReviewFinding, {"review_id": pk, "criterion": name, "verdict": verdict, "note": notes.get(name, "")}
                )
                for name, verdict in told["verdicts"].items()
            ),
        ]
    if entry.type == "review.warned" and told["stage"] == "late":
        return [
            work.opened(
                pk, entry.seq, kind="review_late", step="remind", unit=told["unit"], role=REGISTRAR, at=entry.at,
                due=None, legal_due=None, subject_kind="review",
            )
        ]  # fmt: skip
    if entry.type in ("review.concluded", "review.cancelled"):
        return _review_closed(pk, entry)
    return []


def _due_row(pk: UUID, entry: Happening, cause: str) -> Insert:
    values = {"review_id": pk, "seq": entry.seq, "due_at": entry.moment("due"), "cause": cause}
    return Insert(ReviewDue, {**values, "trace": entry.aside.get("trace", {})})


def _review_closed(pk: UUID, entry: Happening) -> list[Write]:
    done = {"closed_at": entry.at, "closed_by": entry.actor, "outcome": entry.type.partition(".")[2], "waiting": ""}
    conclusion = entry.content.get("conclusion", entry.content.get("reason", ""))
    return [
        Update(ReviewText, {"review_id": pk}, {"conclusion": conclusion}),
        Update(WorkItem, {"subject_id": pk, "closed_at": None}, done),
    ]


def _plan_columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    if entry.type == "review_plan.written":
        return {"year": told["year"], "state": plan.DRAFT}
    return {"state": plan.APPROVED, "decision": told["decision"], "decision_date": entry.day("decision_date")}


def _plan_children(pk: UUID, entry: Happening) -> list[Write]:
    if entry.type != "review_plan.written":
        return []
    gone: list[Write] = [] if entry.seq == 1 else [Delete(PlanItem, {"plan_id": pk})]
    texts = entry.content.get("texts", {})
    for n, item in enumerate(entry.payload["items"]):
        days = Happening(0, "", entry.at, "", item, {})
        words = texts.get(item["item"], {})
        values = {
            "plan_id": pk, "item": UUID(item["item"]), "position": n, "procedures": item["procedures"],
            "lead": item["lead"], "partners": item["partners"], "begins": days.day("begins"), "ends": days.day("ends"),
            "criteria": item["criteria"],
            **{name: words.get(name, "") for name in ("subject", "basis", "product")},
        }  # fmt: skip
        gone.append(Insert(PlanItem, values))
    return gone


def _proposal_columns(entry: Happening) -> Mapping[str, Any]:
    told = entry.payload
    if entry.type == "proposal.written":
        values = {name: told[name] for name in ("procedure", "unit", "measure")}
        ids = {"procedure_version": entry.uuid("procedure_version"), "review": entry.uuid("review")}
        begun = {"state": proposal.DRAFT, "written_at": entry.at} if entry.seq == 1 else {}
        return {**values, **ids, **begun}
    if entry.type == "proposal.costed":
        return {name: told[name] for name in ("one_before", "one_after", "year_before", "year_after")}
    if entry.type == "proposal.decided":
        state = proposal.ADOPTED if told["adopted"] else proposal.REJECTED
        return {"state": state, "decision": told["decision"], "decision_date": entry.day("decision_date")}
    if entry.type == "proposal.withdrawn":
        return {"state": proposal.WITHDRAWN}
    if entry.type == "proposal.step_recorded" and told["kind"] == "published":
        return {"state": proposal.DONE, "done_on": entry.day("day")}
    return {}


def _proposal_children(pk: UUID, entry: Happening) -> list[Write]:
    words = entry.content
    if entry.type == "proposal.written":
        return _proposal_texts(pk, entry)
    if entry.type == "proposal.costed":
        sides = ("before", "after")
        gone: list[Write] = [Delete(ProposalCost, {"proposal_id": pk})]
        return gone + [
            Insert(ProposalCost, {"proposal_id": pk, "side": side, "sheet": words.get(side, {})}) for side in sides
        ]
    if entry.type == "proposal.step_recorded":
        told = entry.payload
        values = {"kind": told["kind"], "day": entry.day("day"), "reference": told["reference"]}
        return [Insert(ProposalStep, {"proposal_id": pk, "seq": entry.seq, **values, "note": words.get("note", "")})]
    return [Update(ProposalText, {"proposal_id": pk}, {"why_not": words.get("why_not", "")})]


def _proposal_texts(pk: UUID, entry: Happening) -> list[Write]:
    texts = {name: entry.content.get(name, "") for name in ("content", "reason", "roadmap")}
    changes = [
        Insert(
            ProposalChange,
            {
                "proposal_id": pk,
                "position": n,
                **{name: change[name] for name in ("act", "article", "wording", "proposed")},
            },
        )
        for n, change in enumerate(entry.content.get("changes", ()))
    ]
    if entry.seq == 1:
        return [Insert(ProposalText, {"proposal_id": pk, **texts, "why_not": ""}), *changes]
    return [
        Update(ProposalText, {"proposal_id": pk}, texts),
        Delete(ProposalChange, {"proposal_id": pk}),
        *changes,
    ]


ACTS: Final = Recipe(Act, _act_columns, _act_children, {ActEffect: "act_id"})
REVIEWS: Final = Recipe(
    Review,
    _review_columns,
    _review_children,
    {ReviewText: "review_id", ReviewDue: "review_id", ReviewFinding: "review_id", WorkItem: "subject_id"},
    erasable=frozenset({"request", "conclusion", "note"}),
    aside=frozenset({"trace"}),
)
PLANS: Final = Recipe(
    ReviewPlan,
    _plan_columns,
    _plan_children,
    {PlanItem: "plan_id"},
    erasable=frozenset({"subject", "basis", "product"}),
)
PROPOSALS: Final = Recipe(
    Proposal,
    _proposal_columns,
    _proposal_children,
    {
        ProposalText: "proposal_id",
        ProposalChange: "proposal_id",
        ProposalCost: "proposal_id",
        ProposalStep: "proposal_id",
    },
    erasable=frozenset({"content", "reason", "roadmap", "why_not", "sheet", "note"}),
    worded=frozenset({ProposalChange}),
)
