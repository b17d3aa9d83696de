"""Reading dossier codes: ours, older ones and those given by the national portal, which are kept as they came.

Shapes (facts.md 1.3; TT 03/2025/TT-VPCP Đ13 k3 added by TT 04/2025): ``{agency e-ID}-{YYMMDD}-{XXXX}`` with the agency
level-first (``H37.12``) or in the older order (``000.00.12.H37``), and ``MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-AAXXXX`` where AA is
the owner ministry. The daily number has at least 4 digits and no upper length.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused

LONGEST = 60
MINISTRIES = frozenset({"02", "03", "06", "09", "10", "15", "16", "17", "18"})
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_SHAPE = re.compile(r"(?P<agency>[A-Z0-9]{2,8}(?:\.[A-Z0-9]{2,8}){0,5})-(?P<day>\d{6})-(?P<rest>\d{4,12})", re.ASCII)
_LEVEL_FIRST = re.compile(r"[A-Z]\d{2}(?:\.[A-Z0-9]{2,8})*", re.ASCII)
_OLDER = re.compile(r"\d{3}(?:\.\d{2}){1,3}\.[A-Z]\d{2}", re.ASCII)
_CENTRAL_AGENCY = re.compile(r"[A-Z]\d{2}\.\d{3}\.\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A dossier code taken apart; ``ministry`` is set on codes given by the national portal."""

    text: str
    agency: str
    day: date
    number: int
    ministry: str = ""


def normalise(text: str) -> str:
    """Return a typed or scanned code in one form: capitals, plain hyphens, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).upper().split())


def parse(text: str) -> DossierCode:
    """Take a code apart, or refuse it with an example of the right form."""
    code = normalise(text)
    match = _SHAPE.fullmatch(code) if len(code) <= LONGEST else None
    if match is None or not _known_agency(match["agency"]):
        raise _refused()
    try:
        day = date(2000 + int(match["day"][:2]), int(match["day"][2:4]), int(match["day"][4:]))
    except ValueError:
        raise _refused() from None
    rest, ministry = match["rest"], ""
    if len(rest) >= 6 and rest[:2] in MINISTRIES and _CENTRAL_AGENCY.fullmatch(match["agency"]):
        ministry, rest = rest[:2], rest[2:]
    if int(rest) == 0:
        raise _refused()
    return DossierCode(code, match["agency"], day, int(rest), ministry)


def is_code(text: str) -> bool:
    """Tell whether ``text`` is a dossier code of any known shape."""
    try:
        parse(text)
    except Refused:
        return False
    return True


def _known_agency(agency: str) -> bool:
    return bool(_LEVEL_FIRST.fullmatch(agency) or _OLDER.fullmatch(agency))


def _refused() -> Refused:
    return Refused(
        "bad_code",
        _("Mã hồ sơ không đúng dạng."),
        _("Mã hồ sơ in trên giấy tiếp nhận, ví dụ H37.12-261124-0001. Hãy gõ đủ cả các dấu chấm và gạch ngang."),
    )
