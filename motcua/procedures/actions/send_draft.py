"""Sending a draft out: to those who must look at it, or to whoever is to approve it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.procedure.clocks import Office
from motcua.core.procedure.draft import read
from motcua.core.process.events import moment, read_moment
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.people.queries import local_day, valid_on
from motcua.people.roles import POST_ROLES
from motcua.procedures import draft_policies, draft_recipes
from motcua.procedures.drafting import reads, rules, timing, work
from motcua.procedures.drafting.answering import as_read
from motcua.procedures.drafting.gate import gate
from motcua.procedures.drafting.reads import APPROVAL, REVIEW, Opened
from motcua.procedures.events import drafts as events
from motcua.procedures.models.drafts import DRAFTING, REVIEWING
from motcua.procedures.recording import record


def send_for_review(
    draft: UUID,
    offices: Sequence[Office],
    revision_read: int,
    *,
    actor: Actor,
    at: datetime,
    key: Key | None = None,
) -> datetime | None:
    """Ask the roles of these units for an opinion on the draft as it is now; return by when they are to answer.

    Somebody who was asked and has not answered is not asked twice.
    """
    draft_policies.can_write(actor).enforce()
    _exist(offices, local_day(at))

    def attempt() -> datetime | None:
        now = _as_read(draft, revision_read)
        if now.row.state not in (DRAFTING, REVIEWING):
            raise Refused(
                "not_drafting",
                _("Bản nháp đang chờ duyệt hoặc đã duyệt nên không gửi lấy ý kiến nữa."),
                _("Rút về để sửa nếu cần hỏi thêm."),
            )
        waiting = {(r.unit, r.role) for r in reads.requests(now.row) if r.kind == REVIEW and not r.answer}
        fresh = [office for office in dict.fromkeys(offices) if (office.unit, office.role) not in waiting]
        if not fresh:
            raise Refused("nobody_new", _("Những nơi này đang được hỏi rồi."), _("Chọn nơi khác, hoặc chờ trả lời."))
        due = work.due_after(rules.on(local_day(at)).review_within, at)
        _ask(now, REVIEW, fresh, due, actor, at, key)
        return due

    return once(key, actor.id, attempt, lambda first: read_moment(first["due"]))


def submit_for_approval(
    draft: UUID, office: Office, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None
) -> datetime | None:
    """Put the draft before an approver; refused with everything at once while its content is not ready."""
    draft_policies.can_write(actor).enforce()

    def attempt() -> datetime | None:
        now = _as_read(draft, revision_read)
        current = rules.on(local_day(at))
        _ready(now, current.review_required, local_day(at))
        if office not in current.approvers:
            raise Refused("not_an_approver", _("Nơi này không có thẩm quyền duyệt thủ tục."))
        due = work.due_after(current.approval_within, at)
        _ask(now, APPROVAL, [office], due, actor, at, key)
        return due

    return once(key, actor.id, attempt, lambda first: read_moment(first["due"]))


def _as_read(draft: UUID, revision_read: int) -> Opened:
    return as_read(
        draft,
        revision_read,
        _("Bản nháp vừa được người khác sửa nên chưa gửi."),
        _("Tải lại trang, xem phần vừa sửa rồi gửi."),
    )


def _exist(offices: Sequence[Office], on: date) -> None:
    known = set(OrgUnit.objects.filter(valid_on(on)).values_list("code", flat=True))
    unknown = [office.unit for office in offices if office.unit not in known or office.role not in POST_ROLES]
    if unknown:
        raise Refused("unknown_unit", _("Không có đơn vị hoặc vai trò này: %s.") % ", ".join(unknown)[:200])
    if not offices:
        raise Refused("nobody", _("Chưa chọn nơi nào để hỏi ý kiến."))


def _ready(now: Opened, review_required: bool, today: date) -> None:
    if now.row.state not in (DRAFTING, REVIEWING):
        raise Refused("submitted", _("Bản nháp đã trình duyệt rồi."), _("Rút về để sửa nếu cần trình lại."))
    asked = [request for request in reads.requests(now.row) if request.kind == REVIEW]
    if review_required and not any(request.answer in ("agree", "change") for request in asked):
        raise Refused(
            "not_reviewed",
            _("Chưa ai góp ý bản nháp này."),
            _("Gửi lấy ý kiến và chờ ít nhất một nơi trả lời, rồi trình duyệt."),
        )
    written = read(now.document)
    found = gate(now, written, timing.clocks_of(now.row, written, today), today).content
    if found:
        raise Refused(
            "unsound_draft",
            _("Chưa trình duyệt được: còn %(count)d điểm phải sửa.") % {"count": len(found)},
            _("Xem danh sách “Phải sửa” ở trang bản nháp."),
        )


def _ask(
    now: Opened,
    kind: str,
    offices: Sequence[Office],
    due: datetime | None,
    actor: Actor,
    at: datetime,
    key: Key | None,
) -> None:
    by = moment(due) if due else None
    asked = {"kind": kind, "revision": now.revision, "answer_by": by}
    entries = [NewEntry(events.ASKED.name, {**asked, "unit": one.unit, "role": one.role}) for one in offices]
    record(draft_recipes.DRAFTS, now.row, entries, actor=actor.id, at=at, key=key, result={"due": by})
