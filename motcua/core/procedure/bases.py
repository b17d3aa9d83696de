"""Acts of law: the one way in which their numbers are written, and an act with its article as the basis of a part."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

# A field added after definitions were published: while it has its default it is left out of the canonical text, so that
# texts and digests published before stay what they were. Its default can therefore never change.
LATER = {"later": True}

_NUMBER = re.compile(
    r"(?<![\d/.])(?P<number>\d+(?:\.\d+)?)(?P<year>/(?:19|20)\d{2})?(?P<body>/[A-ZĐ]+\d*(?:-[A-ZĐ]+\d*)*)?(?![\w/])"
)
_BLANKS = re.compile(r"(?<=[\dA-ZĐ])\s*([/-])\s*(?=[\dA-ZĐ])")
_BORROWED = re.compile(r"\s*(?:,|;|&|VÀ)\s*")
# What people type without the stroke; only whole parts of a number are mended.
_STROKES = {
    "ND": "NĐ",
    "QD": "QĐ",
    "HDND": "HĐND",
    "BLDTBXH": "BLĐTBXH",
    "BGDDT": "BGDĐT",
    "HDTP": "HĐTP",
}


def act_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of all acts named in a text, as the acts write them, each once, in order.

    ``Thông tư 85/2019, 106/2021/TT-BTC`` names two: a number without a body takes that of the next one (a law does not:
    59/2020 is of the Assembly's 14th term, 76/2025 of its 15th). Forgives blanks, small letters and a missing stroke
    (``123/2015/ND-CP``). Dates and articles are no numbers of acts.
    """
    written = unicodedata.normalize("NFKC", text).replace("Ð", "Đ").replace("ð", "đ").upper()
    written = _BLANKS.sub(r"\1", written)
    found = list(_NUMBER.finditer(written))
    numbers: list[str] = []
    body = ""
    after = len(written)
    for match in reversed(found):
        own = match["body"] or ""
        borrowed = not own and match["year"] and body and _BORROWED.fullmatch(written[match.end() : after])
        body = own or (body if borrowed and not body[-1].isdigit() else "")
        after = match.start()
        if body:
            numbers.append(match["number"] + (match["year"] or "") + _stroked(body))
    return tuple(dict.fromkeys(reversed(numbers)))


def act_number(text: str) -> str:
    """Return the number of the first act named in a text, ``123/2015/NĐ-CP``; empty where none has a number."""
    return next(iter(act_numbers(text)), "")


def _stroked(body: str) -> str:
    return "/" + "-".join(_STROKES.get(part, part) for part in body[1:].split("-"))


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """An act, and the article where it is known, on which the procedure rests, from and to the days it holds."""

    act: str
    title: str = ""
    article: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    link: str = field(default="", metadata=LATER)

    @property
    def number(self) -> str:
        """Return the act's number in its one written form; empty for an act that has none."""
        return act_number(self.act)

    def valid_on(self, on: date) -> bool:
        """Tell whether the basis holds on a day (both ends included)."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
