"""The messages of the person who is logged in."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from motcua.notices import actions, policies, queries, texts
from motcua.notices.actions.decline import held, is_declined
from motcua.notices.letters import LETTERS, Written, again
from motcua.notices.models import Message
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
    shown = [(message, _translated(message)) for message in page]
    context = {"page_obj": page, "shown": shown, "unread": queries.unread(acted.actor)}
    return render(request, "notices/citizen/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def channel(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Say that a channel is not wanted any more, or wanted again: by the link of a message, without an account."""
    acted = cast(ActedRequest, request)
    message = held(message_id)
    if request.method == "POST":
        if "again" in request.POST:
            actions.accept(message_id)
        else:
            actions.decline(message_id, at=acted.at)
        return redirect("notices:channel", message_id)
    context = {"message": message, "declined": is_declined(message.channel, message.address)}
    response = render(request, "notices/citizen/channel.html", context)
    add_never_cache_headers(response)
    return response


def _translated(message: Message) -> Written | None:
    """Return the letter in the language of the page; None on a Vietnamese page, and for one that kept no facts."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not message.facts:
        return None
    letter = texts.letter(message.letter, message.created_at) if message.letter in LETTERS else None
    return again(letter, message.facts, language)
