"""Models whose rows only the ledger writes: every ORM path that would change them raises."""

from typing import Any, ClassVar, NoReturn, Self, TypeVar
from uuid import uuid4

from django.db import models

M = TypeVar("M", bound=models.Model, covariant=True)


class OutsideLedger(RuntimeError):
    """A row that belongs to a stream was to be written around ``ledger.commit``."""


def _refuse(model: type[models.Model], verb: str) -> NoReturn:
    raise OutsideLedger(f"{model.__name__}.{verb}: rows of {model._meta.db_table} are written by ledger.commit only")


class ReadOnlyQuerySet(models.QuerySet[M]):
    """Reads like any queryset and refuses to write."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        _refuse(self.model, "update")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        _refuse(self.model, "delete")

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        """Refuse."""
        _refuse(self.model, "bulk_create")

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        """Refuse."""
        _refuse(self.model, "bulk_update")

    def _raw_delete(self, using: str | None) -> int:
        _refuse(self.model, "delete")


class ReadOnlyManager(models.Manager[M]):
    """Hands out querysets that refuse to write."""

    def get_queryset(self) -> ReadOnlyQuerySet[M]:
        """Return all rows, for reading."""
        return ReadOnlyQuerySet(self.model, using=self._db)


class LedgerWritten(models.Model):
    """A row that is written in the commit of its stream: the subject itself, or a child of it."""

    objects: ClassVar[ReadOnlyManager[Self]] = ReadOnlyManager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: ``save`` and fixtures end here."""
        _refuse(type(self), "save")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        _refuse(type(self), "delete")


class StreamedModel(LedgerWritten):
    """The current state of one stream: its row always equals the fold of its entries.

    ``stream_prefix`` names the stream; ``stream_key`` is the field after the colon (a calendar uses its code).
    ``version`` is the number of the stream's last entry, ``head`` that entry's hash.
    """

    stream_prefix: ClassVar[str]
    stream_key: ClassVar[str] = "id"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.PositiveIntegerField(editable=False)
    head = models.BinaryField(max_length=32, editable=False)

    class Meta:
        abstract = True

    @property
    def stream(self) -> str:
        """The name of the row's stream."""
        return f"{self.stream_prefix}:{getattr(self, self.stream_key)}"
