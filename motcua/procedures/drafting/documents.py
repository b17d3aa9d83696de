"""The stored text of a draft and what can be said of it without reading all of it."""

import json
from typing import Any

from motcua.core.ledger import canonical_text
from motcua.core.procedure.canonical import digest
from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.draft import Plain, in_form
from motcua.core.refusal import Refused

LARGEST = 512 * 1024


def to_text(document: Plain) -> str:
    """Return the canonical JSON text of a draft; refused where it is larger than any procedure can be."""
    text = canonical_text(in_form(document))
    if len(text.encode()) > LARGEST:
        raise Refused(
            "draft_too_large",
            "Bản nháp lớn hơn 512 kB nên chưa lưu được.",
            "Bớt phần thừa; tệp mẫu thì ghi đường dẫn thay vì chép nội dung vào đây.",
        )
    return text


def from_text(text: str) -> Plain:
    """Return the draft that :func:`to_text` wrote; ValueError for any other text."""
    data: Any = json.loads(text)
    if not isinstance(data, dict):
        raise ValueError("a draft is a mapping")
    return data


def title_of(document: Plain) -> str:
    """Return the name in plain words, or the official one, empty while there is none."""
    return str(document.get("title") or document.get("name") or "")


def code_of(document: Plain) -> str:
    """Return the national code that a draft names; empty while it names none that can be read."""
    try:
        return normalise(str(document.get("code") or "")).national
    except BadCode:
        return ""


def change_of(document: Plain) -> str:
    """Return the kind of change, "amended" where it cannot be read."""
    kind = document.get("change", {}).get("kind")
    return kind if kind in ("new", "amended", "replaced", "repealed") else "amended"


__all__ = ["change_of", "code_of", "digest", "from_text", "title_of", "to_text"]
