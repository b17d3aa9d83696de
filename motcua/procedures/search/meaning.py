"""What a text means: a code, a procedure, a place, or several of them; and what to show for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from motcua.core.procedure.codes import BadCode, normalise
from motcua.procedures.queries import Listed
from motcua.procedures.search.catalogue import Catalogue, catalogue
from motcua.procedures.search.entries import Entry
from motcua.procedures.search.index import Found
from motcua.procedures.search.lexicon import Lexicon, lexicon
from motcua.procedures.search.mending import mended
from motcua.procedures.search.places import Gazetteer, Named, Place
from motcua.procedures.search.typed import LONGEST, code_in, untyped, words

How = Literal["all", "code", "exact", "mended", "near", "place", "nothing"]
# Up to here the words stand together in a title or a name that people use; up to there in a title or an official name.
PHRASE = 2
STRONG = 4
SOUND = 7
OTHERWISE = 4.0
DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, best first, and how.

    ``read_as`` are the words that were taken instead of those typed; ``places`` what the words for a place may mean,
    ``about`` the words beside the place.
    """

    entries: tuple[Entry, ...]
    how: How
    read_as: str = ""
    places: tuple[Place, ...] = ()
    about: str = ""

    @property
    def lines(self) -> list[Listed]:
        """Return the lines of the catalogue."""
        return [entry.line for entry in self.entries]


@dataclass(frozen=True, slots=True)
class _Search:
    """One search: in what, and among which procedures."""

    known: Catalogue
    lexicon: Lexicon
    within: int

    def having(self, typed: Sequence[str]) -> list[Found]:
        """Return what has all the words that tell something, as typed or as sheets write them."""
        opened = self.lexicon.opened(typed)
        index, best = self.known.index, dict[str, Found]()
        for number, said in enumerate([opened, *self.lexicon.said_otherwise(opened)]):
            for telling in self.lexicon.telling(said):
                doubt = DOUBT * (len(said) - len(telling)) + OTHERWISE * bool(number)
                for fit in index.ranked(index.having(telling, self.within), telling, said, doubt):
                    if fit < best.setdefault(fit.code, fit):
                        best[fit.code] = fit
        return sorted(best.values())

    def plain(self, typed: Sequence[str], places: Gazetteer) -> list[str]:
        """Return the words without left-over keys of Telex and VNI, where that makes words that exist."""

        def known(word: str) -> bool:
            return word in self.known.index or word in places.words or self.lexicon.is_filler(word)

        return [
            word
            if known(word) or word in self.lexicon.short_forms
            else next((plain for plain in untyped(word) if known(plain)), word)
            for word in typed
        ]

    def exactly(self, typed: Sequence[str]) -> list[Found]:
        """Return what has the very words."""
        return self.known.index.ranked(self.known.index.having(typed, self.within), typed, typed)

    def mended(self, typed: Sequence[str]) -> tuple[str, ...] | None:
        """Return the words that were most likely meant."""
        opened = self.lexicon.opened(typed)
        return mended(opened, self.known.index, self.lexicon, self.within)

    def said(self, typed: Sequence[str]) -> tuple[tuple[str, ...], list[Found]]:
        """Return what people mean by some of the words, the most words first; the others only say which comes first."""
        opened = self.lexicon.opened(typed)
        for written in self.lexicon.meanings(opened):
            found = self.having(written)
            if found and found[0].tier <= STRONG:
                return written, sorted(found, key=lambda one: (one.tier, -self._shared(one, opened), one))
        return (), []

    def _shared(self, one: Found, typed: Sequence[str]) -> float:
        """Return how much of what was typed stands in the names of a procedure."""
        read = one.entry.read
        names = {word for phrase in (read.title, read.name, *read.also) for word in phrase}
        return sum(self.known.index.rarity(word) for word in set(typed) & names)

    def nearest(self, typed: Sequence[str]) -> list[Found]:
        """Return what has most of the words."""
        telling = self.lexicon.telling(self.lexicon.opened(typed))[-1]
        return self.known.index.ranked(self.known.index.nearest(telling, self.within), telling, typed)

    def all(self) -> tuple[Entry, ...]:
        """Return everything that is looked among, by field and title."""
        return tuple(e for place, e in enumerate(self.known.entries) if self.within >> place & 1)


