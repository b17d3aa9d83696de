"""Definitions as plain data: one canonical text per content, whatever file or form it came from."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.core.ledger import canonical_text


def plain(value: Any) -> Any:
    """Return YAML's or a form's data with texts for keys and days, lists for sequences; floats stay a fault."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return int(value)
    return str(value)


def text_of(data: Mapping[str, Any]) -> str:
    """Return the canonical text of a definition."""
    return canonical_text(plain(data))


def data_of(text: str) -> dict[str, Any]:
    """Return the definition behind a stored text."""
    data: dict[str, Any] = json.loads(text)
    return data


def digest(text: str) -> bytes:
    """Return the SHA-256 of a definition's canonical text."""
    return hashlib.sha256(text.encode()).digest()
