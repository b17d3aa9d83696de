"""Remarks on a draft: said at a place of it, and dealt with."""

import re
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Insert, Key, NewEntry, Subject, Update, commit, once, retrying
from motcua.people.actor import Actor
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models import DraftComment, DraftRequest

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
        now = _opened(draft)
        asked = DraftRequest.objects.filter(reads.asked_of(actor), draft=now.row).exists()
        draft_policies.can_comment(actor, asked).enforce()
        number, seq = now.row.comments + 1, now.row.version + 1
        values = {
            "id": uuid4(),
            "draft_id": now.row.pk,
            "number": number,
            "seq": seq,
            "path": path,
            "revision": now.revision,
            "author": actor.id,
            "written_at": at,
            "resolved_by": "",
            "resolved_at": None,
            "resolved_revision": None,
        }
        entry = NewEntry(
            events.COMMENTED.name, {"number": number, "path": path, "revision": now.revision}, {"text": said}
        )
        commit(
            Subject.of(now.row, comments=number),
            [entry],
            actor=actor.id,
            at=at,
            key=key,
            children=[Insert(DraftComment, values)],
            result={"number": number},
        )
        return number

    return once(key, actor.id, attempt, lambda earlier: int(earlier["number"]))


def resolve_comment(draft: UUID, number: int, *, actor: Actor, at: datetime) -> None:
    """Note that a remark was dealt with; by procedure control, or by whoever made it."""

    def attempt() -> None:
        now = _opened(draft)
        remark = DraftComment.objects.filter(draft=now.row, number=number).first()
        if remark is None:
            raise Refused("not_found", _("Không có góp ý này."))
        if remark.author != actor.id:
            draft_policies.can_write(actor).enforce()
        if remark.resolved_at is not None:
            return
        values = {"resolved_by": actor.id, "resolved_at": at, "resolved_revision": now.revision}
        commit(
            Subject.of(now.row),
            [NewEntry(events.RESOLVED.name, {"number": number, "revision": now.revision})],
            actor=actor.id,
            at=at,
            children=[Update(DraftComment, {"id": remark.pk}, values)],
        )

    retrying(attempt)


def _opened(draft: UUID) -> Opened:
    now = reads.current(draft)
    if now is None:
        raise Refused("not_found", _("Không có bản nháp này."))
    draft_policies.is_open(now.row).enforce()
    return now
