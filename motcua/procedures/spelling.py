"""What people type when they mean a procedure: short forms, left-over letters of a typing program, mistakes."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice, product
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from motcua.core.text import search_key

# Short forms in use at counters and in forums, as search keys; data, and no source of law.
SHORT_FORMS: Final[Mapping[str, str]] = {
    "bhyt": "bao hiem y te",
    "bs": "ban sao",
    "cccd": "can cuoc",
    "cmnd": "can cuoc",
    "ct": "chung thuc",
    "dkkd": "dang ky kinh doanh",
    "dkkh": "dang ky ket hon",
    "dkkt": "dang ky khai tu",
    "dkks": "dang ky khai sinh",
    "gcn": "giay chung nhan",
    "gks": "giay khai sinh",
    "gpkd": "giay phep kinh doanh",
    "gpxd": "giay phep xay dung",
    "hkd": "ho kinh doanh",
    "htx": "hop tac xa",
    "khs": "khai sinh",
    "qsdd": "quyen su dung dat",
    "qsh": "quyen so huu",
    "sodo": "so do",
    "sohong": "so hong",
    "tthn": "tinh trang hon nhan",
    "xnhn": "xac nhan tinh trang hon nhan",
    "xntthn": "xac nhan tinh trang hon nhan",
}
# Words that say nothing about which procedure is meant; they are left out where nothing has all words.
FILLERS: Final = frozenset(
    search_key(
        "tôi mình em anh chị muốn cần xin làm đi ở tại cho của về và với thì là thế nào như gì thủ tục hồ sơ để được "
        "bị trên dưới trong ngoài khi đâu bao nhiêu giúp giấy tờ"
    ).split(" ")
)
NEAR: Final = 0.7
CHOICES: Final = 4
COMBINATIONS: Final = 64
_TELEX: Final = (("dd", "d"), ("aa", "a"), ("aw", "a"), ("ee", "e"), ("oo", "o"), ("ow", "o"), ("uw", "u"))
_TONE: Final = re.compile(r"[sfrxjz]$")
_VNI: Final = re.compile(r"(?<=[a-z])[1-9]")


def opened(words: Iterable[str]) -> list[str]:
    """Return the words with short forms written out."""
    return [part for word in words for part in SHORT_FORMS.get(word, word).split()]


def telling(words: Iterable[str]) -> list[str]:
    """Return the words that say which procedure is meant; all of them where none does."""
    all_words = list(words)
    return [word for word in all_words if word not in FILLERS] or all_words


def untyped(word: str) -> Iterator[str]:
    """Yield what a word becomes when the keys of Telex or VNI that a switched-off program left over are taken out."""
    yield _VNI.sub("", word)
    plain = word
    for keys, letter in _TELEX:
        plain = plain.replace(keys, letter)
    yield plain
    yield _TONE.sub("", plain)
    # The tone key may stand in the middle: "dduwowjc", "khasi".
    yield re.sub(r"[sfrxj](?=[aeiouycghmnpt]{1,2}$)", "", plain)
    yield re.sub(r"w", "u", _TONE.sub("", plain))


@cache
def _similar(word: str, known: frozenset[str]) -> tuple[str, ...]:
    for left_over in untyped(word):
        if left_over != word and left_over in known:
            return (left_over,)
    for cut in range(2, len(word) - 1):
        if word[:cut] in known and word[cut:] in known:
            return (f"{word[:cut]} {word[cut:]}",)
    near = process.extract(
        word, known, scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=CHOICES, processor=None
    )
    # Whole words have their first letter right more often than not.
    ranked = sorted(near, key=lambda found: (-found[1], found[0][:1] != word[:1], found[0]))
    return tuple(found[0] for found in ranked)


def guesses(words: list[str], known: frozenset[str], whole: Collection[str]) -> Iterator[list[str]]:
    """Yield what the words may have been meant to be, the likeliest first, in words that the register knows.

    ``known`` are the words of the register, ``whole`` those of ``words`` that need no guess. A word that resembles
    nothing is left out, unless no word is left.
    """
    choices = [(word,) if word in whole else _similar(word, known) for word in words]
    kept = [choice for choice in choices if choice]
    if not kept:
        return
    for combination in islice(product(*kept), COMBINATIONS):
        yield " ".join(combination).split()
