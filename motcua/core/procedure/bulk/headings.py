"""Lines inside a list that are no procedures: "I. LĨNH VỰC HỘ TỊCH", "A. THỦ TỤC CẤP TỈNH", sums and signatures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from motcua.core.text import nfc, search_key

_FIELD: Final = re.compile(r"lĩnh\s+vực\s*:?\s*(?P<field>[^(:]+)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^(?:[IVXLC]+|[A-ZĐ]|\d{1,3})\s*[.)/-]\s*|^(?:phần|mục|phụ lục)\b", re.IGNORECASE)
_BARE: Final = re.compile(r"[IVXLC]+|[A-ZĐ]|[\d.]{1,7}")
_FOOT: Final = ("tong", "cong", "ghi chu", "nguoi lap", "noi nhan", "ky ten")
_LEVELS: Final = (("cap tinh", "province"), ("cap xa", "commune"))
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """What the headings above a line say for it."""

    field: str = ""
    level: str = ""


def heading(filled: Sequence[str], above: Heading) -> Heading | None:
    """Return what holds below a line without a code; None where the line is a procedure whose code is missing."""
    if not filled or len(filled) > MOST:
        return None
    words = [text for text in filled if not _BARE.fullmatch(text)]
    if not words:
        return above
    text, key = nfc(" ".join(dict.fromkeys(words))), search_key(words[0])
    if key.startswith(_FOOT):
        return above
    level = next((value for said, value in _LEVELS if said in search_key(text)), "")
    if (found := _FIELD.search(text)) is not None:
        name = " ".join(found["field"].split()).strip(" .,-–")
        return Heading(name.capitalize() if name.isupper() else name, level or above.level)
    numbered = len(words) < len(filled) or _NUMBER.match(words[0]) is not None
    if level and (numbered or text.isupper()):
        return replace(above, level=level)
    return above if text.isupper() else None
