"""Vietnamese text for programs: one spelling (NFC), accent-free search keys, and the order of names."""

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_BARRED = str.maketrans({"đ": "d", "Đ": "d"})
# The order of letters in Vietnamese dictionaries; a tone only decides between otherwise equal words.
_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def nfc(text: str) -> str:
    """Return the text in the one composed spelling that is stored and compared."""
    return unicodedata.normalize("NFC", text)


def search_key(text: str) -> str:
    """Return the text without accents (đ → d too), in lower case, with single blanks: the key people search by."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.translate(_BARRED)) if not unicodedata.combining(c))
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", bare).lower()).strip()


def vietnamese_sort_key(text: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return a key that sorts words as a Vietnamese dictionary does: letters (a ă â … d đ …), then tones."""
    return tuple(_word_key(word) for word in _BLANKS.split(nfc(text).strip().lower()) if word)


def name_sort_key(name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return a key that sorts persons as Vietnamese lists do: given name (last word), then family and middle names."""
    words = vietnamese_sort_key(name)
    return words[-1:] + words[:-1]


def _word_key(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    tones: list[int] = []
    for letter in word:
        marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[m] for m in marks if m in _TONES), 0)
        base = nfc(marks[0] + "".join(m for m in marks[1:] if m in _SHAPES))
        letters.append(_LETTERS.get(base, 1000 + ord(base[0])) if not base.isdigit() else -10 + int(base))
        tones.append(tone)
    return tuple(letters), tuple(tones)