def search(
    text: str, on: date, *, register: str = "public", exactly: bool = False, known: Catalogue | None = None
) -> Hits:
    """Return the procedures that a text means, best first; an empty text means all, by field and title.

    In turn: a code in any written form; all of the words; a place and the words beside it; what the words resemble;
    what has most of them. ``exactly`` takes the words as they are. ``register`` is public, internal or empty for both;
    ``known`` is the catalogue of the day, where the caller has it already.
    """
    known = known or catalogue(on)
    every, public = known.index.all, known.index.public
    within = {"public": public, "internal": every & ~public}.get(register, every)
    looking = _Search(known, lexicon(), within)
    typed = words(text)
    if not typed:
        return Hits((), "nothing") if text.strip() else Hits(looking.all(), "all")
    coded = _by_code(text, looking)
    if coded is not None:
        return coded
    if exactly:
        found = looking.exactly(typed)
        return _hits(found, "exact" if found else "nothing")
    return _meant(typed, looking, known.places)


def _by_code(text: str, looking: _Search) -> Hits | None:
    try:
        code = normalise(code_in(text) or text[:LONGEST]).national
    except BadCode:
        return _by_digits(text, looking)
    return Hits(tuple(entry for entry in looking.all() if entry.line.code == code), "code")


def _by_digits(text: str, looking: _Search) -> Hits | None:
    """Find by a part of the code, four digits at least: "001193"."""
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) < 4 or any(c.isalpha() for c in text):
        return None
    found = tuple(entry for entry in looking.all() if digits in entry.line.code.replace(".", ""))
    return Hits(found, "code") if found else None


def _hits(found: Sequence[Found], how: How, read_as: str = "") -> Hits:
    return Hits(tuple(one.entry for one in found), how, read_as)


def _meant(typed: list[str], looking: _Search, places: Gazetteer) -> Hits:
    plain = looking.plain(typed, places)
    if plain != typed:
        hits = _meant(plain, looking, places)
        return (
            replace(hits, how="mended", read_as=hits.read_as or looking.known.accents.written(plain))
            if hits.entries
            else hits
        )
    whole = looking.having(typed)
    named = places.named(typed)
    if named is not None and (named.certain or not whole or whole[0].tier > STRONG):
        return _at(named, looking, whole)
    if whole and whole[0].tier <= SOUND:
        return _hits(whole, "exact")
    hits = _resembling(typed, looking, places)
    return _hits(whole, "near") if whole and hits.how in ("near", "nothing") else hits


def _resembling(typed: list[str], looking: _Search, places: Gazetteer) -> Hits:
    """Return what words that nothing has together resemble: other words, a place, or most of them."""
    meant = looking.mended(typed)
    found = looking.having(meant) if meant is not None else []
    written, otherwise = looking.said(typed) if not found else ((), [])
    near_place = places.named(typed, nearly=True) if not otherwise else None
    if near_place is not None and (not found or found[0].tier > (PHRASE if near_place.certain else STRONG)):
        return _at(near_place, looking, [])
    if meant is not None and found:
        return _hits(found, "mended", looking.known.accents.written(meant))
    if otherwise:
        return _hits(otherwise, "mended", looking.known.accents.written(written))
    nearest = looking.nearest(typed)
    return _hits(nearest, "near" if nearest else "nothing")


def _at(named: Named, looking: _Search, whole: Sequence[Found]) -> Hits:
    """Return what can be done at a place: with the words beside it, else all that is done in communes."""
    rest = [word for word in named.rest if not looking.lexicon.is_filler(word)]
    if not rest:
        own = tuple(entry for entry in looking.all() if entry.line.level == "commune")
        strong = tuple(one.entry for one in whole if one.tier <= STRONG)
        return Hits(strong or own, "place", places=named.places)
    found, read_as = looking.having(named.rest), ""
    how: How = "exact"
    if not found and (mended := looking.mended(named.rest)) is not None:
        found, how, read_as = looking.having(mended), "mended", looking.known.accents.written(mended)
    if not found:
        found, how = looking.nearest(named.rest), "near"
    about = read_as or looking.known.accents.written(named.rest)
    return replace(_hits(found, how if found else "nothing", read_as), places=named.places, about=about)
