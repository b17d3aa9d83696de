"""Reads what a scanner types from the QR code of a Vietnamese identity card, however the keyboard bent it.

The order of fields is data (``LAYOUTS``): it comes from public readers of the card, not from a published standard.
What was scanned is personal data: it never stands in a message, an exception or a log.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.core.phrase import Phrase, marked
from motcua.core.refusal import Refused
from motcua.core.text import nfc, search_key

LAYOUTS: tuple[tuple[str, ...], ...] = (
    ("number", "old_number", "name", "born", "sex", "address", "issued"),
    # A scanner that swallows empty fields leaves the old number out.
    ("number", "name", "born", "sex", "address", "issued"),
)
NEEDED = 6
SEXES = {"nam": "male", "male": "male", "m": "male", "nu": "female", "female": "female", "f": "female"}
# The separator as other keyboard layouts and fonts write it.
SEPARATOR = re.compile("[|¦│｜~\t]")
NUMBER = re.compile(r"\d{12}|\d{9}|[A-Z]{1,2}\d{6,8}", re.ASCII)
PROVINCES = range(1, 97)
HEALTH_CARD = re.compile(r"[A-Z]{2}\d{13}|\d{10}", re.ASCII)
# On the Vietnamese keyboard of Windows the row of digits types these letters and marks.
_DIGITS = {"đ": "0", "\u0300": "5", "\u0309": "6", "\u0303": "7", "\u0301": "8", "\u0323": "9"}
_SHAPED = {"a\u0306": "1", "a\u0302": "2", "e\u0302": "3", "o\u0302": "4"}

UNACCENTED = marked("Họ tên và địa chỉ không có dấu: máy quét gõ mất dấu, đối chiếu với thẻ.")
BENT_NAME = marked("Họ tên có ký tự lạ: tắt bộ gõ tiếng Việt khi quét, đối chiếu với thẻ.")
BENT_DIGITS = marked("Máy quét gõ qua bàn phím tiếng Việt; các chữ số đã được đổi lại, đối chiếu với thẻ.")
OTHER_BIRTH = marked("Số định danh không khớp năm sinh hoặc giới tính ghi trên thẻ: đối chiếu với thẻ.")


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What a card says; ``born`` is None where only the year is known, ``doubts`` are for the officer's eyes."""

    number: str
    name: str
    old_number: str = ""
    born: date | None = None
    birth_year: int | None = None
    sex: str = ""
    address: str = ""
    issued: date | None = None
    doubts: tuple[Phrase, ...] = ()

    @property
    def birth(self) -> str:
        """The birth as papers write it: 01/02/1990, or the year alone."""
        return f"{self.born:%d/%m/%Y}" if self.born else str(self.birth_year or "")


def is_scan(text: str) -> bool:
    """Tell whether a text is what a scanner typed and not a name: fields, a code of another kind, or figures only."""
    text = text.strip()
    digits = sum(c.isdigit() for c in text)
    return bool(SEPARATOR.search(text)) or "://" in text or text.startswith(("{", "<")) or digits > len(text) / 2


def read(text: str, layouts: Sequence[Sequence[str]] = LAYOUTS) -> IdentityCard:
    """Return the card; refuse a torn scan, another country's card and every other code in words that say which.

    Raises ``Refused``: ``scan_torn``, ``scan_health_card``, ``scan_payment``, ``scan_link``, ``scan_foreign``.
    """
    parts = [part.strip() for part in SEPARATOR.split(_repaired(text.strip()))]
    _other_codes(parts)
    for layout in layouts:
        if len(parts) < min(NEEDED, len(layout)):
            continue
        card = _fitted(dict(zip(layout, parts, strict=False)))
        if card:
            return card
    raise _unread(parts)


def _fitted(fields: dict[str, str]) -> IdentityCard | None:
    number, old = _number(fields.get("number", "")), _number(fields.get("old_number", ""))
    name = _name(_visible(fields.get("name", "")))
    day, year = _birth(fields.get("born", ""))
    if not number or not name or not year or (fields.get("old_number") and not old):
        return None
    sex = SEXES.get(search_key(fields.get("sex", "")), "")
    address = _visible(fields.get("address", "")).strip(" ,")
    issued, _ = _birth(fields.get("issued", ""))
    bent = fields["number"].upper().replace(" ", "") != number
    return IdentityCard(
        number=number,
        old_number=old,
        name=name,
        born=day,
        birth_year=year,
        sex=sex,
        address=address,
        issued=issued,
        doubts=tuple(_doubts(number, name, address, year, sex, bent)),
    )


def _doubts(number: str, name: str, address: str, year: int, sex: str, bent: bool) -> list[Phrase]:
    found = []
    if bent:
        found.append(Phrase(BENT_DIGITS))
    if len(name.split()) > 1 and len(address) > 12 and f"{name}{address}".isascii() and len(number) == 12:
        found.append(Phrase(UNACCENTED))
    if any(not (c.isalpha() or c in " '’.-") for c in name):
        found.append(Phrase(BENT_NAME))
    if len(number) == 12 and not _fits(number, year, sex):
        found.append(Phrase(OTHER_BIRTH))
    return found


