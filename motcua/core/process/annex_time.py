"""The time of a step as annexes write it: "0,5 ngày", "04 giờ", "½ ngày làm việc", "không tính thời gian"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from motcua.core.process.annex_words import AnnexWords, match
from motcua.core.process.route import in_days
from motcua.core.process.table import NOT_COUNTED, read_time
from motcua.core.refusal import Refused
from motcua.core.text import search_key
from motcua.core.worktime import Term
from motcua.core.worktime.term import Unit

_SMALL = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⁄": "/"}
_UNITS = {
    "ngay lam viec": "ngày làm việc",
    "ngay lv": "ngày làm việc",
    "nlv": "ngày làm việc",
    "ngay": "ngày",
    "gio lam viec": "giờ làm việc",
    "gio": "giờ làm việc",
    "h": "giờ làm việc",
    "phut": "phút",
    "p": "phút",
    "buoi": "buổi",
}
_TERMS: dict[str, Unit] = {"ngày": "days", "ngày làm việc": "working_days", "giờ làm việc": "working_hours"}
_NAMED = "|".join(sorted(_UNITS, key=len, reverse=True))
_TIME = re.compile(rf"(\d{{1,4}}(?:[.,]\d{{1,4}})?(?:/\d{{1,3}})?)\s*({_NAMED})?\b[.;]?")
_HEADING = re.compile(rf"\([^)]*?\b({_NAMED})\b[^)]*\)")


class BadTime(ValueError):
    """A time that cannot be read, said in a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time as the table writes it; ``guessed`` where the annex did not say the unit or said two things."""

    text: str
    guessed: bool = False


def time_of(text: str, heading: str, words: AnnexWords) -> Time:
    """Return the time of a cell; a bare number takes the unit of the heading ("Thời gian (giờ)"), else days."""
    for sign, plain in _SMALL.items():
        text = text.replace(sign, plain)
    key = search_key(text)
    if not key:
        raise BadTime("Chưa ghi thời gian; không tính thì ghi «không tính».")
    if match(key, words.not_counted) or set(key) <= set("-–—/ "):
        return Time(NOT_COUNTED)
    for before in sorted(words.before_time, key=len, reverse=True):
        key = key.removeprefix(f"{before} ")
    key = key.lstrip("≤<= ")
    found = _TIME.match(key)
    if found is None:
        raise BadTime(_unread(text))
    unit = _UNITS[found[2]] if found[2] else _unit_of(heading)
    read = Time(_written(found[1], unit or "ngày", text), guessed=unit is None)
    return _checked(read, key[found.end() :].strip(), text)


def _unit_of(heading: str) -> str | None:
    named = _HEADING.search(search_key(heading))
    return _UNITS[named[1]] if named else None


def _written(number: str, unit: str, text: str) -> str:
    """Return the number and unit as a term that the clock knows; minutes become hours, a half-day is half a day."""
    try:
        value = Fraction(number.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise BadTime(_unread(text)) from None
    if unit == "phút":
        value, unit = value / 60, "giờ làm việc"
    elif unit == "buổi":
        value, unit = value / 2, "ngày"
    try:
        return Term(value, _TERMS[unit]).vi()
    except Refused as refused:
        raise BadTime(f"{refused.message} (ô ghi «{text[:40]}»)") from None


def _checked(read: Time, rest: str, text: str) -> Time:
    """Compare what follows the time, mostly the same in hours in brackets; a different one is said."""
    if not rest:
        return read
    inside = _TIME.search(rest)
    if inside is None or not inside[2]:
        if any(c.isdigit() for c in rest):
            raise BadTime(_unread(text))
        return Time(read.text, guessed=True)
    other, own = (read_time(one) for one in (_written(inside[1], _UNITS[inside[2]], text), read.text))
    if other is None or own is None or in_days(other) != in_days(own):
        raise BadTime(f"Ô ghi hai thời gian khác nhau: «{text[:60]}».")
    return read


def _unread(text: str) -> str:
    return f"Không đọc được thời gian «{text[:40]}». Ghi ví dụ: 0,5 ngày · 4 giờ · 1/2 ngày · không tính."
