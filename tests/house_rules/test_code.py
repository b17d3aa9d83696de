"""Habits that no linter knows: names of modules, the clock, floats, one verb a file, layouts."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scripts.files import ours
from scripts.system import ROOT
from tests.databases import SHIPPED_TYPES

NO_NAMES = {"utils", "common", "helpers", "misc", "views_utils", "base_utils", "shared"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("timezone", "now")}
CLOCKS |= {("time", "time")}
CONVERTERS = {("timezone", "localdate"), ("timezone", "localtime")}  # they read the clock when nothing is passed
# middleware and the entry points of jobs: the only places where a moment begins; everywhere else `at` is passed
CLOCK_READERS = (
    "motcua/people/middleware.py",
    "motcua/ledger/clock.py",  # recorded_at is never an argument
    "motcua/project/commands/",
    "motcua/project/demo",
    "motcua/project/tour",
    "motcua/worktime/due_command.py",
)
PYTHON = [p.relative_to(ROOT).as_posix() for p in ours(".py") if p.is_relative_to(ROOT / "motcua")]
CODE = [name for name in PYTHON if "/tests/" not in name and "/migrations/" not in name]
ACTIONS = [name for name in CODE if "/actions/" in name and not name.endswith("__init__.py")]
TEMPLATES = [p.relative_to(ROOT).as_posix() for p in ours(".html") if "/templates/" in p.as_posix()]
PARTIAL = re.compile(
    r"/(_[^/]+|(tags|elements)/[^/]+|[^/]*_fragment|languages|account|banners|messages|form|form_field|style_\w+)\.html$"
)
LAYOUTS = {"motcua/ui/templates/ui/base.html", "motcua/ui/templates/ui/print.html"}
ALONE = {"motcua/ui/templates/400.html", "motcua/ui/templates/500.html"}  # must work when nothing else does


@cache
def tree(name: str) -> ast.Module:
    """Parse a module."""
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def test_no_module_is_a_drawer_for_anything() -> None:
    assert [name for name in PYTHON if Path(name).stem in NO_NAMES] == []


def clock_reads(name: str) -> Iterator[str]:
    """Name each place where a module asks what time it is."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Attribute) and _dotted(node) in CLOCKS:
            yield f"{name}:{node.lineno}: {'.'.join(_dotted(node))}"
        if isinstance(node, ast.Call) and not node.args and not node.keywords and _dotted(node.func) in CONVERTERS:
            yield f"{name}:{node.lineno}: {'.'.join(_dotted(node.func))}"


def _dotted(node: ast.expr) -> tuple[str, str]:
    """Return the last two words of a dotted name."""
    if not isinstance(node, ast.Attribute):
        return "", ""
    owner = node.value
    return getattr(owner, "id", getattr(owner, "attr", "")), node.attr


def test_the_clock_is_read_at_the_doors_only() -> None:
    found = [place for name in CODE if not name.startswith(CLOCK_READERS) for place in clock_reads(name)]
    assert found == [], "pass the moment in as `at`"


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_module_has_one_verb_or_a_verb_and_its_opposite(name: str) -> None:
    acting = [f for f in public_functions(name) if takes(f, "actor")]
    assert len(acting) <= 2, f"one file a verb, here are {[f.name for f in acting]}"


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_told_by_name_who_acts_and_when(name: str) -> None:
    for function in public_functions(name):
        if takes(function, "actor"):
            named = {a.arg for a in function.args.kwonlyargs}
            assert {"actor", "at"} <= named, f"{function.name}(…, *, actor, at)"


def public_functions(name: str) -> list[ast.FunctionDef]:
    """Return what a module offers to others."""
    return [n for n in tree(name).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]


def takes(function: ast.FunctionDef, argument: str) -> bool:
    """Say whether a function has an argument of this name."""
    return argument in {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}


def test_the_core_knows_no_floats_for_time_or_money() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name in CODE
        if name.startswith("motcua/core/")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert found == []


def test_entry_types_are_registered_and_told_in_vietnamese() -> None:
    assert SHIPPED_TYPES
    for entry_type in SHIPPED_TYPES:
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+", entry_type.name), entry_type.name
        assert entry_type.sentence, entry_type.name
        for field in re.findall(r"\{(\w+)\}", str(entry_type.sentence)):
            assert field in entry_type.required | entry_type.optional | {"code", "actor"}, (entry_type.name, field)


@pytest.mark.parametrize("name", [t for t in TEMPLATES if not PARTIAL.search(t) and t not in LAYOUTS | ALONE])
def test_a_page_extends_a_layout(name: str) -> None:
    assert re.search(r"\{%\s*extends\s", (ROOT / name).read_text(encoding="utf-8")), (
        "extend a layout of ui, or begin the name with _ when it is a part"
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_script_or_style_inside_a_template(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son\w+=\"", text) is None
