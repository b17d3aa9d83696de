"""The text of a VietQR code: EMVCo tags with a CRC, as NAPAS' transfer to an account (QRIBFTTA) reads it.

The layout comes from public programs, not from the standard itself (facts2.md section 9): unverified.
"""

from __future__ import annotations

import re
import unicodedata

from motcua.core.refusal import Refused

SERVICE = "A000000727"
TO_ACCOUNT = "QRIBFTTA"
DONG, COUNTRY = "704", "VN"
PURPOSE_LENGTH = 25
_BIN = re.compile(r"\d{6}", re.ASCII)
_ACCOUNT = re.compile(r"[0-9A-Za-z]{1,19}", re.ASCII)
_PLAIN = re.compile(r"[^0-9A-Za-z ./-]+", re.ASCII)


def payload(bank: str, account: str, amount: int, purpose: str) -> str:
    """Return the text of the code: to an account at the bank with the 6-figure BIN, whole đồng, purpose unaccented.

    Raises ``Refused("bad_account")`` for an account that no bank has, ``Refused("bad_amount")`` for nothing to pay.
    """
    if not _BIN.fullmatch(bank) or not _ACCOUNT.fullmatch(account):
        raise Refused("bad_account", "Số tài khoản nhận tiền của đơn vị chưa đúng.", "Báo người quản trị sửa.")
    if amount <= 0:
        raise Refused("bad_amount", "Không có khoản nào để chuyển.")
    receiver = tag("00", SERVICE) + tag("01", tag("00", bank) + tag("01", account)) + tag("02", TO_ACCOUNT)
    body = tag("00", "01") + tag("01", "12") + tag("38", receiver) + tag("53", DONG) + tag("54", str(amount))
    body += tag("58", COUNTRY)
    said = plain(purpose)
    if said:
        body += tag("62", tag("08", said))
    return body + "6304" + crc(body + "6304")


def tag(number: str, value: str) -> str:
    """Return one field: its number, the length in two figures, the value."""
    return f"{number}{len(value):02d}{value}"


def plain(purpose: str) -> str:
    """Return a purpose as banks take it: without accents, at most 25 characters."""
    bare = unicodedata.normalize("NFD", purpose.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(_PLAIN.sub(" ", letters).split())[:PURPOSE_LENGTH].strip()


def crc(text: str) -> str:
    """Return the CRC-16/CCITT-FALSE of the text (polynomial 1021, start FFFF) in four capitals."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _ in range(8):
            value = ((value << 1) ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return f"{value:04X}"
