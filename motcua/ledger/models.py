"""The tables of the ledger: entries, positions, erasable contents, idempotency keys, and how far followers are."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One thing that happened: the history row and the ledger row at once. Append-only (see triggers.py)."""

    id = models.BigAutoField(primary_key=True)
    stream = models.CharField(max_length=120)
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=80)
    type_version = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    payload = models.TextField()
    content_digest = models.BinaryField(max_length=32, null=True)
    hash = models.BinaryField(max_length=32)
    leaf_salt = models.BinaryField(max_length=32)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["stream", "seq"], name="ledger_entry_stream_seq")]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.type}"


class Position(models.Model):
    """The gapless place of an entry in the log, given once by the sequencer. Append-only."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.position} → {self.entry_id}"


class Content(models.Model):
    """The personal content of an entry with its salt; may be erased, the entry's digest remains."""

    pk = models.CompositePrimaryKey("stream", "seq")
    stream = models.CharField(max_length=120)
    seq = models.PositiveIntegerField()
    salt = models.BinaryField(max_length=32)
    body = models.TextField()

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq}"


class IdempotencyKey(models.Model):
    """The request that a commit answered: the same key again returns its result."""

    pk = models.CompositePrimaryKey("actor", "key")
    actor = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    action = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32)
    stream = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    result = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.action} {self.key}"


class Follower(models.Model):
    """A projector or reaction, and the position up to which it has handled everything."""

    name = models.CharField(max_length=120, primary_key=True)
    version = models.PositiveIntegerField()
    position = models.BigIntegerField()
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} v{self.version} @{self.position}"


class Parked(models.Model):
    """An entry that a reaction could not handle yet, or that waits behind such an entry of its stream."""

    pk = models.CompositePrimaryKey("follower", "position")
    follower = models.CharField(max_length=120)
    position = models.BigIntegerField()
    stream = models.CharField(max_length=120)
    failures = models.PositiveIntegerField()
    retry_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["follower", "stream"], name="ledger_parked_stream")]

    def __str__(self) -> str:
        return f"{self.follower} @{self.position}: {self.error}"


class Job(models.Model):
    """A job of the timetable: when it last ran, and what went wrong since."""

    name = models.CharField(max_length=120, primary_key=True)
    last_run = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
