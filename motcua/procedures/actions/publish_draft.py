"""Publishing an approved draft: the next version of its procedure, with what it replaces, in one step."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.procedure.draft import Written, read
from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.people.queries import local_day
from motcua.procedures import draft_recipes, policies, queries
from motcua.procedures.actions.publish import publish_once
from motcua.procedures.actions.repeal import repeal_once
from motcua.procedures.drafting import timing
from motcua.procedures.drafting.answering import as_read
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import APPROVED
from motcua.procedures.recording import record


def publish_draft(
    draft: UUID,
    revision_read: int,
    acknowledged: Collection[str],
    *,
    actor: Actor,
    at: datetime,
    treatments: Mapping[str, str] | None = None,
    key: Key | None = None,
) -> queries.Published | None:
    """Make the approved draft the next version, or repeal its procedure, and close it.

    Refused while a line of the gate blocks, or a warning of it was not acknowledged (by its id). What it replaces ends
    on the same day; ``treatments`` say by code what becomes of open dossiers. Returns None where it repeals.
    """
    policies.can_publish(actor).enforce()

    def attempt() -> queries.Published | None:
        now = _approved(draft, revision_read)
        written = read(now.document)
        publication = _through_the_gate(now, written, acknowledged, at)
        with transaction.atomic():
            return _publish(now, written, publication, actor, at, key, treatments or {}, len(set(acknowledged)))

    return once(key, actor.id, attempt, lambda first: _version(first["result"]))


def _version(named: str | None) -> queries.Published | None:
    return None if named is None else queries.by_version(UUID(named))


def _approved(draft: UUID, revision_read: int) -> Opened:
    now = as_read(
        draft,
        revision_read,
        _("Bản nháp vừa được người khác sửa nên chưa công bố."),
        _("Tải lại trang, xem bản mới nhất rồi công bố."),
    )
    if now.row.state != APPROVED:
        raise Refused(
            "not_approved", _("Bản nháp chưa được duyệt nên chưa công bố được."), _("Trình duyệt trước khi công bố.")
        )
    return now


def _through_the_gate(now: Opened, written: Written, acknowledged: Collection[str], at: datetime) -> Publication:
    today = local_day(at)
    found = gate(now, written, timing.clocks_of(now.row, written, today), today)
    publication = written.plan.publication()
    if found.blocking or publication is None:
        raise Refused(
            "unsound_draft",
            _("Chưa công bố được %(code)s: còn %(count)d điểm phải sửa.")
            % {"code": now.row.code, "count": len(found.blocking)},
            " ".join(line.message for line in found.blocking),
        )
    unseen = [line for line in found.warnings if line.id not in acknowledged]
    if unseen:
        raise Refused(
            "unseen_warnings",
            _("Còn %(count)d lưu ý chưa được đánh dấu đã xem.") % {"count": len(unseen)},
            " ".join(line.message for line in unseen),
        )
    return publication


def _publish(
    now: Opened,
    written: Written,
    publication: Publication,
    actor: Actor,
    at: datetime,
    key: Key | None,
    treatments: Mapping[str, str],
    acknowledged: int,
) -> queries.Published | None:
    row, published = now.row, None
    if written.intent.kind == "repealed":
        repeal_once(row.code, publication, actor=actor, at=at, treatment=treatments.get(row.code, ""))
    else:
        assert written.definition is not None
        published = publish_once(written.definition, publication, actor=actor, at=at, draft=row.pk)
    for code in written.intent.replaces:
        treatment = treatments.get(code, "")
        repeal_once(code, publication, actor=actor, at=at, treatment=treatment, replaced_by=[row.code])
    told = {
        "code": row.code,
        "change": written.intent.kind,
        "revision": now.revision,
        "number": published.number if published else None,
        "result": str(published.id) if published else None,
        "replaced": list(written.intent.replaces),
        "acknowledged": acknowledged,
    }
    entry, result = NewEntry(events.PUBLISHED.name, told), {"result": told["result"]}
    record(draft_recipes.DRAFTS, row, [entry], actor=actor.id, at=at, key=key, result=result)
    return published
