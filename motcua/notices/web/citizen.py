"""The messages of the person who is logged in."""

from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.notices import actions, policies, queries
from motcua.people.middleware import ActedRequest

PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Show own messages, newest first; a POST marks all as read."""
    acted = cast(ActedRequest, request)
    policies.can_read_own(acted.actor).enforce()
    messages = queries.for_recipient(acted.actor)
    if request.method == "POST":
        unread = list(messages.filter(read_at=None).values_list("pk", flat=True))
        actions.mark_read(unread, actor=acted.actor, at=acted.at)
        return redirect("notices:own")
    page = Paginator(messages, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/citizen/own.html", {"page_obj": page, "unread": queries.unread(acted.actor)})
