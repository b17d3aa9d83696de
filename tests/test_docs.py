"""What the documents say is what the code has: event types, verbs, parameters, settings, addresses, names, screens."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from motcua.core.worktime import rules
from motcua.ledger import registry
from motcua.ledger.registry import EntryType
from motcua.people.demo import read_cast
from motcua.project import cli
from scripts.system import ROOT
from tests.house_rules.test_addresses import addresses

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
GUIDES = sorted((DOCS / "huong-dan").glob("*.md"))
NAMES = re.findall(
    r"\w+",
    """
Procedure ProcedureVersion Dossier Component Applicant OneStopShop Desk ServiceCentre Interlinked Chain Leg Receipt
SupplementRequest Refusal Apology Stop ControlSlip Register Case ExpressLane Custody LateEntry Route Step Assignment
Consultation Appraisal Decision Result Return Term DueAt Suspension early on_time overdue WorkingDay MakeUpDay
OfficialDocument WorkFile DocumentNumber Signature OrgUnit Post Delegation Competence Decentralisation Entry Stream Seal
Evidence Indicator Target Score Programme Objective Task ControlledDocument InternalAudit Nonconformity CorrectiveAction
ManagementReview Course TrainingPlan Evaluation Grade Commendation Title Feedback Survey
""",
)


@cache
def text(path: Path) -> str:
    """Read a document."""
    return path.read_text(encoding="utf-8")


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each line of each table."""
    for line in text(path).splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def told_about(entry_type: EntryType) -> str:
    """Write the lines that the reference must have of a type: to be copied from a failing test."""
    parts = {"fields": entry_type.required, "optional": entry_type.optional, "erasable": frozenset(entry_type.personal)}
    lines = [f"- version: {entry_type.version}"]
    for word, fields in parts.items():
        if fields or word == "fields":
            lines.append(f"- {word}: {', '.join(f'`{field}`' for field in sorted(fields)) or 'none'}")
    return "\n".join(lines)


EVENTS = REFERENCE / "events.md"
TYPES = [entry_type for entry_type in registry.known() if not entry_type.name.startswith("thing.")]  # of tests


@pytest.mark.parametrize("entry_type", TYPES, ids=lambda t: t.name)
def test_every_event_type_is_in_the_reference_with_its_fields(entry_type: EntryType) -> None:
    _, _, after = text(EVENTS).partition(f"### `{entry_type.name}`\n")
    section = after.split("\n#", 1)[0]
    lines = "\n".join(line for line in section.splitlines() if line.startswith("- "))
    assert lines == told_about(entry_type), f"docs/reference/events.md, {entry_type.name}"


def test_the_reference_has_no_event_type_that_is_not_registered() -> None:
    told = set(re.findall(r"^### `([\w.]+)`$", text(EVENTS), re.MULTILINE))
    assert told == {entry_type.name for entry_type in TYPES}


def test_every_field_of_an_entry_has_its_meaning() -> None:
    used = {f for t in TYPES for f in (*t.required, *t.optional, *t.personal)}
    meaning = {cells[0].strip("`"): cells[1] for cells in rows(EVENTS) if cells[0].startswith("`")}
    assert set(meaning) == used
    assert all(meaning.values())


def verbs() -> list[str]:
    """List the verbs of the command line."""
    actions = [a for a in cli.parser()._actions if hasattr(a, "choices") and isinstance(a.choices, dict)]
    return sorted(name for action in actions for name in action.choices or ())


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_is_in_the_reference(verb: str) -> None:
    assert f"`motcua {verb}" in text(REFERENCE / "command-line.md")


def test_every_make_target_is_in_the_reference() -> None:
    targets = re.findall(r"^([a-z]+):.*##", text(ROOT / "Makefile"), re.MULTILINE)
    told = [cells[0] for cells in rows(REFERENCE / "command-line.md")]
    assert targets
    assert [name for name in targets if f"`make {name}`" not in told] == []


