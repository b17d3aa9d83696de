"""The history of a draft as people remember it: what one editor saved on one day, instead of every single saving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.people.queries import local_day


@dataclass(frozen=True, slots=True)
class Sitting:
    """Saved states of one editor on one local day, one after another."""

    editor: str
    first: int
    last: int
    until: datetime


def sittings(saved: Iterable[tuple[int, str, datetime]]) -> list[Sitting]:
    """Return the sittings of saved states (number, editor, moment) that come in order, the last sitting first."""
    found: list[Sitting] = []
    for number, editor, at in saved:
        if found and found[-1].editor == editor and local_day(found[-1].until) == local_day(at):
            found[-1] = Sitting(editor, found[-1].first, number, at)
        else:
            found.append(Sitting(editor, number, number, at))
    return found[::-1]
