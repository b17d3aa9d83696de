"""What other pages show of drafts and reviews: the inbox, the register, the page of a procedure."""

from collections.abc import Mapping
from typing import Any

from motcua.people.middleware import ActedRequest
from motcua.procedures import desk_work, parameters, queries_acts, queries_proposals, queries_reviews, review_policies
from motcua.procedures.citing import PROCEDURE
from motcua.procedures.drafting import reads
from motcua.procedures.models import Review
from motcua.procedures.web.officer.access import today
from motcua.procedures.web.officer.review_access import review_lines
from motcua.procedures.web.officer.work_lines import work_lines
from motcua.ui import slots


def _request(context: Mapping[str, Any]) -> ActedRequest:
    request: ActedRequest = context["request"]
    return request


def inbox(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the work on drafts and reviews that waits for somebody; heads see also that there is none."""
    request = _request(context)
    actor = request.actor
    if not actor.duties:
        return None
    work = work_lines(list(desk_work.waiting(actor)[: desk_work.MOST]), request.at)
    sees_reviews = review_policies.can_see_reviews(actor).allowed
    if not work and not (sees_reviews and queries_reviews.visible_to(actor).exists()):
        return None
    return {"work": work, "sees_reviews": sees_reviews, "sees_drafts": reads.visible_to(actor).exists()}


def home(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what presses in procedure control: reviews that are late, acts that nobody entered."""
    request = _request(context)
    if not review_policies.can_see_all(request.actor).allowed:
        return None
    counts = queries_reviews.counts(request.actor, request.at)
    return {"review_counts": counts, "unentered": len(queries_acts.unentered())}


def procedure(context: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return when a procedure was last looked at, its review that runs, and its proposals."""
    request, code = _request(context), context.get("code", "")
    if not code or not review_policies.can_see_all(request.actor).allowed:
        return None
    rows = Review.objects.filter(subject_kind=PROCEDURE, subject=code).order_by("-opened_at")
    on = today(request)
    known = parameters.version("reviews", on) is not None
    return {
        "review_lines": review_lines(rows[:5], request.at),
        "proposal_lines": queries_proposals.listing(request.actor, on, text=code)[:5],
        "may_review": known and review_policies.can_keep(request.actor).allowed,
        "code": code,
    }


def register() -> None:
    """Fill the places of other pages."""
    slots.register("inbox.other", "procedures", order=10, template="procedures/officer/_inbox_work.html", data=inbox)
    slots.register("registry.home", "reviews", order=20, template="procedures/officer/_home_reviews.html", data=home)
    slots.register(
        "registry.procedure", "reviews", order=20, template="procedures/officer/_procedure_reviews.html", data=procedure
    )
