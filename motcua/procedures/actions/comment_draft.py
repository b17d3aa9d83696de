"""Remarks on a draft: said at a place of it, and dealt with."""

import re
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.procedures import draft_policies, draft_recipes
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.answering import opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models import DraftComment, DraftRequest
from motcua.procedures.recording import record

LONGEST, LONGEST_PATH = 4000, 200
PLACE = re.compile(r"[\w.\[\]-]*", re.ASCII)  # names of fields, codes and positions; nobody's words


def comment_draft(draft: UUID, path: str, text: str, *, actor: Actor, at: datetime, key: Key | None = None) -> int:
    """Remark on a place of the draft ("" for the whole) and return the remark's number."""
    said = nfc(text).replace("\x00", "").strip()
    if not said:
        raise Refused("empty_remark", _("Góp ý chưa có nội dung."))
    if len(said) > LONGEST or len(path) > LONGEST_PATH:
        raise Refused("remark_too_long", _("Góp ý dài quá %(most)d chữ.") % {"most": LONGEST})

    if not PLACE.fullmatch(path):
        raise Refused("bad_place", _("Không có chỗ đó trong bản nháp."), _("Mở lại bản nháp rồi góp ý ở đúng chỗ."))

    def attempt() -> int:
        now = opened(draft)
        asked = DraftRequest.objects.filter(reads.asked_of(actor), draft=now.row).exists()
        draft_policies.can_comment(actor, asked).enforce()
        number = now.row.comments + 1
        told = {"number": number, "path": path, "revision": now.revision}
        entry = NewEntry(events.COMMENTED.name, told, {"text": said})
        result = {"number": number}
        record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key, result=result)
        return number

    return once(key, actor.id, attempt, lambda earlier: int(earlier["number"]))


def resolve_comment(draft: UUID, number: int, *, actor: Actor, at: datetime, key: Key | None = None) -> None:
    """Note that a remark was dealt with; by procedure control, or by whoever made it."""

    def attempt() -> None:
        now = opened(draft)
        remark = DraftComment.objects.filter(draft=now.row, number=number).first()
        if remark is None:
            raise Refused("not_found", _("Không có góp ý này."))
        if remark.author != actor.id:
            draft_policies.can_write(actor).enforce()
        if remark.resolved_at is not None:
            return
        entry = NewEntry(events.RESOLVED.name, {"number": number, "revision": now.revision})
        record(draft_recipes.DRAFTS, now.row, [entry], actor=actor.id, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