def _fits(number: str, year: int, sex: str) -> bool:
    """Tell whether the figures of a personal number agree with birth and sex (figures 1–6; even is male)."""
    century, two = int(number[3]), int(number[4:6])
    if int(number[:3]) not in PROVINCES or 1900 + 100 * (century // 2) + two != year:
        return False
    return not sex or (century % 2 == 0) == (sex == "male")


def _other_codes(parts: list[str]) -> None:
    """Refuse codes that are known and are not identity cards, each by its name."""
    first = parts[0]
    if first.startswith("000201"):
        raise Refused(
            "scan_payment", "Đây là mã chuyển khoản (VietQR), không phải mã trên thẻ căn cước.", "Quét mã trên thẻ."
        )
    if "://" in first:
        raise Refused(
            "scan_link", "Đây là mã dẫn tới một trang web, không phải mã trên thẻ căn cước.", "Quét mã trên thẻ."
        )
    hexadecimal = len(parts) > 1 and re.fullmatch(r"(?:[0-9a-fA-F]{2}){3,}", parts[1])
    if HEALTH_CARD.fullmatch(first.upper()) and hexadecimal and not re.fullmatch(r"\d{9}", parts[1]):
        raise Refused(
            "scan_health_card",
            "Đây là mã trên thẻ bảo hiểm y tế, không phải thẻ căn cước.",
            "Quét mã trên thẻ căn cước, hoặc gõ họ tên và số định danh.",
        )


def _unread(parts: list[str]) -> Refused:
    """Return why the text is no card: torn off where it begins as one, else a code of another kind or country."""
    if (_number(parts[0]) and len(parts) < NEEDED) or (len(parts) == 1 and re.fullmatch(r"\d{1,12}", parts[0])):
        return Refused(
            "scan_torn",
            "Mã quét chưa đủ: máy quét dừng giữa chừng.",
            "Quét lại, giữ thẻ phẳng và đủ sáng; thẻ xước thì gõ họ tên và số định danh.",
        )
    return Refused(
        "scan_foreign",
        "Mã này không phải mã trên thẻ căn cước Việt Nam.",
        "Người nước ngoài: gõ họ tên như trên hộ chiếu và số hộ chiếu.",
    )


def _number(text: str) -> str:
    bare = re.sub(r"[\s.-]", "", text).upper()
    if NUMBER.fullmatch(bare):
        return bare
    figures = _figures(text)
    return figures if figures and NUMBER.fullmatch(figures) else ""


def _figures(text: str) -> str:
    """Return the digits that the Vietnamese keyboard of Windows hid behind letters; nothing where others stand.

    The text is read as it was typed: putting marks into their canonical order would swap 5 and 9.
    """
    found = ""
    for character in text.strip().lower():
        base, *marks = list(unicodedata.normalize("NFD", character))
        shape = next((mark for mark in marks if base + mark in _SHAPED), "")
        figures = [_SHAPED.get(base + shape) or _DIGITS.get(base) or base]
        figures += [_DIGITS.get(mark, mark) for mark in marks if mark != shape]
        found += "".join(figures)
    return found if found.isascii() and found.isdigit() else ""


def _birth(text: str) -> tuple[date | None, int | None]:
    """Read ddmmyyyy, dd/mm/yyyy, a year alone, or a day of zeros before the year."""
    figures = _figures(re.sub(r"[\s./-]", "", text))
    if len(figures) == 4 or (len(figures) == 8 and figures[:4] == "0000") or (len(figures) == 6):
        year = int(figures[-4:])
        return None, year if 1850 <= year <= 2150 else None
    if len(figures) != 8:
        return None, None
    try:
        day = date(int(figures[4:]), int(figures[2:4]), int(figures[:2]))
    except ValueError:
        return None, None
    return (day, day.year) if 1850 <= day.year <= 2150 else (None, None)


def _name(text: str) -> str:
    """Return a name as it is written; letters turned over by Caps Lock are turned back."""
    if not any(c.isalpha() for c in text) or any(c.isdigit() for c in text):
        return ""
    words = text.split()
    if all(len(word) > 1 and word[0].islower() and word[1:].isupper() for word in words):
        return text.swapcase()
    return text


def _visible(text: str) -> str:
    shown = (" " if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} else c for c in nfc(text))
    return " ".join("".join(shown).split())


def _repaired(text: str) -> str:
    """Return the text as it was on the card where UTF-8 was typed byte by byte as Western letters."""
    try:
        raw = b"".join(_byte(c) for c in text)
        return raw.decode() if any(byte > 127 for byte in raw) else text
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
