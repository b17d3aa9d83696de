"""Promise 5b.2: nobody writes a streamed row around the ledger."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.core import checks

from motcua.ledger import checks as ours
from motcua.ledger.streams import OutsideLedger
from motcua.ledger.tests.things import Part, Thing, found, make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("log")]

AROUND: dict[str, Callable[[Thing], object]] = {
    "save": lambda thing: thing.save(),
    "save_some": lambda thing: thing.save(update_fields=["title"]),
    "delete": lambda thing: thing.delete(),
    "create": lambda _: Thing.objects.create(title="x", version=1, head=b""),
    "get_or_create": lambda _: Thing.objects.get_or_create(title="x", version=1),
    "update_or_create": lambda thing: Thing.objects.update_or_create(id=thing.pk, defaults={"title": "x"}),
    "update": lambda _: Thing.objects.update(title="x"),
    "queryset_delete": lambda _: Thing.objects.all().delete(),
    "bulk_create": lambda _: Thing.objects.bulk_create([Thing(title="x", version=1)]),
    "bulk_update": lambda thing: Thing.objects.bulk_update([thing], ["title"]),
    "child_create": lambda thing: Part.objects.create(thing=thing, name="x"),
    "child_through_parent": lambda thing: Part(thing=thing, name="x").save(),
    "child_delete": lambda _: Part.objects.all().delete(),
}


@pytest.mark.parametrize("way", AROUND)
def test_every_way_around_the_ledger_raises(at: datetime, way: str) -> None:
    made = make(at=at)
    with pytest.raises(OutsideLedger, match="ledger"):
        AROUND[way](found(made))
    assert list(Thing.objects.values_list("title", "version")) == [("Vật", 1)]
    assert not Part.objects.exists()


def test_a_fixture_cannot_write_it_either() -> None:
    thing = Thing(id=uuid4(), title="x", version=1, head=b"")
    with pytest.raises(OutsideLedger):
        thing.save_base(raw=True)


def test_our_own_models_obey() -> None:
    assert not [found for found in checks.run_checks() if (found.id or "").startswith("ledger.")]
    assert ours.written_by_ledger_only(None) == []
