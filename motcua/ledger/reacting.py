"""Runs reactions: at least once, in each stream's order; what fails is parked with its stream, the rest goes on."""

from datetime import datetime
from typing import Final

from motcua.ledger import failing, models, read
from motcua.ledger.follow import Following
from motcua.ledger.read import Entry

BATCH: Final = 500


def react(one: Following, row: models.Follower, now: datetime, end: int, *, waiting: bool) -> int:
    """Bring a reaction to ``end`` and return how many entries it handled.

    ``waiting`` says whether it has parked entries. Another worker that moves the same reaction makes this one stop;
    an entry handled twice carries the same key.
    """
    handled, parked = _try_parked(one, now) if waiting else (0, set[str]())
    while row.position < end:
        upto = min(end, row.position + BATCH)
        for entry in read.by_position(row.position, limit=upto - row.position, types=one.types):
            error = None if entry.stream in parked else _attempt(one, entry)
            if entry.stream in parked or error is not None:
                _park(one, entry, error, now)
                parked.add(entry.stream)
            else:
                handled += 1
            if not _advance(row, _place(entry)):
                return handled
        if row.position < upto and not _advance(row, upto):
            return handled
    return handled


def key_of(one: Following, entry: Entry) -> str:
    """Return the idempotency key of a reaction to an entry: always the same for its position."""
    return f"{one.name}@{entry.position}"


def _attempt(one: Following, entry: Entry) -> Exception | None:
    try:
        one.handle(entry, key_of(one, entry))
    except Exception as error:
        return error
    return None


def _try_parked(one: Following, now: datetime) -> tuple[int, set[str]]:
    """Try parked entries that are due, in order within each stream; return how many went and who stays parked."""
    handled, stuck = 0, set[str]()
    for waiting in models.Parked.objects.filter(follower=one.name).order_by("position"):
        if waiting.stream in stuck:
            continue
        if failing.waits(waiting, now):
            stuck.add(waiting.stream)
            continue
        place = models.Parked.objects.filter(follower=one.name, position=waiting.position)
        (entry,) = read.by_position(waiting.position - 1, limit=1)
        error = _attempt(one, entry)
        if error is None:
            place.delete()
            handled += 1
        else:
            stuck.add(waiting.stream)
            failing.record(place, waiting.failures + 1, error, now)
    return handled, stuck


def _park(one: Following, entry: Entry, error: Exception | None, now: datetime) -> None:
    """Keep an entry that failed (or waits behind one that did: then without an error, due at once)."""
    position = _place(entry)
    models.Parked.objects.get_or_create(
        follower=one.name,
        position=position,
        defaults={"stream": entry.stream, "failures": 0, "retry_at": now},
    )
    if error is not None:
        failing.record(models.Parked.objects.filter(follower=one.name, position=position), 1, error, now)


def _place(entry: Entry) -> int:
    assert entry.position is not None  # it was read by its position
    return entry.position


def _advance(row: models.Follower, position: int) -> bool:
    moved = models.Follower.objects.filter(name=row.name, position=row.position).update(position=position)
    row.position = position
    return moved == 1
