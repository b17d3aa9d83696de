"""Reads of proposals: the register with its filters, what is saved a year, and the way of one to its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from motcua.core.procedure import acts
from motcua.core.procedure.cost import Burden, Saving, total
from motcua.core.text import search_key
from motcua.people.actor import Actor
from motcua.procedures import cost_sheets, queries_acts, review_policies
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.models import Act, ActEffect, ProcedureVersion, Proposal, ProposalStep
from motcua.procedures.models.proposals import ADOPTED, DONE

STATES: Final = ("draft", "adopted", "rejected", "done", "withdrawn")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register: the proposal, its procedure's name, its saving a year (None: not reckoned yet)."""

    proposal: Proposal
    title: str
    field: str
    saving: Saving | None


@dataclass(frozen=True, slots=True)
class Sums:
    """What a list of proposals saves a year: all whose cost is reckoned, and of these those adopted or done."""

    all: Saving
    adopted: Saving
    reckoned: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be the next steps of a proposal: versions published since, acts of the register that change its acts."""

    versions: tuple[tuple[int, date, str], ...]
    acts: tuple[Act, ...]


def visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals that an actor may see: all, or those of the units that the actor heads."""
    units = review_policies.units_of(actor)
    return Proposal.objects.all() if units is None else Proposal.objects.filter(unit__in=units)


def listing(
    actor: Actor, on: date, *, state: str = "", unit: str = "", field: str = "", year: int | None = None, text: str = ""
) -> list[Line]:
    """Return the proposals that fit all filters, the newest first; ``year`` is that of writing."""
    rows = visible_to(actor).order_by("-written_at", "pk")
    if state:
        rows = rows.filter(state=state)
    if unit:
        rows = rows.filter(unit=unit)
    if year is not None:
        rows = rows.filter(written_at__year=year)
    words = search_key(text[:200]).split()
    lines = lines_of(rows, on)
    return [
        line
        for line in lines
        if (not field or line.field == field)
        and all(word in search_key(f"{line.proposal.procedure} {line.title}") for word in words)
    ]


def lines_of(rows: Iterable[Proposal], on: date) -> list[Line]:
    """Return proposals with the names and fields of their procedures."""
    listed = list(rows)
    names = queries_acts.subject_names({(PROCEDURE, row.procedure) for row in listed}, on)
    versions = [row.procedure_version for row in listed]
    fields = dict(ProcedureVersion.objects.filter(pk__in=versions).values_list("pk", "field"))
    return [
        Line(
            row,
            names.get((PROCEDURE, row.procedure), row.procedure),
            fields.get(row.procedure_version, ""),
            saving(row),
        )
        for row in listed
    ]


def saving(row: Proposal) -> Saving | None:
    """Return the cost of a year before and after; None while it is not reckoned."""
    if row.year_before is None or row.year_after is None:
        return None
    return Saving(Fraction(row.year_before), Fraction(row.year_after))


def sums(lines: Iterable[Line]) -> Sums:
    """Return what a list saves a year."""
    reckoned = [(line.proposal.state, line.saving) for line in lines if line.saving is not None]
    return Sums(
        total(saving for _state, saving in reckoned),
        total(saving for state, saving in reckoned if state in (ADOPTED, DONE)),
        len(reckoned),
    )


def sheets(proposal: Proposal) -> tuple[Burden | None, Burden | None]:
    """Return the cost sheets before and after; None where there is none."""
    found = {one.side: cost_sheets.from_data(one.sheet) for one in proposal.costs.all()}
    return found.get("before"), found.get("after")


def steps(proposal: Proposal) -> list[ProposalStep]:
    """Return the steps of a proposal in the order of their days."""
    return sorted(proposal.steps.all(), key=lambda step: (step.day, step.seq))


def candidates(proposal: Proposal) -> Candidates:
    """Return the versions published after a proposal was written, and the acts that change those it names."""
    versions = ProcedureVersion.objects.filter(procedure__code=proposal.procedure)
    before = versions.filter(pk=proposal.procedure_version).values_list("number", flat=True).first() or 0
    later = versions.filter(number__gt=before).order_by("number").values_list("number", "valid_from", "decision")
    keys = [key for change in proposal.changes.all() for key in queries_acts.keys_for(acts.act_key(change.act))]
    changing = ActEffect.objects.filter(target__in=keys).values_list("act", flat=True)
    return Candidates(tuple(later), tuple(Act.objects.filter(pk__in=changing).order_by("issued_on", "pk")))


def of_review(review: UUID) -> list[Proposal]:
    """Return the proposals that came of a review."""
    return list(Proposal.objects.filter(review=review).order_by("written_at", "pk"))
