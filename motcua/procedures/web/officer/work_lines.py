"""Work on drafts and reviews as lines of the inbox: what is to be done, where, and by when."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.people.queries import local_day
from motcua.procedures import desk_work, queries_acts
from motcua.procedures.draft_recipes import APPROVAL, CLOCK, PUBLICATION
from motcua.procedures.draft_recipes import REVIEW as OPINION
from motcua.procedures.web.officer.clock_words import NAMES
from motcua.worklist.models import WorkItem

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ASKED: "Final[dict[tuple[str, str], StrPromise]]" = {
    ("draft", OPINION): _("Góp ý bản nháp"),
    ("draft", APPROVAL): _("Duyệt bản nháp"),
    ("draft", PUBLICATION): _("Công bố bản đã duyệt"),
    ("draft", CLOCK): _("Đồng hồ công bố"),
    ("review", "review"): _("Rà soát"),
    ("review", "review_late"): _("Đôn đốc rà soát quá hạn"),
}


def work_lines(items: list[WorkItem], at: datetime) -> list[dict[str, Any]]:
    """Return pieces of work as lines, each with the page on which it is done."""
    drafts, reviews = desk_work.drafts_of(items), desk_work.reviews_of(items)
    subjects = {(one.subject_kind, one.subject) for one in reviews.values()}
    names = queries_acts.subject_names(subjects, local_day(at))
    lines = []
    for item in items:
        asked = ASKED[item.subject_kind, item.kind]
        line: dict[str, Any] = {"asked": asked, "due": item.due_at, "late": desk_work.is_late(item, at), "more": ""}
        if item.subject_kind == desk_work.DRAFT:
            draft, title = drafts[item.subject_id]
            page = "draft_publication" if item.kind == PUBLICATION else "draft"
            line |= {"code": draft.code, "name": title, "href": reverse(f"procedures:{page}", args=[draft.pk])}
            line["more"] = NAMES.get(item.step, "") if item.kind == CLOCK else ""
        else:
            one = reviews[item.subject_id]
            named = names.get((one.subject_kind, one.subject), one.subject)
            line |= {"code": one.subject, "name": named, "href": reverse("procedures:review", args=[one.pk])}
            if item.due_at is None:  # a reminder: what is late is the review
                line |= {"due": one.due_at, "late": one.due_at < at}
        lines.append(line)
    return lines
