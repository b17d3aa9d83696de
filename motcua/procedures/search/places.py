"""Places in what people type: communes of today, communes and districts that ended, and where they are now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from motcua.core.text import vietnamese_sort_key
from motcua.people import queries as people
from motcua.people.models import FormerUnit
from motcua.procedures.search.typed import split

# How people write the kind of a place before its name, and the kind that it means.
KINDS: Final[Mapping[tuple[str, ...], str]] = {
    ("thi", "tran"): "thi tran",
    ("thanh", "pho"): "thanh pho",
    ("quan", "huyen"): "huyen",
    ("phuong",): "phuong",
    ("huyen",): "huyen",
    ("tinh",): "tinh",
    ("xa",): "xa",
    ("tt",): "thi tran",
    ("tp",): "thanh pho",
    ("p",): "phuong",
    ("x",): "xa",
    ("h",): "huyen",
}
AT: Final = frozenset({"o", "tai"})
MOST_WORDS: Final = 4
NEAR: Final = 0.84


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its name of today or of before; ``now`` are today's communes there, as codes with names.

    ``within`` is the former district; ``ended`` says that it is a name of before; ``divided`` that the area of one
    commune went to several, so that only a person can tell which.
    """

    name: str
    now: tuple[tuple[str, str], ...]
    kind: str
    within: str = ""
    ended: bool = False
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """The places that some of the words may mean, the words that are left, and whether nothing else can be meant."""

    places: tuple[Place, ...]
    rest: tuple[str, ...]
    certain: bool


class Gazetteer:
    """All places that people may name."""

    def __init__(self, places: Iterable[Place], province: Sequence[str], communes: Mapping[str, str]) -> None:
        self.communes = communes
        self.by_name: dict[tuple[str, ...], list[Place]] = {}
        every = tuple(places)
        self.names = tuple(place.name for place in every)
        for place in every:
            self.by_name.setdefault(bare(place.name), []).append(place)
        self.province = tuple(province)
        self.words = frozenset(word for name in self.by_name for word in name)
        self._written = {" ".join(name): name for name in self.by_name}

    def named(self, typed: Sequence[str], *, nearly: bool = False) -> Named | None:
        """Return the places that consecutive words name, the longest name first; ``nearly``: with a typing error."""
        for length in range(min(MOST_WORDS, len(typed)), 1, -1):
            for start in range(len(typed) - length + 1):
                name = self._known(tuple(typed[start : start + length]), nearly=nearly)
                if name is not None:
                    return self._told(typed, start, length, name)
        return None

    def _known(self, words: tuple[str, ...], *, nearly: bool) -> tuple[str, ...] | None:
        if words in self.by_name:
            return words
        if not nearly:
            return None
        near = process.extractOne(
            " ".join(words), self._written.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR, processor=None
        )
        return self._written[near[0]] if near else None

    def _told(self, typed: Sequence[str], start: int, length: int, name: tuple[str, ...]) -> Named:
        before, kind, marked = _kind_before(typed[:start])
        after = self._without_province(list(typed[start + length :]))
        places = self.by_name[name]
        if after and (district := self.named(after)) is not None and _are_districts(district.places):
            inside = [place for place in places if place.within in {one.name for one in district.places}]
            if inside:
                places, after = inside, list(district.rest)
        if kind:
            places = [place for place in places if place.kind == kind] or places
        rest = (*before, *after)
        return Named(tuple(places), rest, certain=bool(marked or kind or not rest))

    def _without_province(self, words: list[str]) -> list[str]:
        for start in range(len(words) - len(self.province) + 1):
            if self.province and tuple(words[start : start + len(self.province)]) == self.province:
                before, kind, _marked = _kind_before(words[:start])
                if kind in ("", "tinh"):
                    return [*before, *words[start + len(self.province) :]]
        return words


def bare(name: str) -> tuple[str, ...]:
    """Return the words of a place's name without its kind: "Xã Hoàng Đồng" is "hoang dong"."""
    words = tuple(split(name))
    for kind in KINDS:
        if words[: len(kind)] == kind and len(words) > len(kind) and len(kind[0]) > 1:
            return words[len(kind) :]
    return words


def _kind_before(words: Sequence[str]) -> tuple[list[str], str, bool]:
    """Return the words before a place without its kind and "ở", the kind, and whether "ở" or "tại" stood there."""
    left, kind = list(words), ""
    for written, meant in KINDS.items():
        if tuple(left[-len(written) :]) == written:
            kind, left = meant, left[: -len(written)]
            break
    marked = bool(left and left[-1] in AT)
    return left[:-1] if marked else left, kind, marked


def _are_districts(places: Iterable[Place]) -> bool:
    return any(place.kind in ("huyen", "thanh pho") for place in places)


@lru_cache(maxsize=4)
def gazetteer(on: date, stamp: str) -> Gazetteer:
    """Return the places of a day; ``stamp`` is another one after every change of units."""
    del stamp
    communes = {unit.code: unit.place or unit.name for unit in people.units(kind="commune", on=on)}
    province = people.units(kind="province", on=on).first()
    places = [Place(name, ((code, name),), _kind(name)) for code, name in communes.items()]
    former = list(FormerUnit.objects.values_list("code", "name", "district", "into", "divided"))
    districts = {code: name for code, name, district, _into, _divided in former if not district}
    for _code, name, district, into, divided in former:
        now = [(one, communes[one]) for one in into if one in communes]
        now.sort(key=lambda one: (not one[1].startswith("Phường"), vietnamese_sort_key(one[1])))
        if now and not (len(now) == 1 and now[0][1] == name):
            within = districts.get(district, "")
            places.append(Place(name, tuple(now), _kind(name), within, ended=True, divided=divided and bool(district)))
    return Gazetteer(places, bare(province.place) if province else (), communes)


def _kind(name: str) -> str:
    words = tuple(split(name))
    return next((kind for written, kind in KINDS.items() if words[: len(written)] == written), "")
