"""One round of the worker: positions, projectors, reactions, and the timetable's due jobs; and how far all are."""

from dataclasses import dataclass
from datetime import datetime

from motcua.ledger import failing, follow, models, projecting, reacting, read, sequencer
from motcua.ledger.follow import Timed


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    sequenced: int
    handled: int
    jobs: int

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.sequenced or self.handled or self.jobs)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a follower or job is, and what is wrong with it."""

    name: str
    kind: str
    position: int | None
    behind: int
    failures: int
    error: str
    retry_at: datetime | None
    last_run: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """How far everything is that follows the log."""

    last_position: int
    waiting: int
    standings: tuple[Standing, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing waits for a retry."""
        return not any(standing.failures for standing in self.standings)

    @property
    def behind(self) -> int:
        """How many positions the slowest follower is behind."""
        return max((standing.behind for standing in self.standings), default=0)


def run_once(now: datetime) -> Round:
    """Run one round: every follower reaches the log's end of this moment, or waits for its retry.

    A failing follower never stops another. A failing projector stays where it is, since facts cannot skip an entry.
    A failing reaction parks the entry with its stream; other streams go on. Both are tried again after growing
    pauses (5 s to 1 h), for ever, and :func:`status` shows them.
    """
    follow.install()
    sequenced = sequencer.sequence()
    end = read.last_position()
    rows = models.Follower.objects.in_bulk()
    parked = set(models.Parked.objects.values_list("follower", flat=True).distinct())
    handled = 0
    for one in follow.followers():
        if one.kind == "projector":
            handled += projecting.project(one, rows[one.name], now, end)
        else:
            handled += reacting.react(one, rows[one.name], now, end, waiting=one.name in parked)
    ran = models.Job.objects.in_bulk()
    return Round(sequenced, handled, sum(_run_job(job, ran.get(job.name), now) for job in follow.jobs()))


def status() -> Status:
    """Say how far each follower and job is."""
    end = read.last_position()
    rows = models.Follower.objects.in_bulk()
    standings = [_standing(one.name, one.kind, rows.get(one.name), end) for one in follow.followers()]
    for parked in models.Parked.objects.exclude(failures=0).order_by("follower", "position"):
        standings.append(
            Standing(parked.follower, "parked", parked.position, 0, parked.failures, parked.error, parked.retry_at)
        )
    ran = models.Job.objects.in_bulk()
    for job in follow.jobs():
        row = ran.get(job.name) or models.Job(name=job.name)
        standings.append(Standing(job.name, "job", None, 0, row.failures, row.error, row.retry_at, row.last_run))
    return Status(end, sequencer.waiting(), tuple(standings))


def _standing(name: str, kind: str, row: models.Follower | None, end: int) -> Standing:
    row = row or models.Follower(name=name, position=0)
    return Standing(name, kind, row.position, end - row.position, row.failures, row.error, row.retry_at)


def _run_job(job: Timed, row: models.Job | None, now: datetime) -> int:
    if row is None:
        row, _ = models.Job.objects.get_or_create(name=job.name)
    if failing.waits(row, now) or not job.when(row.last_run, now):
        return 0
    try:
        job.run(now)
    except Exception as error:
        failing.record(models.Job.objects.filter(name=job.name), row.failures + 1, error, now)
        return 0
    models.Job.objects.filter(name=job.name).update(last_run=now, failures=0, retry_at=None, error="")
    return 1
