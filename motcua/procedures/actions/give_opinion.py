"""An opinion on a draft, by those who were asked."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.ledger.commit import Key, once
from motcua.people.actor import Actor
from motcua.procedures import draft_policies
from motcua.procedures.drafting.answering import Answer, answer_with, asked_for, own_remark, seen
from motcua.procedures.drafting.reads import REVIEW
from motcua.procedures.models.drafts import REVIEWING


def give_opinion(
    request: UUID, answer: Answer, revision_read: int, *, actor: Actor, at: datetime, key: Key | None = None
) -> None:
    """Say that the draft is agreed to, or is to be changed, as it stood at the revision that was read.

    Whoever wants it changed has said where: a remark of one's own, on any place, must be open.
    """

    def attempt() -> None:
        asked, now = asked_for(request, REVIEW)
        draft_policies.can_answer(actor, asked).enforce()
        if answer == "change":
            own_remark(
                now,
                actor,
                _("Đề nghị sửa thì phải ghi ít nhất một góp ý: sửa chỗ nào, vì sao."),
                _("Ghi góp ý rồi trả lời lại."),
            )
        answer_with(now, asked, answer, seen(now, revision_read), REVIEWING, actor=actor, at=at, key=key)

    once(key, actor.id, attempt, lambda _first: None)
