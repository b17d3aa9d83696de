"""Write down what an auditor found on looking at a sign."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.core.refusal import Refused
from motcua.dossiers import sign_policies as policies
from motcua.dossiers.models import Sign, SignNote
from motcua.dossiers.models.signs import VERDICTS
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once
from motcua.ledger.keys import digest
from motcua.people.actor import Actor

LONGEST_NOTE: Final = 1000


def note_sign(sign_id: UUID, *, actor: Actor, at: datetime, key: str, verdict: str, text: str) -> UUID:
    """Note on a sign that it was seen, with the explanation; a later note follows, none is written over in the log."""
    stored = Key(key, "sign.note", digest({"sign": str(sign_id), "verdict": verdict, "text": text}))

    def attempt() -> UUID:
        sign = Sign.objects.filter(pk=sign_id).first()
        if sign is None or not policies.sees(actor, sign.unit):
            raise Refused("not_found", "Không có dấu hiệu này.", "Xem lại danh sách dấu hiệu bất thường.")
        policies.can_note(actor, sign.unit).enforce()
        if verdict not in VERDICTS:
            raise Refused("no_verdict", "Chưa chọn kết luận.", "Chọn một kết luận.")
        words = text.strip()
        if not words:
            raise Refused("text_missing", "Chưa viết giải thích.", "Ghi đã xem gì và giải thích thế nào.")
        if len(words) > LONGEST_NOTE:
            raise Refused("too_long", "Nội dung quá dài.", "Viết ngắn hơn 1000 chữ cái.")
        row = SignNote.objects.filter(pk=sign_id).first()
        columns = {"code": sign.code, "verdict": verdict, "text": words, "noted_by": actor.id, "noted_at": at}
        version, head = (row.version, bytes(row.head)) if row else (0, Subject(SignNote, sign_id).head)
        commit(
            Subject(SignNote, sign_id, version, head, columns, last_at=row.noted_at if row else None),
            [NewEntry("sign.noted", {"code": sign.code, "subject": sign.stream, "verdict": verdict}, {"text": words})],
            actor=actor.id,
            at=at,
            key=stored,
            result={"sign": str(sign_id)},
        )
        return sign_id

    return once(stored, actor.id, attempt, lambda result: UUID(result["sign"]))
