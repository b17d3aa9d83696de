"""Sums of money in Vietnamese words, as a receipt writes them."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")


def dong(amount: int) -> str:
    """Return an amount in words: 12000 is "Mười hai nghìn đồng"; ValueError below zero."""
    if amount < 0:
        raise ValueError("an amount is not negative")
    words = number(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def number(value: int) -> str:
    """Return a whole number from 0 on in words."""
    if value == 0:
        return DIGITS[0]
    billions, rest = divmod(value, 1_000_000_000)
    words = [f"{number(billions)} tỷ"] if billions else []
    for place in (2, 1, 0):
        group = rest // 1000**place % 1000
        if group:
            words.append(f"{_group(group, first=not words)} {SCALES[place]}".strip())
    return " ".join(words)


def _group(group: int, *, first: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [] if first and not hundreds else [f"{DIGITS[hundreds]} trăm"]
    if tens > 1:
        words.append(f"{DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_one(tens, ones))
    return " ".join(words)


def _one(tens: int, ones: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 5 and tens:
        return "lăm"
    return DIGITS[ones]
