"""Foreign keys point downwards, and the ledger points at nobody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import models

# from the top down; apps of one line do not point at each other
LAYERS = (
    {"project"},
    {"dossiers"},
    {"queueing"},
    {"documents", "procedures"},
    {"worklist"},
    {"worktime", "notices"},
    {"people"},
    {"ledger"},
    {"ui"},
)
HEIGHT = {label: len(LAYERS) - number for number, labels in enumerate(LAYERS) for label in labels}


if TYPE_CHECKING:
    Relation = models.ForeignKey[Any, Any] | models.ManyToManyField[Any, Any]


def relations() -> Iterator[tuple[type[models.Model], Relation]]:
    """Yield each relation of our own models."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields() if model.__module__.startswith("motcua.") else ():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                yield model, field


ALL = list(relations())
NAMES = [f"{model._meta.label}.{field.name}" for model, field in ALL]


def test_all_our_apps_have_their_place() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("motcua.")}
    assert ours <= HEIGHT.keys()


@pytest.mark.parametrize(("model", "field"), ALL, ids=NAMES)
def test_a_foreign_key_points_downwards(model: type[models.Model], field: Relation) -> None:
    target = field.related_model
    assert isinstance(target, type)
    here, there = model._meta.app_label, target._meta.app_label
    assert here != "ledger", "nothing in the ledger points anywhere"
    if there in HEIGHT and here != there:
        assert HEIGHT[there] < HEIGHT[here], f"{here} may not point up or sideways at {there}"
        assert field.remote_field.related_name == "+", "across apps: related_name='+'"


def test_no_generic_foreign_keys() -> None:
    found = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("motcua.")
        for field in model._meta.private_fields
    ]
    assert found == []
