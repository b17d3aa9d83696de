"""What an opinion and an approval have in common: the request that waits, and how its answer is written down."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, Update, commit
from motcua.people.actor import Actor
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads, work
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models import DraftRequest

Answer = Literal["agree", "change"]


def asked_for(request: UUID, kind: str) -> tuple[DraftRequest, Opened]:
    """Return a request that waits, with its draft as it stands; refused where there is none or it is closed."""
    asked = DraftRequest.objects.filter(pk=request, kind=kind).first()
    now = reads.current(asked.draft_id) if asked is not None else None
    if asked is None or now is None:
        raise Refused("not_found", _("Không có lần hỏi ý kiến này."))
    draft_policies.is_open(now.row).enforce()
    return asked, now


def seen(now: Opened, revision_read: int) -> int:
    """Return the revision that was read; refused where the draft has no such one."""
    if not 1 <= revision_read <= now.revision:
        raise Refused("unknown_revision", _("Không có lần sửa %(number)d.") % {"number": revision_read})
    return revision_read


def record(
    now: Opened, asked: DraftRequest, answer: Answer, revision: int, state: str, actor: Actor, at: datetime
) -> None:
    """Write the answer, the new state of the draft and the end of the work item."""
    told = {
        "asked": asked.seq,
        "kind": asked.kind,
        "unit": asked.unit,
        "role": asked.role,
        "answer": answer,
        "revision": revision,
        "state": state,
    }
    commit(
        Subject.of(now.row, state=state, changed_at=at),
        [NewEntry(events.ANSWERED.name, told | delegated(actor, asked))],
        actor=actor.id,
        at=at,
        children=[
            answered(asked, answer, revision, actor, at),
            work.ended(now.row.pk, asked.seq, asked.kind, at=at, by=actor, outcome=answer),
        ],
    )


def answered(asked: DraftRequest, answer: str, revision: int, actor: Actor, at: datetime) -> Update:
    """Return the write that marks the request as answered."""
    values = {"answer": answer, "answered_by": actor.id, "answered_at": at, "answered_revision": revision}
    return Update(DraftRequest, {"id": asked.pk}, values)


def delegated(actor: Actor, asked: DraftRequest) -> dict[str, str]:
    """Return by which delegation somebody answers, for the entry."""
    duty = draft_policies.duty_of(actor, asked)
    return {"delegation": duty.delegation} if duty is not None and duty.delegation else {}
