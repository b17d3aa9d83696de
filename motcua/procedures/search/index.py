"""The index itself: which procedures have some words, as bits of whole numbers, and in which order people want them."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from motcua.procedures.search.entries import Entry, Phrase
from motcua.procedures.search.typed import sound

SHORTEST_BEGINNING: Final = 2
ENOUGH: Final = 0.45
NEAREST: Final = 10
UNKNOWN: Final = 0.25
LATER: Final = 20
SURPLUS: Final = 0.05
MANY: Final = 200
WORST: Final = 9


class Found(NamedTuple):
    """A procedure and how well it fits, the nearest first: in order of ``distance``.

    ``tier`` 0 is its very name, 9 words here and there. The distance counts words too many, and what was left out or
    replaced, as well.
    """

    distance: float
    length: int
    code: str
    tier: int
    entry: Entry


class Index:
    """The words of some procedures. ``bits`` of a word are the places of those that have it."""

    def __init__(self, entries: Sequence[Entry], later_acts: Iterable[Phrase] = ()) -> None:
        self.entries = tuple(entries)
        self.public = sum(1 << place for place, entry in enumerate(self.entries) if entry.public)
        self.all = (1 << len(self.entries)) - 1
        self._bits: dict[str, int] = {}
        self._title = [f" {' '.join(entry.read.title)} " for entry in self.entries]
        self._name = [f" {' '.join(entry.read.name)} " for entry in self.entries]
        self._also = [frozenset(f" {' '.join(phrase)} " for phrase in entry.read.also) for entry in self.entries]
        self._said = ["|".join(also) for also in self._also]
        self._title_words = [frozenset(entry.read.title) for entry in self.entries]
        self._name_words = [frozenset(entry.read.name) for entry in self.entries]
        self._also_words = [tuple(map(frozenset, entry.read.also)) for entry in self.entries]
        self._strong = [_set(entry.read.title, *entry.read.also) for entry in self.entries]
        acts = [(f" {' '.join(act)} ", frozenset(act)) for act in later_acts]
        self._later = [[words for act, words in acts if act in title] for title in self._title]
        self._in_title: dict[str, int] = {}
        for place, entry in enumerate(self.entries):
            for word in self._strong[place] | frozenset(entry.read.name) | entry.read.rest:
                self._bits[word] = self._bits.get(word, 0) | 1 << place
            for word in self._title_words[place]:
                self._in_title[word] = self._in_title.get(word, 0) | 1 << place
        self.words = frozenset(self._bits)
        self._sorted = sorted(self._bits)

    def __contains__(self, word: str) -> bool:
        return word in self._bits

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Return how many procedures have each word."""
        return {word: bits.bit_count() for word, bits in self._bits.items()}

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """Return how many phrases of the register have each two words side by side."""
        found: Counter[tuple[str, str]] = Counter()
        for entry in self.entries:
            for phrase in (entry.read.title, *entry.read.also, entry.read.name):
                found.update(pairwise(phrase))
        return found

    @cached_property
    def _sounds(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for word in self._sorted:
            found.setdefault(sound(word), []).append(word)
        return {same: tuple(words) for same, words in found.items()}

    def alike(self, same: str) -> tuple[str, ...]:
        """Return the words of one sound."""
        return self._sounds.get(same, ())

    def rarity(self, word: str) -> float:
        """Return how much a word tells; 0 for a word that nothing has."""
        return math.log(1 + len(self.entries) / count) if (count := self.counts.get(word)) else 0.0

    def beginning(self, start: str) -> int:
        """Return the bits of all words that begin so: the word may not be finished."""
        if len(start) < SHORTEST_BEGINNING:
            return 0
        bits, place = 0, bisect_left(self._sorted, start)
        while place < len(self._sorted) and self._sorted[place].startswith(start):
            bits |= self._bits[self._sorted[place]]
            place += 1
        return bits

    def having(self, wanted: Sequence[str], within: int) -> int:
        """Return the bits of the procedures that have all words, the last one perhaps unfinished."""
        bits = within if wanted else 0
        for word in wanted[:-1]:
            bits &= self._bits.get(word, 0)
            if not bits:
                return 0
        if not wanted:
            return 0
        last = wanted[-1]
        return bits & self._bits.get(last, 0) or bits & self.beginning(last)

    def nearest(self, wanted: Sequence[str], within: int) -> int:
        """Return the bits of those that have two words at least and most of them, a rare word counting more."""
        unknown = UNKNOWN * math.log(1 + len(self.entries))
        weights = {word: self.rarity(word) or unknown for word in wanted}
        least = ENOUGH * sum(weights.values())
        shares: dict[int, float] = {}
        seen: dict[int, int] = {}
        for word, weight in weights.items():
            for place in _places(self._bits.get(word, 0) & within):
                shares[place] = shares.get(place, 0.0) + weight
                seen[place] = seen.get(place, 0) + 1
        fewest = min(2, len(weights))
        best = sorted((-share, place) for place, share in shares.items() if share >= least and seen[place] >= fewest)
        return sum(1 << place for _share, place in best[:NEAREST])

    def ranked(self, bits: int, wanted: Sequence[str], typed: Sequence[str], doubt: float = 0.0) -> list[Found]:
        """Return procedures best first. ``wanted`` are the words that tell, ``typed`` all of them, in their order.

        Where very many have the words, those that have them elsewhere than in their title are not looked at closely.
        """
        phrases = tuple({f" {' '.join(one)} " for one in (wanted, typed)})
        own = frozenset(wanted)
        close, far = bits, 0
        if bits.bit_count() > MANY:
            close = self._titled(bits, wanted)
            far = bits & ~close
        found = [self._found(place, self._tier(place, phrases, own), own, doubt) for place in _places(close)]
        found += [self._found(place, WORST, own, doubt) for place in _places(far)]
        found.sort()
        return found

    def _titled(self, bits: int, wanted: Iterable[str]) -> int:
        for word in wanted:
            bits &= self._in_title.get(word, 0)
        return bits

    def _found(self, place: int, tier: int, wanted: frozenset[str], doubt: float) -> Found:
        entry, title = self.entries[place], self._title_words[place]
        surplus = len(title - wanted)
        if self._later[place] and any(not act <= wanted for act in self._later[place]):
            surplus += LATER
        return Found(tier + doubt + SURPLUS * surplus, len(title), entry.line.code, tier, entry)

    def _tier(self, place: int, phrases: tuple[str, ...], wanted: frozenset[str]) -> int:
        title, also = self._title[place], self._also[place]
        if title in phrases:
            return 0
        if any(phrase in title or phrase in also for phrase in phrases):
            return 1
        if any(phrase in self._said[place] for phrase in phrases):
            return 2
        if wanted <= self._title_words[place]:
            return 3
        strong = wanted <= self._strong[place]
        if strong and any(wanted <= words for words in self._also_words[place]):
            return 4
        if any(phrase in self._name[place] for phrase in phrases):
            return 5
        if strong:
            return 6
        return 7 if wanted <= self._name_words[place] else WORST


def _set(*phrases: Phrase) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase)


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
