"""What an opinion and an approval have in common: the request that waits, and how its answer is written down."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry
from motcua.people.actor import Actor
from motcua.procedures import draft_policies, draft_recipes
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models import DraftRequest
from motcua.procedures.recording import record

Answer = Literal["agree", "change"]


def asked_for(request: UUID, kind: str) -> tuple[DraftRequest, Opened]:
    """Return a request that waits, with its draft as it stands; refused where there is none or it is closed."""
    asked = DraftRequest.objects.filter(pk=request, kind=kind).first()
    now = reads.current(asked.draft_id) if asked is not None else None
    if asked is None or now is None:
        raise Refused("not_found", _("Không có lần hỏi ý kiến này."))
    draft_policies.is_open(now.row).enforce()
    return asked, now


def as_read(draft: UUID, revision_read: int, refusal: str, hint: str) -> Opened:
    """Return an open draft as it was read; refused, in the words of what was to be done, where somebody saved since."""
    now = opened(draft)
    if now.revision != revision_read:
        raise Refused("draft_changed", refusal, hint)
    return now


def opened(draft: UUID) -> Opened:
    """Return an open draft as it stands; refused where there is none."""
    now = reads.current(draft)
    if now is None:
        raise Refused("not_found", _("Không có bản nháp này."))
    draft_policies.is_open(now.row).enforce()
    return now


def seen(now: Opened, revision_read: int) -> int:
    """Return the revision that was read; refused where the draft has no such one."""
    if not 1 <= revision_read <= now.revision:
        raise Refused("unknown_revision", _("Không có lần sửa %(number)d.") % {"number": revision_read})
    return revision_read


def answer_with(
    now: Opened,
    asked: DraftRequest,
    answer: Answer,
    revision: int,
    state: str,
    *,
    actor: Actor,
    at: datetime,
    key: Key | None,
) -> None:
    """Write the answer down; the draft's new state and the end of the work follow."""
    told = {
        "asked": asked.seq,
        "kind": asked.kind,
        "unit": asked.unit,
        "role": asked.role,
        "answer": answer,
        "revision": revision,
        "state": state,
    }
    entry = NewEntry(events.ANSWERED.name, told | delegated(actor, asked))
    record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key)


def own_remark(now: Opened, actor: Actor, reason: str, hint: str) -> None:
    """Refuse an answer that wants changes where the actor has no open remark that says which."""
    if not any(remark.row.author == actor.id and not remark.resolved for remark in reads.remarks(now.row)):
        raise Refused("no_remark", reason, hint)


def delegated(actor: Actor, asked: DraftRequest) -> dict[str, str]:
    """Return by which delegation somebody answers, for the entry."""
    duty = draft_policies.duty_of(actor, asked)
    return {"delegation": duty.delegation} if duty is not None and duty.delegation else {}
