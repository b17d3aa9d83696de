"""A small streamed model of the tests' own, outside every app: a thing with parts."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.apps.registry import Apps
from django.db import connection, models

from motcua.ledger.commit import Committed, NewEntry, Subject, commit
from motcua.ledger.registry import EntryType, register
from motcua.ledger.streams import LedgerWritten, StreamedModel

elsewhere = Apps()


class Thing(StreamedModel):
    stream_prefix = "thing"

    title = models.CharField(max_length=50)
    note = models.CharField(max_length=50, blank=True)
    count = models.IntegerField(null=True)
    day = models.DateField(null=True)
    extra = models.JSONField(default=dict)

    class Meta:
        apps = elsewhere
        app_label = "ledger_tests"

    def __str__(self) -> str:
        return self.title


class Named(StreamedModel):
    stream_prefix = "named"
    stream_key = "code"

    code = models.CharField(max_length=20, unique=True)

    class Meta:
        apps = elsewhere
        app_label = "ledger_tests"

    def __str__(self) -> str:
        return self.code


class Part(LedgerWritten):
    id = models.BigAutoField(primary_key=True)
    thing = models.ForeignKey(Thing, models.PROTECT, related_name="parts")
    name = models.CharField(max_length=20)
    open = models.BooleanField(default=True)

    class Meta:
        apps = elsewhere
        app_label = "ledger_tests"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["thing"], condition=models.Q(open=True), name="one_open_part")
        ]

    def __str__(self) -> str:
        return self.name


MODELS = (Thing, Named, Part)

register(
    EntryType("thing.made", required=frozenset({"count"}), personal=("owner",), sentence="{actor} lập vật số {count}"),
    EntryType("thing.changed", optional=frozenset({"count", "day", "unit"}), personal=("owner", "reason")),
)


def create_tables() -> None:
    """Create the tables in the current database, inside a transaction or not."""
    with connection.cursor() as cursor:
        for model in MODELS:
            editor = connection.schema_editor(collect_sql=True)
            editor.deferred_sql = []
            statement, parameters = editor.table_sql(model)
            cursor.execute(statement, parameters or None)
            for index in editor.deferred_sql:
                cursor.execute(str(index))


def make(count: int = 1, *, at: Any, actor: str = "user:binh", **more: Any) -> Committed:
    """Begin a thing."""
    subject = Subject(Thing, more.pop("pk", None) or uuid4(), columns={"title": "Vật", "count": count})
    return commit(
        subject, [NewEntry("thing.made", {"count": count}, more.pop("content", None))], actor=actor, at=at, **more
    )


def found(made: Committed) -> Thing:
    """Read the thing of a commit."""
    return Thing.objects.get(pk=UUID(made.stream.partition(":")[2]))


def change(thing: Thing, *, at: Any, actor: str = "user:chi", entries: int = 1, **more: Any) -> Committed:
    """Change a thing as it was read."""
    columns = more.pop("columns", {"note": "đã sửa"})
    news = [NewEntry("thing.changed", {"count": n}) for n in range(entries)]
    return commit(Subject.of(thing, **columns), news, actor=actor, at=at, **more)
