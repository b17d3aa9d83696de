"""Acts of law as texts name them: one key for every way of writing a number, their kinds, and the articles beside them.

"Nghị định số 175/2024/NĐ-CP", "NĐ 175/2024" and "175/2024/nđ-cp" are one act. A text that leaves out who issued the act
("TT 02/2017") gives a short key, ``2/2017/TT``, which every act of that number, year and kind answers to.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from motcua.core.procedure.bases import act_number, act_numbers
from motcua.core.text import nfc, search_key

Kind = Literal[
    "law", "ordinance", "resolution", "decree", "decision", "directive", "joint_circular", "circular", "other"
]
KINDS: Final[tuple[Kind, ...]] = (
    "law", "ordinance", "resolution", "decree", "decision", "directive", "joint_circular", "circular", "other",
)  # fmt: skip

_SHORT: Final[dict[str, str]] = {
    "nghị định": "NĐ-CP",
    "nđ": "NĐ-CP",
    "thông tư liên tịch": "TTLT",
    "ttlt": "TTLT",
    "thông tư": "TT",
    "tt": "TT",
    "quyết định": "QĐ",
    "qđ": "QĐ",
    "nghị quyết": "NQ",
    "nq": "NQ",
    "chỉ thị": "CT",
    "ct": "CT",
    "luật": "QH",
    "bộ luật": "QH",
    "pháp lệnh": "PL",
}
_WORDS: Final = "|".join(sorted((re.escape(word) for word in (*_SHORT, "văn bản hợp nhất")), key=len, reverse=True))
_NUMBERED: Final = r"(?:số\s*:?\s*)?"
_BEFORE: Final = re.compile(rf"(?<!\w)(?:{_WORDS})\s*{_NUMBERED}$|(?<!\w)số\s*:?\s*$", re.IGNORECASE)
_BARE: Final = re.compile(
    rf"(?<!\w)(?P<word>{_WORDS})\s*{_NUMBERED}(?P<number>\d+(?:\.\d+)?)\s*/\s*(?P<year>(?:19|20)\d\d)(?!\s*/|\d)",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"(?<!\w)(?P<word>Bộ luật|Luật|Pháp lệnh)\s+(?P<name>[A-ZĐÀ-Ỹ][^,;:.()\d/]*?)\s*(?:năm\s+)?"
    r"(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_UNIT: Final = r"(?:số thứ tự|phụ lục|chương|điều|khoản|điểm|mục|phần)\s+(?:\d+[a-zđ]?|[IVXLC]+|[a-zđ])(?![\wÀ-ỹ])"
_ARTICLE: Final = re.compile(rf"(?<!\w){_UNIT}(?:(?:\s*,\s*|\s+và\s+|\s+){_UNIT})*", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s*(?:của\s+)?", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[^;\n]+")


@dataclass(frozen=True, slots=True)
class Cited:
    """An act as a text names it: its key, the words of the text, and the article beside them where there is one."""

    key: str
    written: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    key: str


def act_key(text: str) -> str:
    """Return the key of the first act that a text names; empty where it names none."""
    return next((mention.key for mention in _mentions(nfc(text))), "")


def cited(text: str) -> tuple[Cited, ...]:
    """Return every act that a text names, in order, each with its own article.

    An article belongs to the act right behind it ("Điều 7 Nghị định 63/2024/NĐ-CP"), else to the one before it ("Thông
    tư 281/2016/TT-BTC, Điều 4"); a semicolon parts two citations.
    """
    found: list[Cited] = []
    for clause in _CLAUSE.finditer(nfc(text)):
        found += _in_clause(clause.group(0))
    return tuple(dict.fromkeys(found))


def same_act(key: str, other: str) -> bool:
    """Tell whether two keys may mean one act: equal, or one is the short form of the other."""
    return key == other or short_key(key) == other or key == short_key(other)


def short_key(key: str) -> str:
    """Return the key of an act as a text writes that leaves out its issuer: ``2/2017/TT`` for ``2/2017/TT-VPCP``.

    Empty where nothing can be left out: a number without a year means nothing without its issuer.
    """
    parts = key.split("/")
    if len(parts) != 3 or parts[2] in ("NĐ-CP", "QĐ-TTG"):
        return ""
    kind = re.match(r"QH(?=\d)|[A-ZĐ]+(?=-)", parts[2])
    return f"{parts[0]}/{parts[1]}/{kind.group(0)}" if kind else ""


def name_key(title: str, year: int) -> str:
    """Return the key of a law that texts call by its name and year: ``bo luat dan su 2015``; empty for other acts."""
    name = search_key(title)
    return f"{name} {year}" if re.match(r"(bo luat|luat|phap lenh) \w", name) and "sua doi" not in name else ""


def slug(key: str) -> str:
    """Return a key as part of an address: ``175-2024-nd-cp``."""
    return re.sub(r"[^a-z0-9_]+", "-", search_key(key).replace(".", "_")).strip("-")


def kind_of(key: str, written: str = "") -> Kind:
    """Return the kind of an act by its number, and by its words where the number leaves it open."""
    body = key.rpartition("/")[2]
    if body.startswith("QH") or "UBTVQH" in body or not key[:1].isdigit():
        word = search_key(written or key)
        if "nghi quyet" in word or body.startswith("NQ"):
            return "resolution"
        return "ordinance" if "phap lenh" in word or body.startswith("PL") else "law"
    kinds: dict[str, Kind] = {
        "NĐ": "decree", "TTLT": "joint_circular", "TT": "circular", "QĐ": "decision", "NQ": "resolution",
        "CT": "directive", "L": "law", "PL": "ordinance",
    }  # fmt: skip
    return kinds.get(body.split("-")[0], "other")


def year_of(key: str) -> int | None:
    """Return the year in an act's number; None where it has none (decisions of offices)."""
    parts = key.split("/")
    return int(parts[1]) if len(parts) > 2 and parts[1].isdigit() else None


def _in_clause(text: str) -> list[Cited]:
    mentions = _mentions(text)
    articles: dict[int, list[str]] = {}
    for match in _ARTICLE.finditer(text):
        owner = _owner(mentions, match, text)
        if owner is not None:
            articles.setdefault(owner, []).append(" ".join(match.group(0).split()))
    return [
        Cited(one.key, " ".join(text[one.start : one.end].split()), ", ".join(articles.get(n, ())))
        for n, one in enumerate(mentions)
    ]


def _owner(mentions: list[_Mention], article: re.Match[str], text: str) -> int | None:
    """Return which act an article belongs to: the one right behind it, else the last before it, else the next."""
    behind = next((n for n, one in enumerate(mentions) if one.start >= article.end()), None)
    if behind is not None and _JOINED.fullmatch(text, article.end(), mentions[behind].start):
        return behind
    before = [n for n, one in enumerate(mentions) if one.end <= article.start()]
    return before[-1] if before else behind


def _mentions(text: str) -> list[_Mention]:
    found = [*_full(text)]
    for match in _BARE.finditer(text):
        if all(match.end() <= one.start or match.start() >= one.end for one in found):
            body = _SHORT.get(match["word"].lower(), "")
            if body:
                key = f"{_plain(match['number'])}/{match['year']}/{body}"
                found.append(_Mention(match.start(), match.end(), key))
    for match in _NAMED.finditer(text):
        if all(match.end() <= one.start or match.start() >= one.end for one in found):
            key = search_key(f"{match['word']} {match['name']} {match['year']}")
            found.append(_Mention(match.start(), match.end(), key))
    return sorted(found, key=lambda one: one.start)


def _full(text: str) -> list[_Mention]:
    """Return the acts whose number is whole, with the words before it that belong to it."""
    found = []
    for number in act_numbers(text):
        parts = number.split("/")
        head = r"\s*/\s*".join(re.escape(part) for part in parts[:-1])
        pattern = rf"(?<![\d/.]){head}(?:\s*/\s*\w[\w-]*(?:\s*-\s*[A-ZĐ]\w*)*)?"
        here = list(re.finditer(pattern, text, re.IGNORECASE))
        match = next((one for one in here if act_number(one[0]) == number), here[0] if here else None)
        if match is None:
            continue
        before = _BEFORE.search(text[: match.start()])
        start = before.start() if before else match.start()
        key = "/".join((_plain(parts[0]), *parts[1:]))
        found.append(_Mention(start, match.end(), key))
    return found


def _plain(number: str) -> str:
    """Leave out the zeros in front: 02/2017 and 2/2017 are one number."""
    return number.lstrip("0") or "0"
