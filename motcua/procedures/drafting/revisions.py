"""The row of one saved state of a draft."""

from datetime import datetime
from uuid import UUID, uuid4

from motcua.ledger.commit import Insert
from motcua.people.actor import Actor
from motcua.procedures.drafting.documents import digest
from motcua.procedures.models import DraftRevision


def revision(draft: UUID, number: int, text: str, title: str, actor: Actor, at: datetime) -> Insert:
    """Return the child row of one saved state."""
    return Insert(
        DraftRevision,
        {
            "id": uuid4(),
            "draft_id": draft,
            "number": number,
            "document": text,
            "digest": digest(text),
            "title": title,
            "editor": actor.id,
            "saved_at": at,
        },
    )
