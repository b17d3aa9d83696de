"""Names of places that people still use: the communes and districts of before, and those of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.core.text import search_key
from motcua.people import queries
from motcua.people.models import FormerUnit

# Longest first: "thi tran" must not leave "tran" behind.
KINDS = ("thanh pho", "thi tran", "thi xa", "phuong", "huyen", "tinh", "tp", "xa", "tt", "p")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was called or is called; ``now`` are the units there today, by name, with their codes.

    ``ended`` says that the name is of before; ``divided`` that its area went to several units.
    """

    name: str
    now: tuple[tuple[str, str], ...]
    ended: bool
    divided: bool


def bare(name: str) -> str:
    """Return the search key of a place's name without its kind: "Xã Hoàng Đồng" is "hoang dong"."""
    key = search_key(name)
    kind = next((kind for kind in KINDS if key.startswith(f"{kind} ")), "")
    return key[len(kind) :].strip()


def places(on: date) -> dict[str, list[Place]]:
    """Return all places by their bare names; a name that several had has several places, those of today first."""
    communes = {unit.code: unit.place or unit.name for unit in queries.units(kind="commune", on=on)}
    found: dict[str, list[Place]] = {}
    for code, name in communes.items():
        found.setdefault(bare(name), []).append(Place(name, ((code, name),), ended=False, divided=False))
    for former in FormerUnit.objects.order_by("district", "code"):
        now = tuple((code, communes[code]) for code in former.into if code in communes)
        same = now[:1] == now and now and now[0][1] == former.name
        if now and not same:
            place = Place(former.name, now, ended=True, divided=former.divided)
            found.setdefault(bare(former.name), []).append(place)
    return found


def named(words: Iterable[str], known: dict[str, list[Place]]) -> tuple[list[Place], list[str]]:
    """Return the places named by consecutive words, the longest name first, and the words that are left."""
    all_words = list(words)
    for length in range(min(4, len(all_words)), 0, -1):
        for start in range(len(all_words) - length + 1):
            name = " ".join(all_words[start : start + length])
            if name in known:
                before = _without_kind(all_words[:start])
                return known[name], before + all_words[start + length :]
    return [], all_words


def _without_kind(words: list[str]) -> list[str]:
    text = " ".join(words)
    kind = next((kind for kind in KINDS if text == kind or text.endswith(f" {kind}")), "")
    left = text[: len(text) - len(kind)].split()
    while left and left[-1] in {"o", "tai", "cua"}:
        left.pop()
    return left
