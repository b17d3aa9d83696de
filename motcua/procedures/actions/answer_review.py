"""An opinion on a draft, by those who were asked."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import retrying
from motcua.people.actor import Actor
from motcua.procedures import draft_policies
from motcua.procedures.drafting import reads
from motcua.procedures.drafting.answering import Answer, asked_for, record, seen
from motcua.procedures.drafting.reads import REVIEW
from motcua.procedures.models.drafts import REVIEWING


def answer_review(request: UUID, answer: Answer, revision_read: int, *, actor: Actor, at: datetime) -> None:
    """Say that the draft is agreed to, or is to be changed, as it stood at the revision that was read.

    Whoever wants it changed has said where: a remark of one's own, on any place, must be open.
    """

    def attempt() -> None:
        asked, now = asked_for(request, REVIEW)
        draft_policies.can_answer(actor, asked).enforce()
        own = [remark for remark in reads.remarks(now.row) if remark.row.author == actor.id and not remark.resolved]
        if answer == "change" and not own:
            raise Refused(
                "no_remark",
                _("Đề nghị sửa thì phải ghi ít nhất một góp ý: sửa chỗ nào, vì sao."),
                _("Ghi góp ý rồi trả lời lại."),
            )
        record(now, asked, answer, seen(now, revision_read), REVIEWING, actor, at)

    retrying(attempt)
