"""Codes of procedures: the national code and the longer forms that provinces write."""

import re
from dataclasses import dataclass

# Sources: national database (first digits 1, 2, 3, 5, 6 met); QĐ 2637/QĐ-UBND Vĩnh Long (long), QĐ 1498 Ninh Bình.
NATIONAL = re.compile(r"^\d\.\d{6}$")
WRITTEN = re.compile(r"^(?P<national>\d\.\d{6})(?P<middle>\.\d{3}\.\d{2}\.\d{2})?(?:\.(?P<province>[A-Y]\d{2}))?$")
SPLIT_DIGITS = re.compile(r"^(\d)\.?(\d{3})\.?(\d{3})(?=$|\.)")
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", ",": ".", "·": ".", "–": "-"})


class BadCode(ValueError):
    """Text that is not the code of a procedure; the message says in Vietnamese what a code looks like."""


@dataclass(frozen=True, slots=True)
class ProcedureCode:
    """A code in its parts: ``1.001193``, with ``H37`` where the text named a province."""

    national: str
    province: str = ""

    def local(self, province: str) -> str:
        """Return the long form for a province, ``2.000815.000.00.00.H61``."""
        return f"{self.national}.000.00.00.{province}"


def normalise(text: str) -> ProcedureCode:
    """Return the code that a text means; raises :class:`BadCode`. Forgives blanks, "1.013.788", look-alike letters."""
    head = re.sub(r"\s+", "", text).upper().strip(".")
    tail = ""
    if (province := re.search(r"\.([A-Y]\d{2})$", head)) is not None:
        head, tail = head[: province.start()], province.group(0)
    candidate = SPLIT_DIGITS.sub(r"\1.\2\3", head.translate(LOOKALIKES)) + tail
    found = WRITTEN.match(candidate)
    if found is None:
        shown = text.strip()[:40]
        raise BadCode(f"«{shown}» không phải mã thủ tục: mã có dạng 1.001193 (một chữ số, dấu chấm, sáu chữ số).")
    return ProcedureCode(found["national"], found["province"] or "")