def variables() -> set[str]:
    """Find the variables of the environment that the code reads by name."""
    places = [path for folder in ("motcua", "scripts", "bench") for path in (ROOT / folder).rglob("*.py")]
    found: set[str] = set()
    for path in places:
        if "/tests/" not in path.as_posix():
            found |= set(re.findall(r"""environ(?:\.get\(|\.setdefault\(|\[)"([A-Z_]+)["]""", text(path)))
    return found


def test_every_variable_of_the_environment_is_in_the_reference() -> None:
    assert "DATABASE_URL" in variables()
    assert sorted(name for name in variables() if f"`{name}" not in text(REFERENCE / "settings.md")) == []


@pytest.mark.parametrize("name", [DOCS / "dong-ho-phap-ly.md", REFERENCE / "clock.md"], ids=lambda p: p.name)
def test_every_parameter_of_the_clock_is_told_with_its_values(name: Path) -> None:
    told = {cells[0].strip("`"): cells[1] for cells in rows(name) if re.fullmatch(r"`[a-z_]+`", cells[0])}
    for parameter in rules.PARAMETERS:
        assert parameter in told
        for value in rules._CHOICES.get(parameter, ()):
            assert value in told[parameter], f"{name.name}: {parameter} may be {value}"


def test_every_rule_set_that_is_shipped_is_named() -> None:
    shipped = [path.stem for path in (ROOT / "definitions" / "rules").glob("*.yaml")]
    assert [name for name in shipped if f"`{name}`" not in text(DOCS / "dong-ho-phap-ly.md")] == []


def test_the_glossary_has_every_name_of_the_house() -> None:
    told = {word for cells in rows(DOCS / "glossary.md") for word in re.findall(r"\w+", cells[0])}
    assert [name for name in NAMES if name not in told] == []


@pytest.mark.parametrize("role", ["receiver", "handler", "head", "leader", "clerk", "cashier", "auditor", "registrar"])
def test_every_role_has_a_guide(role: str) -> None:
    assert f"`{role}`" in text(DOCS / "huong-dan" / "README.md")


def test_every_address_is_in_the_map() -> None:
    told = {cells[0].strip("`") for cells in rows(REFERENCE / "urls.md")}
    ours = {f"/{a.route}" for a in addresses() if not a.route.startswith(("admin/", "account/"))}
    assert sorted(ours - told) == []
    assert sorted(route for route in told if route.startswith("/") and route not in ours) == []


def quoted(path: Path) -> list[str]:
    """List the words of the screen that a guide quotes: «Tiếp nhận»."""
    return re.findall(r"«([^»]+)»", text(path))


@cache
def screens() -> str:
    """Join everything that can come onto the screen."""
    code = [p for p in (ROOT / "motcua").rglob("*") if p.suffix in {".py", ".html", ".js"} and "/tests/" not in str(p)]
    data = (ROOT / "definitions").rglob("*.yaml")
    return "\n".join(text(path) for path in (*code, *data))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda p: p.stem)
def test_a_guide_quotes_only_words_that_are_on_the_screen(guide: Path) -> None:
    assert [words for words in quoted(guide) if words not in screens()] == []


def test_the_decisions_have_numbers_of_their_own_and_stand_in_the_list() -> None:
    pages = sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))
    numbers = [name[:4] for name in pages]
    assert len(set(numbers)) == len(numbers)
    assert [name for name in pages if f"({name})" not in text(DOCS / "adr" / "README.md")] == []


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_whom_the_readme_lets_in_is_in_the_cast(readme: str) -> None:
    cast = read_cast()
    assert f"`{cast.password}`" in text(ROOT / readme)
    story = {person.login for person in cast.people if person.story}
    offered = set(re.findall(r"`([a-z]+)` \(", text(ROOT / readme)))
    assert {"an", "binh", "chi"} <= offered <= story


def test_pictures_are_small() -> None:
    pictures = list((DOCS / "images").glob("*.png"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 150_000] == []
