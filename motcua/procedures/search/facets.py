"""What the catalogue is filtered by, and how many procedures each choice leaves, counted in bits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.procedures.search.entries import Entry

NAMES: Final = ("field", "life_event", "agency", "level", "channel")


@dataclass(frozen=True, slots=True)
class Count:
    """One value of a filter with the number of procedures that it leaves beside the other filters."""

    value: str
    number: int


class Facets:
    """The values of each filter, each with the places of the procedures that have it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._place = {entry.line.code: place for place, entry in enumerate(entries)}
        self._bits: dict[str, dict[str, int]] = {name: {} for name in NAMES}
        for place, entry in enumerate(entries):
            for name in NAMES:
                for value in values(entry, name):
                    self._bits[name][value] = self._bits[name].get(value, 0) | 1 << place

    def of(self, entries: Iterable[Entry]) -> int:
        """Return the bits of some procedures."""
        bits = bytearray(len(self._place) // 8 + 1)
        for entry in entries:
            place = self._place[entry.line.code]
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def fitting(self, chosen: Mapping[str, str]) -> int:
        """Return the bits of what fits all filters; a value that nothing has leaves nothing."""
        bits = (1 << len(self._place)) - 1
        for name, value in chosen.items():
            if value:
                bits &= self._bits[name].get(value, 0)
        return bits

    def has(self, bits: int, entry: Entry) -> bool:
        """Tell whether a procedure is among the bits."""
        return bool(bits >> self._place[entry.line.code] & 1)

    def counts(self, name: str, among: int, chosen: Mapping[str, str]) -> list[Count]:
        """Return the values of one filter that leave something among these, counted with the other filters."""
        left = among & self.fitting({other: value for other, value in chosen.items() if other != name})
        found = ((value, (bits & left).bit_count()) for value, bits in self._bits[name].items())
        return [Count(value, number) for value, number in found if number or value == chosen.get(name)]


def values(entry: Entry, name: str) -> tuple[str, ...]:
    """Return what a procedure has of a filter; online lodging counts with how much of the job is done online."""
    line = entry.line
    if name == "life_event":
        return entry.events
    if name == "channel":
        online = f"online_{line.online_level}"
        return tuple(online if channel == "online" else channel for channel in entry.channels)
    return ({"field": line.field, "agency": line.agency, "level": line.level}[name],)
