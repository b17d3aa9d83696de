"""The link in the notice that a result was handed over: it opens the three questions and nothing else."""

from __future__ import annotations

import base64
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT: Final = "dossiers.rating"
LENGTH: Final = 12  # 72 bits: short enough for a text message, too many to try


def rating_url(code: str) -> str:
    """Return the public address of the questions about a dossier, signed."""
    return f"{settings.PUBLIC_URL}/t/{code}/rating/?k={_signature(code)}"


def is_signature(code: str, given: str) -> bool:
    """Tell whether the link was given out for this dossier."""
    return constant_time_compare(given, _signature(code))


def _signature(code: str) -> str:
    digest = salted_hmac(SALT, code, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode()[:LENGTH]
