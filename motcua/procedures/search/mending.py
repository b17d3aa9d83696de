"""What was meant by words that the register does not have: typing keys left over, words run together, typing errors."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from motcua.procedures.search.index import Index
from motcua.procedures.search.lexicon import Lexicon
from motcua.procedures.search.typed import fold, sound, untyped

CHOICES: Final = 6
COMBINATIONS: Final = 300
SHORTEST: Final = 3
LONG: Final = 7
# How well a procedure must fit: words that were mistyped anyhow, a word that exists and is doubted only as a phrase.
WORST: Final = 7
TOGETHER: Final = 2
DOUBT: Final = 0.5
_TWICE: Final = re.compile(r"(.)\1+")  # a key held too long: "sinhh"


@dataclass(frozen=True, slots=True)
class Meant:
    """Words that may have been meant, and what it takes to believe so."""

    words: tuple[str, ...]
    cost: float


def mended(typed: Sequence[str], index: Index, lexicon: Lexicon, within: int) -> tuple[str, ...] | None:
    """Return the words that were most likely meant, and that some procedure has together; None where none are.

    Words that the register does not have are replaced first; where each word exists but nothing has all of them, one of
    them may be a mistake that made another word.
    """
    choices = [_choices(word, index, lexicon) for word in typed]
    best = _best(_combined(choices), index, lexicon, within, WORST)
    if best is not None and best != tuple(typed):
        return best
    return _best(_one_other(typed, index, lexicon), index, lexicon, within, TOGETHER)


def _best(offered: Iterable[Meant], index: Index, lexicon: Lexicon, within: int, most: int) -> tuple[str, ...] | None:
    """Return the words that are believed most readily, among those that fit some procedure well enough."""
    ranked = []
    for meant in offered:
        for doubted, telling in enumerate(lexicon.telling(meant.words)):
            bits = index.having(telling, within)
            if bits:
                tier = index.ranked(bits, telling, meant.words)[0].tier
                if tier <= most:
                    cost = meant.cost + tier / 4 + DOUBT * doubted
                    ranked.append((cost - _together(meant.words, index), meant.words))
                break
    return min(ranked)[1] if ranked else None


def _together(words: Sequence[str], index: Index) -> float:
    """Return how much speaks for words because the register has them side by side."""
    return sum(1.0 for pair in pairwise(words) if pair in index.pairs)


def _combined(choices: Sequence[Sequence[Meant]]) -> Iterator[Meant]:
    for combination in islice(product(*choices), COMBINATIONS):
        yield Meant(tuple(word for part in combination for word in part.words), sum(part.cost for part in combination))


def _choices(word: str, index: Index, lexicon: Lexicon) -> list[Meant]:
    if word in index or lexicon.is_filler(word) or word.isdigit():
        return [Meant((word,), 0)]
    found: dict[tuple[str, ...], float] = {
        (plain,): 0.5 for plain in untyped(word) if plain in index or lexicon.is_filler(plain)
    }
    if (once := fold(_TWICE.sub(r"\1", word))) in index:
        found.setdefault((once,), 0.5)
    found |= {parts: 0.5 + 0.25 * len(parts) for parts in _parted(word, index) if parts not in found}
    near = [(other, cost) for other, cost in _near(word, index) if not lexicon.is_filler(other)]
    found |= {(other,): cost for other, cost in near if (other,) not in found}
    ranked = sorted((Meant(words, cost) for words, cost in found.items()), key=lambda one: (one.cost, one.words))
    return ranked[:CHOICES] or [Meant((word,), 0)]


def _near(word: str, index: Index) -> Iterator[tuple[str, float]]:
    """Yield known words at one mistake (at two where the word is long): left out, too many, another, exchanged."""
    if len(word) < SHORTEST:
        return
    most = 2 if len(word) >= LONG else 1
    near = process.extract(word, index.words, scorer=OSA.distance, score_cutoff=most, limit=40, processor=None)
    for other, distance, _place in near:
        if len(other) > 1 and not other.isdigit():
            yield other, float(distance) + (0.0 if other[0] == word[0] else 0.25) - min(index.counts[other], 100) / 1000


def _parted(word: str, index: Index) -> Iterator[tuple[str, ...]]:
    """Yield the known words that were run together: "khaisinh"; of two or more letters each, as few as do."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(2, len(word) + 1):
        for start in range(end - 2, -1, -1):
            piece = fold(word[start:end])
            if start in reached and piece in index:
                parts = (*reached[start], piece)
                if end not in reached or len(parts) < len(reached[end]):
                    reached[end] = parts
    if len(reached.get(len(word), ())) > 1:
        yield reached[len(word)]


def _one_other(typed: Sequence[str], index: Index, lexicon: Lexicon) -> Iterator[Meant]:
    """Yield the words with one of them replaced by a known word that looks or sounds like it."""
    for place, word in enumerate(typed):
        if lexicon.is_filler(word) or word not in index:
            continue
        like = {other for other, _cost in _near(word, index)}
        like |= {other for other in index.alike(sound(word)) if other != word}
        for other in sorted(other for other in like if not lexicon.is_filler(other)):
            yield Meant((*typed[:place], other, *typed[place + 1 :]), 1.0)
