"""What people say for what sheets write: short forms, other words, and words that tell nothing; data, not code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from motcua.procedures.search.typed import split
from motcua.procedures.sources import read

Words = tuple[str, ...]
TELLING = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of ``definitions/words/search.yaml``, as the index knows words."""

    short_forms: Mapping[str, Words]
    synonyms: tuple[tuple[Words, Words], ...]
    fillers: frozenset[str]
    perhaps: frozenset[str]
    later_acts: tuple[Words, ...]
    written: tuple[str, ...]

    def opened(self, typed: Sequence[str]) -> list[str]:
        """Return the words with short forms written out."""
        return [part for word in typed for part in self.short_forms.get(word, (word,))]

    def telling(self, typed: Sequence[str]) -> list[list[str]]:
        """Return the words that tell something: without those that never do, and without the doubtful ones too."""
        sure = [word for word in typed if word not in self.fillers] or list(typed)
        surest = [word for word in sure if word not in self.perhaps]
        return [sure, surest] if surest != sure and any(len(word) >= TELLING for word in surest) else [sure]

    def is_filler(self, word: str) -> bool:
        """Tell whether a word may say nothing."""
        return word in self.fillers or word in self.perhaps

    def meanings(self, typed: Sequence[str]) -> list[Words]:
        """Return what sheets write for what people say somewhere in the words, the longest first."""
        text = f" {' '.join(typed)} "
        told = [one for one in self.synonyms if one[1] not in self.later_acts]
        said = [(len(said), written) for said, written in told if f" {' '.join(said)} " in text]
        return [written for _length, written in sorted(said, key=lambda one: -one[0])]

    def said_otherwise(self, typed: Sequence[str]) -> list[list[str]]:
        """Return the words with one thing that people say replaced by what sheets write, each way once."""
        found = []
        for said, written in self.synonyms:
            for start in range(len(typed) - len(said) + 1):
                if tuple(typed[start : start + len(said)]) == said:
                    found.append([*typed[:start], *written, *typed[start + len(said) :]])
        return found


@cache
def lexicon() -> Lexicon:
    """Return the words of this installation, read once."""
    data: Any = read(settings.DEFINITIONS / "words" / "search.yaml").data
    return Lexicon(
        short_forms={split(short)[0]: tuple(split(full)) for short, full in data["short_forms"].items()},
        synonyms=tuple((tuple(split(one["said"])), tuple(split(one["written"]))) for one in data["synonyms"]),
        fillers=frozenset(split(data["fillers"])),
        perhaps=frozenset(split(data["perhaps"])),
        later_acts=tuple(tuple(split(act)) for act in data["later_acts"]),
        written=tuple(_written(data)),
    )


def _written(data: Any) -> Iterator[str]:
    yield data["fillers"]
    yield data["perhaps"]
    yield from data["short_forms"].values()
    yield from (one["said"] for one in data["synonyms"])
