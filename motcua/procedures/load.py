"""Loads the files of routes and procedures: can run again, publishes only what differs, all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.procedure.canonical import from_json
from motcua.core.procedure.checks import misfits
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.procedure.parse import Parsed, parse, parse_route
from motcua.core.procedure.publication import Publication
from motcua.core.procedure.source import Problem, Source
from motcua.core.process.route import Route as RouteDefinition
from motcua.ledger import origin
from motcua.ledger.commit import retrying
from motcua.people import queries as people
from motcua.people.actor import Actor
from motcua.procedures import policies
from motcua.procedures.actions.publish import publish_once
from motcua.procedures.actions.publish_route import publish_route_once
from motcua.procedures.models import ProcedureVersion, RouteVersion
from motcua.procedures.models.versions import Version
from motcua.procedures.sources import Unreadable, read

T = TypeVar("T", ProcedureDefinition, RouteDefinition)


@dataclass(frozen=True, slots=True, order=True)
class FileProblem:
    """A problem with the file that it is in."""

    file: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.file}, {self.problem}"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: nothing at all when there are problems; ``withheld`` are files with unverified parts."""

    written: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    problems: tuple[FileProblem, ...] = ()
    withheld: tuple[FileProblem, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether the files were without a problem."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class File(Generic[T]):
    """One file, read: what it defines, and where its parts stand."""

    name: str
    source: Source
    value: T
    publication: Publication

    def problem(self, path: str, message: str) -> FileProblem:
        """Return a problem at a place in this file."""
        return FileProblem(self.name, Problem(self.source.line(path), path, message))


def load(directory: Path, at: datetime, actor: Actor) -> LoadReport:
    """Publish the routes and procedures of the files that are not yet published like that, and report.

    All problems of all files come back at once, with file and line, and then nothing is written. A file that differs
    from what is published under its effective date becomes the next version. What has unverified parts is taken only by
    a demonstration; elsewhere it is withheld and listed.
    """
    policies.can_publish(actor).enforce()
    found: list[FileProblem] = []
    routes = _files(directory / "routes", parse_route, found)
    procedures = _files(directory / "procedures", parse, found)
    found += [problem for file in procedures for problem in _misfits(file, routes)]
    found += _unknown_rule_sets(directory / "rules", procedures)
    found += _unknown_units(routes)
    if found:
        return LoadReport(problems=tuple(sorted(found)))
    withheld = [] if origin.is_demo() else _unverified(routes, procedures)
    kept_back = {problem.file for problem in withheld}

    def attempt() -> tuple[Counter[str], int]:
        written: Counter[str] = Counter()
        unchanged = 0
        with transaction.atomic():
            for route in routes:
                if route.name not in kept_back and not _is_published(route, RouteVersion, "route__code"):
                    publish_route_once(route.value, route.publication, actor=actor, at=at)
                    written["route.published"] += 1
                else:
                    unchanged += route.name not in kept_back
            for file in procedures:
                if file.name not in kept_back and not _is_published(file, ProcedureVersion, "procedure__code"):
                    publish_once(file.value, file.publication, actor=actor, at=at)
                    written["procedure.published"] += 1
                else:
                    unchanged += file.name not in kept_back
        return written, unchanged

    written, unchanged = retrying(attempt)
    return LoadReport(written, unchanged, withheld=tuple(withheld))


def _files(
    directory: Path, parser: Callable[[Source], tuple[Parsed[T], list[Problem]]], found: list[FileProblem]
) -> list[File[T]]:
    files: list[File[T]] = []
    for path in sorted(directory.glob("*.yaml")):
        name = f"{directory.name}/{path.name}"
        try:
            source = read(path)
        except Unreadable as unreadable:
            found.append(FileProblem(name, unreadable.problem))
            continue
        parsed, problems = parser(source)
        found += [FileProblem(name, problem) for problem in problems]
        if parsed.value is not None and parsed.publication is not None:
            files.append(File(name, source, parsed.value, parsed.publication))
    found += _twice(files)
    return sorted(files, key=lambda file: (file.publication.effective_date, file.value.code))


def _twice(files: Iterable[File[T]]) -> list[FileProblem]:
    first: dict[tuple[str, object], str] = {}
    found = []
    for file in files:
        key = (file.value.code, file.publication.effective_date)
        if key in first:
            message = _("Mã này, với cùng ngày hiệu lực, đã có trong %(file)s.") % {"file": first[key]}
            found.append(file.problem("code", message))
        first.setdefault(key, file.name)
    return found


def _misfits(file: File[ProcedureDefinition], routes: list[File[RouteDefinition]]) -> list[FileProblem]:
    on = file.publication.effective_date
    in_force = {route.value.code: route.value for route in routes if route.publication.effective_date <= on}
    return [file.problem(path, message) for path, message in misfits(file.value, in_force)]


def _unknown_rule_sets(directory: Path, files: list[File[ProcedureDefinition]]) -> list[FileProblem]:
    """Return the cases whose rule set is not shipped beside them; a directory without rule sets says nothing."""
    known = {str(read(path).data.get("id")) for path in directory.glob("*.yaml")}
    return [
        file.problem(f"cases[{n}].rule_set", _("Không có bộ quy tắc «%(code)s».") % {"code": case.rule_set})
        for file in files
        for n, case in enumerate(file.value.cases)
        if known and case.rule_set not in known
    ]


def _unknown_units(files: list[File[RouteDefinition]]) -> list[FileProblem]:
    """Return the steps that name a unit of the province which is not in the directory; an empty one says nothing."""
    known = set(people.units().values_list("code", flat=True))
    named = [
        (file, n, unit.removeprefix("province."))
        for file in files
        for n, step in enumerate(file.value.steps)
        for unit in (step.unit, *(asked.unit for asked in step.consultations))
        if known and unit.startswith("province.")
    ]
    return [
        file.problem(f"steps[{n}].unit", _("Không có đơn vị «%(code)s» trong danh mục đơn vị.") % {"code": code})
        for file, n, code in named
        if code not in known
    ]


def _unverified(routes: list[File[RouteDefinition]], procedures: list[File[ProcedureDefinition]]) -> list[FileProblem]:
    message = _("Còn phần chưa xác minh: chỉ nạp vào bản trình diễn.")
    doubtful = {route.value.code for route in routes if route.value.unverified}
    found = [route.problem("unverified", message) for route in routes if route.value.unverified]
    for file in procedures:
        if file.value.unverified:
            found.append(file.problem("unverified", message))
        elif named := doubtful & {case.route for case in file.value.cases}:
            waits = _("Quy trình nội bộ %(routes)s chưa xác minh.") % {"routes": ", ".join(sorted(named))}
            found.append(file.problem("cases", waits))
    return found


def _is_published(file: File[T], model: type[Version], code: str) -> bool:
    rows = model.objects.filter(**{code: file.value.code}, valid_from=file.publication.effective_date)
    row = rows.order_by("-number").first()
    if row is None:
        return False
    announced = (row.decision, row.decision_date, row.public_date, row.valid_to, row.note)
    wanted = file.publication
    if announced != (wanted.decision, wanted.decision_date, wanted.public_date, wanted.valid_to, wanted.note):
        return False
    return from_json(type(file.value), row.definition) == file.value
