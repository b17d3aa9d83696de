"""Codes of procedures: the national code and the longer forms that provinces write."""

import re
import unicodedata
from dataclasses import dataclass

# Sources: national database (first digits 1, 2, 3, 5, 6 met);
# long form: QĐ 2637/QĐ-UBND Vĩnh Long; short form: QĐ 1498 Ninh Bình.
NATIONAL = re.compile(r"^\d\.\d{6}$")
UNIT = "000.00.00"
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_LEADING = re.compile(r"^(?:MÃ(?:SỐ)?(?:THỦTỤC|TTHC)?|TTHC)[:.\-]*")
_PROVINCE = re.compile(r"[.\-](?P<province>[A-Y]\d{2})$", re.ASCII)
_DIGITS = re.compile(r"\d{7}(?:0{7})?", re.ASCII)
_SEPARATED = re.compile(r"\d(?:[.\-]*\d)*", re.ASCII)
# A word of look-alike letters only is no code.
_FEWEST_DIGITS = 3
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", ",": ".", "·": ".", "–": "-", "—": "-", "_": "-"})


class BadCode(ValueError):
    """Text that is not the code of a procedure; the message says in Vietnamese what a code looks like."""


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """A code in its parts: ``1.001193``, with ``H37`` where the text named a province."""

    national: str
    province: str = ""

    def local(self, province: str = "") -> str:
        """Return the long form for a province (its own, if it has one), ``2.000815.000.00.00.H61``."""
        return f"{self.national}.{UNIT}.{province or self.province}"

    def short(self, province: str = "") -> str:
        """Return the short form for a province, ``1.003901.H42``."""
        return f"{self.national}.{province or self.province}"


def normalise(text: str) -> ProcedureCode:
    """Return the code that a text means; raises :class:`BadCode`.

    Forgives blanks and invisible characters, "1.013.788", "1-013788", look-alike letters, quotes and brackets around it
    and the words "Mã thủ tục:" before it.
    """
    head = _SPACES.sub("", unicodedata.normalize("NFKC", text)).upper().strip(".,;:'\"“”‘’()[]«»")
    head, province = _LEADING.sub("", head), ""
    if (found := _PROVINCE.search(head)) is not None:
        head, province = head[: found.start()], found["province"]
    typed = sum(letter.isdigit() for letter in head)
    head = head.translate(_LOOKALIKES)
    digits = re.sub(r"[.\-]", "", head)
    if typed < _FEWEST_DIGITS or not _SEPARATED.fullmatch(head) or not _DIGITS.fullmatch(digits):
        shown = text.strip()[:40]
        raise BadCode(f"«{shown}» không phải mã thủ tục: mã có dạng 1.001193 (một chữ số, dấu chấm, sáu chữ số).")
    return ProcedureCode(f"{digits[0]}.{digits[1:7]}", province)
