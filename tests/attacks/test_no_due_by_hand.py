"""No input of any role sets a due date: not an action's argument, not a form's field, not an option of the command."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django import forms

import motcua
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, DueDate
from motcua.dossiers.reading import read
from motcua.dossiers.tests.desk.conftest import *  # noqa: F403 - the fixtures of the desk
from motcua.dossiers.tests.desk.conftest import Screen, act
from motcua.dossiers.tests.desk.test_intake_person import ENTRY, entered
from motcua.dossiers.tests.lodging import AN
from motcua.dossiers.tests.stories import lodged
from motcua.project.cli import parser
from tests.cast import Cast, on

DUE = re.compile(r"due|deadline|appoint|promis|hen_tra|ngay_hen", re.IGNORECASE)
# Moments that an action takes besides ``at``, and why none of them is a due date.
MOMENTS = {
    ("close_till", "day"): "the day whose till is counted",
    ("record_mandate", "since"): "from when a mandate holds",
    ("record_mandate", "until"): "until when a mandate holds",
    ("enter_late", "late.received_at"): "the hour on the paper slip, bounded by its reserved number, now and the limit",
    ("enter_late", "late.entered_at"): "overwritten with the moment of the request",
    ("issue", "reserved.day"): "the day that a result on paper bears, bounded by its reserved number",
}
# Lengths of time: the law reckons the date from them, and refuses a second one.
LENGTHS = {("extend", "term"): "one apology with its length in office time; the calendar gives the date"}


def verbs() -> Iterator[tuple[str, Any]]:
    """Yield the verb of each file of actions."""
    for module in pkgutil.iter_modules(actions.__path__):
        loaded = importlib.import_module(f"{actions.__name__}.{module.name}")
        for name, one in inspect.getmembers(loaded, inspect.isfunction):
            parameters = inspect.signature(one).parameters
            if (
                one.__module__ == loaded.__name__
                and not name.startswith("_")
                and {"actor", "at", "key"} <= {*parameters}
            ):
                yield name, one


def inputs(hints: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each input with its type, those of the records that it takes included."""
    for name, kind in hints.items():
        yield f"{before}{name}", kind
        for part in [kind, *typing.get_args(kind)]:
            if dataclasses.is_dataclass(part) and isinstance(part, type) and not before.count(".") > 2:
                yield from inputs(typing.get_type_hints(part), f"{before}{name}.")


def asked(one: Any) -> list[tuple[str, Any]]:
    """Return everything that an action is given but who, when and the key of the form."""
    hints = typing.get_type_hints(one, vars(importlib.import_module(one.__module__)))
    return list(inputs({name: kind for name, kind in hints.items() if name not in {"actor", "at", "key", "return"}}))


def test_no_action_takes_a_due_date_or_a_moment_that_nobody_explained() -> None:
    found: dict[tuple[str, str], Any] = {}
    walked = dict(verbs())
    assert {"receive", "enter", "enter_late", "extend", "settle", "correct", "carry", "submit"} <= walked.keys()
    for verb, one in walked.items():
        for name, kind in asked(one):
            assert not DUE.search(name), f"{verb}({name}) looks like a due date"
            kinds = {kind, *typing.get_args(kind)}
            if kinds & {date, datetime, time} or getattr(kind, "__name__", "") == "Term":
                found[verb, name] = kind
    assert found.keys() == MOMENTS.keys() | LENGTHS.keys()


def every_form() -> list[type[forms.BaseForm]]:
    """Return all forms of the house, after every module of pages was read."""
    for module in pkgutil.walk_packages(motcua.__path__, "motcua."):
        if ".web" in module.name and ".tests" not in module.name:
            importlib.import_module(module.name)
    pending, found = [forms.BaseForm], list[type[forms.BaseForm]]()
    while pending:
        one = pending.pop()
        pending.extend(one.__subclasses__())
        if one.__module__.startswith("motcua.") and ".tests" not in one.__module__:
            found.append(one)
    return found


def test_no_form_of_a_dossier_asks_for_a_due_date() -> None:
    walked = every_form()
    assert len(walked) > 40
    days = set()
    for form in walked:
        for name, field in getattr(form, "base_fields", {}).items():
            said = f"{form.__module__}.{form.__name__}.{name}"
            assert not DUE.search(name), said
            assert "hẹn trả" not in str(field.label or "").lower(), said
            if form.__module__.startswith("motcua.dossiers") and isinstance(
                field, forms.DateField | forms.DateTimeField | forms.TimeField
            ):
                days.add(f"{form.__name__}.{name}")
    assert days == {"MandateForm.since", "MandateForm.until", "LateForm.late_day"}


def options(one: argparse.ArgumentParser, path: str = "motcua") -> Iterator[tuple[str, str]]:
    """Yield each option of the command with the verb that it belongs to."""
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from options(below, f"{path} {name}")
        else:
            yield path, action.dest


def test_no_option_of_the_command_sets_one() -> None:
    told = list(options(parser()))
    assert len(told) > 20
    assert [(verb, name) for verb, name in told if DUE.search(name)] == []


def test_only_the_clock_writes_a_due_date() -> None:
    """In decisions ``due`` is what a Deadline gave; nobody outside of them drafts an event with one."""
    root = Path(motcua.__file__).parent
    given = []
    for path in (root / "core" / "process" / "decide").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                given += [ast.unparse(v) for k, v in pairs if isinstance(k, ast.Constant) and k.value == "due"]
    assert set(given) == {
        "written(new.due)",
        "new.due and moment(new.due)",
        "before.due_at and moment(before.due_at)",
        "due",
    }
    outside = [
        path.name
        for path in (root / "dossiers").rglob("*.py")
        if "/tests/" not in str(path)
        and "Draft(" in path.read_text()
        and re.search(r"Draft\([^)]*[\"']due", path.read_text())
    ]
    assert outside == []


def test_what_is_sent_besides_changes_no_date(cast: Cast, screen: Screen) -> None:
    wish = dict.fromkeys(("due", "due_at", "deadline", "appointed_at", "received_at", "at", "term"), "2030-01-01T17:00")
    id_ = lodged(cast)
    act(screen(cast.binh), id_, "reception", **wish)
    screen(cast.binh).post(
        ENTRY, entered(**{"person_name": AN.name, "originals.declaration": "1", "again": "yes", **wish})
    )
    assert Dossier.objects.count() == 2
    for dossier in Dossier.objects.all():
        assert read(dossier.pk).now.due_at == on("2026-04-20", "17:00")
        assert DueDate.objects.get(dossier=dossier).trace["trace"], "and its reckoning stands beside it"
