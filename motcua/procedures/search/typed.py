"""Words as people type them: without accents, with keys of Telex or VNI left over, with letters taken for others."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from motcua.core.text import search_key

LONGEST: Final = 200
MOST_WORDS: Final = 16
_BETWEEN: Final = re.compile(r"[^0-9a-z]+")
# "ký" and "kí", "mỹ" and "mĩ": both are written, and mean the same.
_Y: Final = re.compile(r"^(h|k|l|m|s|t)y$")
_TELEX: Final = (("dd", "d"), ("aa", "a"), ("ee", "e"), ("oo", "o"), ("aw", "a"), ("ow", "o"), ("uw", "u"), ("w", "u"))
_TONES: Final = "sfrxj"
_VNI: Final = re.compile(r"(?<=[a-z\d])[1-9]")
_CODE: Final = re.compile(r"(?<![\d.])\d\s?[.,·]\s?\d{3}\s?[.,·]?\s?\d{3}(?:[.\d]*\.[A-Za-z]\d{2})?(?!\d)")
# Letters that regions pronounce alike, as the beginning of a word.
_ALIKE: Final = (("tr", "ch"), ("gi", "d"), ("ngh", "ng"), ("gh", "g"), ("x", "s"), ("r", "d"), ("l", "n"), ("k", "c"))


def words(text: str) -> list[str]:
    """Return the words that a person typed, as the index knows them; what is too long is cut off."""
    return split(text[:LONGEST])[:MOST_WORDS]


def split(text: str) -> list[str]:
    """Return all words of a text: no accents, small, only letters and digits."""
    return [part for piece in text.split() for part in _parts(piece)]


@lru_cache(maxsize=20_000)
def _parts(piece: str) -> tuple[str, ...]:
    """Return the words in a piece between blanks; a register has few thousand different ones."""
    return tuple(fold(part) for part in _BETWEEN.split(search_key(piece.replace("\x00", " "))) if part)


def fold(word: str) -> str:
    """Return a word in the one way of writing y and i."""
    return _Y.sub(r"\1i", word)


def code_in(text: str) -> str:
    """Return the part of a text that is written like the code of a procedure; empty where none is."""
    found = _CODE.search(text[:LONGEST])
    return found[0] if found else ""


def untyped(word: str) -> Iterator[str]:
    """Yield what a word becomes when the keys that a switched-off typing program left over are taken out."""
    if word[:1].isalpha() and (plain := _VNI.sub("", word)) != word:
        yield fold(plain)
    bare = word
    for keys, letter in _TELEX:
        bare = bare.replace(keys, letter)
    if bare != word:
        yield fold(bare)
    for place in range(len(bare) - 1, 0, -1):
        if bare[place] in _TONES:
            yield fold(bare[:place] + bare[place + 1 :])


def sound(word: str) -> str:
    """Return a word by its sound at the beginning: "xinh" and "sinh" have one, so have "trứng" and "chứng"."""
    for letters, same in _ALIKE:
        if word.startswith(letters):
            return same + word[len(letters) :]
    return word
