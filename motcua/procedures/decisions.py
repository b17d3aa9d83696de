"""Publishing decisions: what each publishes, amends, replaces and repeals, drafted from the register itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.text import search_key
from motcua.ledger import read
from motcua.procedures import queries, words
from motcua.procedures.differences import Difference, differences
from motcua.procedures.models import Procedure, ProcedureVersion

Kind = Literal["new", "amended", "replaced", "repealed"]
KINDS: tuple[Kind, ...] = ("new", "amended", "replaced", "repealed")


@dataclass(frozen=True, slots=True)
class Line:
    """One procedure in the annex of a decision, with the columns in use there."""

    kind: Kind
    code: str
    definition: ProcedureDefinition
    effective_date: date
    changes: tuple[Difference, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def term(self) -> str:
        """Return the terms of all cases, a line each."""
        cases = self.definition.cases
        distinct = list(dict.fromkeys(words.term(case.term) for case in cases))
        if len(distinct) <= 1:
            return "".join(distinct)
        return "\n".join(f"{case.name}: {words.term(case.term)}" for case in cases)

    @property
    def channels(self) -> str:
        """Return the ways to lodge."""
        given = [str(words.CHANNELS[channel.code]) for channel in self.definition.channels]
        return "; ".join([*given, str(words.ONLINE_LEVELS[self.definition.online_level])])

    @property
    def fees(self) -> str:
        """Return the fees, a line each."""
        return "\n".join(f"{fee.name}: {words.price(fee)}" for fee in self.definition.fees) or _("Không")

    @property
    def bases(self) -> str:
        """Return the acts it rests on."""
        return "; ".join(basis.act for basis in self.definition.legal_bases)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the register, with how many procedures it concerns in each way."""

    name: str
    signed: date
    counts: tuple[tuple[Kind, int], ...]

    @property
    def number(self) -> int:
        """Return how many procedures it concerns."""
        return sum(number for _, number in self.counts)


def decisions() -> list[Decision]:
    """Return all decisions, the newest first."""
    signed: dict[str, date] = {}
    counts: dict[str, dict[Kind, int]] = {}
    for name, number, day in ProcedureVersion.objects.values_list("decision", "number", "decision_date"):
        kind: Kind = "new" if number == 1 else "amended"
        signed[name] = max(day, signed.get(name, day))
        counts.setdefault(name, dict.fromkeys(KINDS, 0))[kind] += 1
    for row in Procedure.objects.exclude(repealed_from=None):
        entry = read.at(row.stream, row.version)  # a repeal is the last entry of its procedure
        assert entry is not None
        name, day = row.repealed_by, date.fromisoformat(entry.payload["decision_date"])
        signed[name] = max(day, signed.get(name, day))
        counts.setdefault(name, dict.fromkeys(KINDS, 0))["replaced" if row.replaced_by else "repealed"] += 1
    made = [Decision(name, signed[name], tuple(numbers.items())) for name, numbers in counts.items()]
    return sorted(made, key=lambda one: (-one.signed.toordinal(), one.name))


def lines(decision: str) -> list[Line]:
    """Return what a decision does, in the order of the annex: kind, field, name; empty for an unknown decision."""
    found = [*_published(decision), *_repealed(decision)]
    key = search_key
    return sorted(found, key=lambda x: (KINDS.index(x.kind), key(x.definition.field), key(x.definition.name)))


def _published(decision: str) -> Iterator[Line]:
    for pk in ProcedureVersion.objects.filter(decision=decision).values_list("id", flat=True):
        version = queries.by_version(pk)
        before = next((v for v in queries.history(version.code) if v.number == version.number - 1), None)
        found = differences(before.definition, version.definition) if before else ()
        told = tuple(one for one in found if one.section != "unverified")
        kind: Kind = "amended" if before else "new"
        yield Line(kind, version.code, version.definition, version.valid_from, told)


def _repealed(decision: str) -> Iterator[Line]:
    for row in Procedure.objects.filter(repealed_by=decision).exclude(repealed_from=None):
        last = queries.history(row.code)
        if last and row.repealed_from:
            others = tuple(row.replaced_by.split())
            kind: Kind = "replaced" if others else "repealed"
            yield Line(kind, row.code, last[0].definition, row.repealed_from, others=others)
