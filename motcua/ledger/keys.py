"""Idempotency keys: bound to what was asked, and kept for a time; afterwards a repeated request is a new one."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from motcua.core.ledger.canonical_json import UnreadableText, canonical_text
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key
from motcua.ledger.models import IdempotencyKey

BATCH: Final = 1000


def key_for(value: str | None, action: str, request: Mapping[str, Any]) -> Key | None:
    """Return the key of a request, None where the caller has none: ``request`` is all that was asked, as plain JSON."""
    return Key(value, action, digest(request)) if value else None


def digest(request: Mapping[str, Any]) -> bytes:
    """Return the SHA-256 of a request's canonical JSON: what the idempotency key is bound to.

    Text that no database or reader takes (a NUL, half of a pair of surrogates) is refused before anything is written.
    """
    try:
        text = canonical_text(request)
    except UnreadableText:
        raise _unreadable() from None
    if "\\u0000" in text and _holds_nul(request):
        raise _unreadable()
    return hashlib.sha256(text.encode()).digest()


def _holds_nul(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_holds_nul(key) or _holds_nul(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return any(map(_holds_nul, value))
    return isinstance(value, str) and "\0" in value


def _unreadable() -> Refused:
    return Refused(
        "unreadable_text",
        "Nội dung gửi lên có ký tự không đọc được.",
        "Xóa chỗ vừa dán rồi gõ lại, sau đó gửi lần nữa.",
    )


def forget(before: datetime) -> int:
    """Delete keys of commits recorded before a moment, in batches that hold up nobody; return how many."""
    deleted = 0
    old = IdempotencyKey.objects.filter(recorded_at__lt=before)
    while batch := old.values_list("actor", "key")[:BATCH]:
        by_actor: dict[str, list[str]] = defaultdict(list)
        for actor, key in batch:
            by_actor[actor].append(key)
        for actor, their in by_actor.items():  # pairs would be one long OR, which SQLite refuses from a thousand on
            deleted += old.filter(actor=actor, key__in=their).delete()[0]
    return deleted


def forget_stream(stream: str, *, but: str = "") -> int:
    """Delete the keys of what was done to a stream, whose digests have no salt; those of one action stay."""
    return IdempotencyKey.objects.filter(stream=stream).exclude(action=but).delete()[0]
