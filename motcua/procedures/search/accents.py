"""Gives words back their accents, as the register writes them side by side, so that what was understood reads well."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from motcua.core.text import nfc
from motcua.procedures.search.typed import split

MOST_FORMS: Final = 8
PAIR: Final = 3.0
_WORD: Final = re.compile(r"\w+")


class Accents:
    """How the register writes its words: each form, and which forms stand side by side, counted."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms: dict[str, Counter[str]] = {}
        self._pairs: Counter[tuple[str, str]] = Counter()
        counted: Counter[str] = Counter()
        for text in texts:
            written = _WORD.findall(nfc(text).lower())
            counted.update(written)
            self._pairs.update(pairwise(written))
        for form, count in counted.items():
            self._forms.setdefault("".join(split(form)), Counter())[form] += count

    def written(self, words: Sequence[str]) -> str:
        """Return words with their accents: the likeliest forms next to each other; an unknown word stays bare."""
        paths: dict[str, tuple[float, tuple[str, ...]]] = {"": (0.0, ())}
        for word in words:
            forms = self._forms.get(word, Counter({word: 1})).most_common(MOST_FORMS)
            paths = {form: self._step(paths, form, count) for form, count in forms}
        return " ".join(max(paths.values())[1])

    def _step(
        self, paths: dict[str, tuple[float, tuple[str, ...]]], form: str, count: int
    ) -> tuple[float, tuple[str, ...]]:
        return max(
            (score + math.log(1 + count) + PAIR * math.log(1 + self._pairs[before, form]), (*path, form))
            for before, (score, path) in paths.items()
        )
