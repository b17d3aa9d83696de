"""The door of the provider of text messages: one POST of JSON for each message that somebody sent to us."""

from __future__ import annotations

import json
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from motcua.dossiers import asked_by_phone
from motcua.people.middleware import ActedRequest

LONGEST = 10_000


@csrf_exempt  # no session stands behind it: the provider proves itself by the shared token
@require_POST
def inbound(request: ActedRequest) -> HttpResponse:
    """Take one text message with ``from``, ``text`` and ``id``; without the token there is nothing here."""
    token = settings.SMS_INBOUND_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not compare_digest(given.encode(), f"Bearer {token}".encode()):
        return HttpResponse(status=404)
    told = _told(request.body[:LONGEST])
    if told is None:
        return JsonResponse({"error": "from, text and id are wanted"}, status=400)
    answered = asked_by_phone.take(told["from"], told["text"], told["id"], at=request.at)
    return JsonResponse({"answered": bool(answered)})


def _told(body: bytes) -> dict[str, str] | None:
    try:
        data: Any = json.loads(body)
    except ValueError:
        return None
    names = ("from", "text", "id")
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) and data[name] for name in names):
        return None
    return {name: data[name] for name in names}
