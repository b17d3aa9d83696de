"""Calendars, rule sets and terms straight from ``definitions/``: to reckon without a database, and to load."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.worktime import Calendar, RuleSet, Term
from motcua.core.worktime.calendar_data import build
from motcua.core.worktime.problems import Path as Place
from motcua.core.worktime.rules import parse_rules
from motcua.people.reading import Problem
from motcua.worktime.plain import plain
from motcua.worktime.ports import ProcedureTerm


class _Texts(RoundTripConstructor):
    """Leaves days as they are written, so that a day that doesn't exist is a problem with a line, not a crash."""


_Texts.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


class Definition:
    """One YAML file as plain data that remembers the line of each part."""

    def __init__(self, path: Path) -> None:
        self.file = f"{path.parent.name}/{path.name}"
        self.problems: list[Problem] = []
        self._tree: Any = self._read(path)
        self.data: dict[str, Any] = plain(self._tree)

    def _read(self, path: Path) -> Mapping[str, Any]:
        yaml = YAML(typ="rt")
        yaml.Constructor = _Texts
        try:
            tree = yaml.load(path.read_text(encoding="utf-8-sig"))
        except MarkedYAMLError as wrong:
            mark = wrong.problem_mark or wrong.context_mark
            line = mark.line + 1 if mark else 1
            self.problems.append(Problem(self.file, line, _("Không đọc được YAML: %(why)s") % {"why": wrong.problem}))
        except (YAMLError, UnicodeDecodeError, ValueError, RecursionError):
            self.problems.append(Problem(self.file, 1, _("Không đọc được YAML: lưu lại tệp với mã UTF-8.")))
        else:
            if isinstance(tree, Mapping):
                return tree
            self.problems.append(Problem(self.file, 1, _("Tệp phải bắt đầu bằng các trường tên: giá trị.")))
        return {}

    def line(self, place: Place) -> int:
        """Return the line of the deepest part of a path that the file has."""
        tree: Any = self._tree
        found = 1
        for step in place:
            marks = getattr(getattr(tree, "lc", None), "data", None) or {}
            key = step if step in marks else next((k for k in marks if str(k) == str(step)), None)
            if key is None:
                break
            found = marks[key][0] + 1
            tree = tree[key]
        return found

    def problem(self, place: Place, message: str) -> Problem:
        """Return a problem at a place in this file, which is named in the message."""
        where = ".".join(str(step + 1 if isinstance(step, int) else step) for step in place)
        return Problem(self.file, self.line(place), f"{where}: {message}" if where else message)


def definitions_in(directory: Path) -> Iterator[Definition]:
    """Read the YAML files of a folder by name."""
    for path in sorted(directory.glob("*.yaml")):
        yield Definition(path)


class FileBook:
    """Everything that a reckoning needs, from the files of one ``definitions/`` folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._calendars: dict[str, Calendar] = {}

    @cached_property
    def _tables(self) -> dict[str, dict[str, Any]]:
        return {d.data["code"]: d.data for d in definitions_in(self.root / "calendars") if d.data.get("code")}

    @cached_property
    def _rules(self) -> dict[str, RuleSet]:
        sets = [parse_rules(d.data) for d in definitions_in(self.root / "rules")]
        return {found.id: found for found in sets}

    @cached_property
    def _procedures(self) -> list[dict[str, Any]]:
        return [d.data for d in definitions_in(self.root / "procedures") if d.data.get("code")]

    def calendar_for(self, unit: str) -> Calendar:
        """Return the calendar of a unit: its own file, that of the unit it is part of, else the common one."""
        hours = {code: table for code, table in self._tables.items() if table.get("kind") == "hours"}
        parts = unit.split(".")
        own = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        common = next((code for code, table in hours.items() if table.get("default")), None)
        code = next((name for name in own if name in hours), common)
        if code is None:
            raise Refused("no_calendar", "Không có lịch làm việc nào trong definitions/calendars.")
        if code not in self._calendars:
            days = self._tables.get(hours[code].get("days_from", ""), {})
            self._calendars[code] = build(days, hours[code], f"definitions/calendars/{code}")
        return self._calendars[code]

    def rules(self, code: str, on: date) -> RuleSet:
        """Return a rule set by its id; the files hold one version of each, asked for by name it holds for any day."""
        del on
        if code not in self._rules:
            raise unknown_rules(code, self._rules)
        return self._rules[code]

    def term_for(self, code: str, on: date) -> ProcedureTerm:
        """Return the term of a procedure's case (the ordinary, last one unless ``code/case`` names it)."""
        number, _slash, case_code = code.partition("/")
        begun = [p for p in self._procedures if p["code"] == number and _begin(p) <= on.isoformat()]
        named = [p for p in self._procedures if p["code"] == number]
        if not named:
            raise unknown_code(code)
        procedure = max(begun or named, key=_begin)
        cases = [case for case in procedure.get("cases") or () if not case_code or case.get("code") == case_code]
        if not cases:
            raise unknown_code(code)
        case = cases[-1]
        return ProcedureTerm(Term.parse(case["term"]), case.get("rule_set", "default"), None, procedure.get("name", ""))

    def offered(self, on: date) -> list[tuple[str, str]]:
        """Return codes and names of the procedures in the files."""
        del on
        return sorted({(p["code"], p.get("title") or p.get("name", "")) for p in self._procedures})


def unknown_code(code: str) -> Refused:
    """Say that no register knows a procedure."""
    return Refused(
        "unknown_procedure",
        Phrase("Không có thủ tục nào mang mã “{code}”.", code=code[:40]),
        "Kiểm tra mã (ví dụ 1.001193), hoặc nêu thẳng thời hạn bằng --term.",
    )


def unknown_rules(code: str, known: Mapping[str, object]) -> Refused:
    """Say which rule sets there are."""
    return Refused(
        "no_rules",
        Phrase("Không có bộ quy tắc “{code}”.", code=code[:60]),
        Phrase("Các bộ quy tắc: {known}.", known=", ".join(sorted(known))),
    )


def _begin(procedure: Mapping[str, Any]) -> str:
    publication = procedure.get("publication") or {}
    return str(publication.get("effective_date", ""))
