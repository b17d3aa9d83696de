"""Codes as lists write them: what blanks, dots and spreadsheets have made of them, and what was meant."""

import re
from dataclasses import dataclass
from typing import Any, Final

from motcua.core.procedure.bulk.cells import plain
from motcua.core.procedure.codes import BadCode, normalise

_FEWEST: Final = 3
_SHORTENED: Final = re.compile(r"(\d)[.,](\d{1,5})")


@dataclass(frozen=True, slots=True)
class Mended:
    """The code that is meant; ``doubt`` says in Vietnamese what is not certain about it, ``note`` what was mended."""

    code: str
    doubt: str = ""
    note: str = ""


def mended(cell: Any) -> Mended:
    """Return the code in a cell; raises :class:`BadCode` where none can be told."""
    if isinstance(cell, float):
        text = f"{cell:.6f}"
        shown = repr(cell)
        return Mended(text, _shortened(shown, text) if len(shown) < len(text) else "")
    text = plain(cell)
    if found := _SHORTENED.fullmatch(text):
        code = f"{found[1]}.{found[2].ljust(6, '0')}"
        return Mended(code, _shortened(text, code))
    code = normalise(text).national
    strange = not text.startswith(code) or (len(text) > len(code) and not text[len(code) :].startswith((".000", ".H")))
    raw = str(cell)
    note = f"Mã «{raw}» được đọc là {code}." if strange or (raw != text and not isinstance(cell, int)) else ""
    return Mended(code, note=note)


def codelike(cell: Any) -> bool:
    """Tell whether a cell may hold a code at all: words and empty cells do not."""
    return not isinstance(cell, str | None) or sum(letter.isdigit() for letter in cell or "") >= _FEWEST


def _shortened(shown: str, code: str) -> str:
    return f"Mã «{shown}» thiếu chữ số, có lẽ bảng tính đã bỏ số 0 ở cuối: được đọc là {code}."


__all__ = ["BadCode", "Mended", "codelike", "mended"]
