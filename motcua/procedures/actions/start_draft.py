"""Beginning the next version of a procedure: from a published version, from nothing, or from an imported row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.draft import Intent, Plain, Plan, document, in_form
from motcua.core.refusal import Refused
from motcua.ledger.commit import Change, Key, NewEntry, commit, once
from motcua.people.actor import Actor
from motcua.procedures import draft_policies, draft_recipes, queries
from motcua.procedures.drafting.documents import change_of, code_of, digest, title_of, to_text
from motcua.procedures.events import drafts as events
from motcua.procedures.models import ProcedureVersion
from motcua.procedures.recording import prepared

BegunFrom = Literal["blank", "version", "import"]


def start_draft(
    written: Mapping[str, Any],
    begun_from: BegunFrom,
    *,
    actor: Actor,
    at: datetime,
    base: UUID | None = None,
    key: Key | None = None,
) -> UUID:
    """Begin a draft with what is written so far, sound or not, and return its id; it must name a procedure's code."""
    draft_policies.can_write(actor).enforce()
    data = in_form(written)
    _code(data, base)

    def attempt() -> UUID:
        begun = change_for(data, begun_from, actor=actor, at=at, base=base)
        commit(begun.subject, begun.entries, actor=actor.id, at=at, key=key, children=begun.children)
        return begun.subject.pk

    return once(key, actor.id, attempt, lambda earlier: UUID(earlier["id"]))


def change_for(data: Plain, begun_from: BegunFrom, *, actor: Actor, at: datetime, base: UUID | None) -> Change:
    """Return the commit that begins a draft, for one or for many at once."""
    text = to_text(data)
    told = {
        "code": code_of(data),
        "change": change_of(data),
        "begun_from": begun_from,
        "base": str(base) if base else None,
        "revision": 1,
        "digest": digest(text).hex(),
    }
    beside = {"text": text, "title": title_of(data)}
    entry = NewEntry(events.STARTED.name, told)
    return prepared(draft_recipes.DRAFTS, None, [entry], actor=actor.id, at=at, aside=beside)


def _code(data: Plain, base: UUID | None) -> str:
    """Return the code that a draft names, which must be that of the version it begins from."""
    code = code_of(data)
    if not code:
        raise Refused(
            "bad_code",
            _("Bản nháp phải có mã thủ tục, ví dụ 1.001193."),
            _("Thủ tục chưa có mã quốc gia thì đề nghị cấp mã trước."),
        )
    if base is not None and not ProcedureVersion.objects.filter(pk=base, procedure__code=code).exists():
        raise Refused("unknown_version", _("Không có bản đã công bố này của thủ tục %(code)s.") % {"code": code})
    return code


def copy_of(version: queries.Published) -> Plain:
    """Return what a draft from a published version begins with: its definition, to be amended."""
    return document(version.definition, Intent("amended"), Plan())
