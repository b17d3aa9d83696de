"""Take back a step that one has just sent, while nobody has opened it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.process.decide import recalling as decide
from motcua.core.process.decide.decision import Decision, permit
from motcua.core.process.events import Event
from motcua.core.process.fold import fold
from motcua.core.refusal import Refused
from motcua.dossiers import policies
from motcua.dossiers.change import Done, Plan, change
from motcua.dossiers.reading import Found
from motcua.ledger import read as ledger
from motcua.people.access import AGAIN
from motcua.people.actor import Actor
from motcua.people.models import AccessRecord


def recall(dossier_id: UUID, *, actor: Actor, at: datetime, key: str | None) -> Done:
    """Bring the dossier back to the step that the actor sent on last; its beginning and due are as they were."""
    return change(
        dossier_id,
        action="dossier.recall",
        actor=actor,
        at=at,
        key=key,
        request={},
        attempt=lambda found: Plan(recalled(found, actor=actor, at=at)),
    )


def recalled(found: Found, *, actor: Actor, at: datetime) -> Decision:
    """Return the decision; Refused says why the step stays where it went."""
    permit(found.now, "recall", at)
    log = [Event(e.type, e.seq, e.at, e.actor, e.payload) for e in ledger.stream(found.stream)]
    if not log or log[-1].seq != found.now.seq:
        raise Refused("moved", "Hồ sơ vừa có người ghi thêm.", "Mở lại trang hồ sơ.")
    sent = log[-1]
    policies.can_recall(actor, sent.actor).enforce()
    former = fold(log[:-1])
    return decide.recall(found.now, at, sent=sent, former=former, opened=_opened(found, sent, actor))


def _opened(found: Found, sent: Event, actor: Actor) -> bool:
    """Tell whether somebody else may have seen the dossier since it was sent: a look soon before hides the next one."""
    looks = AccessRecord.objects.filter(subject=found.stream, at__gte=sent.at - AGAIN)
    return looks.exclude(actor__in=(actor.id, found.created_by)).exists()
