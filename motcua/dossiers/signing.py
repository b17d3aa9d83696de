"""Who signed a result and by what right: the facts of posts and delegations behind its signature block."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from motcua.core.worktime.vietnamese import local
from motcua.documents.signature_blocks import Rank, SignatureBlock, SigningFacts, compute
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.people.models import Delegation, User
from motcua.worklist.models import WorkItem


def blocks(decided: Mapping[UUID, str]) -> dict[UUID, SignatureBlock]:
    """Return the signature block of each dossier; ``decided`` maps it to the code of its deciding step."""
    done = WorkItem.objects.filter(subject_id__in=list(decided), kind="step", closed_at__isnull=False)
    items = list(done.order_by("seq"))
    names = people.names({item.closed_by for item in items} - {""})
    found: dict[UUID, SignatureBlock] = {}
    known: dict[tuple[str, str, str, date], SignatureBlock] = {}
    for item in items:
        if item.step != decided[item.subject_id] or not item.closed_by.startswith("user:") or not item.closed_at:
            continue
        by = (item.closed_by, item.unit, item.role, local(item.closed_at).date())
        if by not in known:
            known[by] = _block(item, names.get(item.closed_by, ""))
        found[item.subject_id] = known[by]
    return found


def _block(item: WorkItem, name: str) -> SignatureBlock:
    assert item.closed_at is not None
    unit = people.unit(item.unit)
    account = Actor(item.closed_by, "user").user_id
    assert account is not None
    duties = people.duties_of(account, item.closed_at)
    duty = Actor(item.closed_by, "user", duties).duty(item.role, item.unit)
    lent = duty.delegation if duty else None
    return compute(
        SigningFacts(
            name=name,
            agency_kind=unit.kind,
            role=item.role,
            rank=_rank(people.holders(item.role, item.unit, item.closed_at), account),
            decision=Delegation.objects.values_list("decision", flat=True).get(pk=lent) if lent else "",
            agency_above=unit.parent.kind if unit.parent else "",
        )
    )


def _rank(holders: Iterable[User], account: UUID) -> Rank:
    """Return the head's rank where one person alone leads the unit; of several no post says who is first."""
    return "head" if [holder.pk for holder in holders] == [account] else "unknown"
