"""End a lasting mandate before its last day, as whoever gave it asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.core.refusal import Refused
from motcua.dossiers import policies
from motcua.dossiers.models import Mandate
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once
from motcua.ledger.keys import digest
from motcua.people.actor import Actor


def revoke_mandate(mandate_id: UUID, *, actor: Actor, at: datetime, key: str) -> UUID:
    """End a mandate now; dossiers that were handed in under it stay as they are."""
    stored = Key(key, "mandate.revoke", digest({"mandate": str(mandate_id)}))

    def attempt() -> UUID:
        row = Mandate.objects.filter(pk=mandate_id).first()
        if row is None or not policies.can_receive(actor, row.unit).allowed:
            raise Refused("not_found", "Không có ủy quyền này.", "Xem lại danh sách ủy quyền lâu dài.")
        if row.revoked_at is not None:
            raise Refused("revoked_already", "Ủy quyền này đã thôi trước đó.", "Không phải làm gì thêm.")
        commit(
            Subject(Mandate, row.pk, row.version, bytes(row.head), {"revoked_at": at}, last_at=row.recorded_at),
            [NewEntry("mandate.revoked", {"unit": row.unit})],
            actor=actor.id,
            at=at,
            key=stored,
            result={"mandate": str(row.pk)},
        )
        return mandate_id

    return once(stored, actor.id, attempt, lambda result: UUID(result["mandate"]))
