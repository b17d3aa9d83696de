"""Writing a proposal to simplify a procedure, and writing it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.core.procedure import acts
from motcua.core.refusal import Refused
from motcua.core.text import nfc
from motcua.ledger.commit import Key, NewEntry, once
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import queries_acts, recipes, review_policies
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.models import Proposal, Review
from motcua.procedures.models.proposals import DRAFT
from motcua.procedures.recording import record

MEASURES: Final = ("simplify", "amend", "replace", "repeal")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of law that is asked for: act and article, the wording in force, the wording proposed."""

    act: str
    article: str = ""
    wording: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a proposal says."""

    procedure: str
    measure: str
    content: str
    reason: str
    roadmap: str = ""
    unit: str = ""
    review: UUID | None = None
    changes: Sequence[Change] = ()


def write_proposal(
    given: Written, *, actor: Actor, at: datetime, proposal: UUID | None = None, key: Key | None = None
) -> Proposal:
    """Write a new proposal, or (while nobody decided on it) an own one anew."""

    def attempt() -> UUID:
        row = Proposal.objects.get(pk=proposal) if proposal else None
        review = Review.objects.filter(pk=given.review).first() if given.review else None
        unit = row.unit if row else review.unit if review else people.unit(given.unit).code
        review_policies.can_write_proposal(actor, unit).enforce()
        if row is not None:
            still_draft(row)
        told, content = _told(given, row, review, unit, at)
        entry = NewEntry("proposal.written", told, content)
        done = record(recipes.PROPOSALS, row, [entry], actor=actor.id, at=at, key=key)
        return UUID(done.stream.partition(":")[2])

    return Proposal.objects.get(pk=once(key, actor.id, attempt, lambda first: UUID(first["id"])))


def still_draft(row: Proposal) -> None:
    """Refuse to change a proposal on which somebody has decided."""
    if row.state != DRAFT:
        raise Refused(
            "proposal_decided",
            _("Phương án này đã có quyết định hoặc đã rút nên không sửa được nữa."),
            _("Cần đề xuất khác thì soạn phương án mới."),
        )


def _told(
    given: Written, row: Proposal | None, review: Review | None, unit: str, at: datetime
) -> tuple[dict[str, Any], dict[str, Any]]:
    code = row.procedure if row else given.procedure
    subject = queries_acts.applying(PROCEDURE, code, timezone.localdate(at)) if row is None else None
    if row is None and subject is None:
        raise Refused("unknown_procedure", _("Không có thủ tục %(code)s đang áp dụng.") % {"code": code})
    if given.measure not in MEASURES:
        raise Refused("unknown_measure", _("Hãy chọn cách đơn giản hóa."))
    if not given.content.strip() or not given.reason.strip():
        raise Refused("texts_missing", _("Phương án phải có nội dung và lý do."))
    changes = [one for one in given.changes if one.act.strip()]
    unread = [one.act for one in changes if not acts.act_key(one.act)]
    if unread:
        raise Refused(
            "unknown_act",
            _("«%(number)s» không phải số, ký hiệu văn bản.") % {"number": unread[0][:80]},
            _("Viết như 175/2024/NĐ-CP hoặc Bộ luật Dân sự 2015."),
        )
    version = row.procedure_version if row else subject.version if subject else None
    known_review = row.review if row else review.pk if review else None
    told = {
        "procedure": code,
        "procedure_version": str(version),
        "review": str(known_review) if known_review else None,
        "unit": unit,
        "measure": given.measure,
        "acts": [acts.act_key(one.act) for one in changes],
    }
    content = {
        "content": nfc(given.content).strip(),
        "reason": nfc(given.reason).strip(),
        "roadmap": nfc(given.roadmap).strip(),
        "changes": [
            {
                "act": " ".join(nfc(one.act).split()),
                "article": " ".join(nfc(one.article).split()),
                "wording": nfc(one.wording).strip(),
                "proposed": nfc(one.proposed).strip(),
            }
            for one in changes
        ],
    }
    return told, content
