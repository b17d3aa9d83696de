"""Loads the shipped parameters of procedure control; what an office has published for the same day stays."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.procedure.control import AnyParameters, parse_parameters
from motcua.core.procedure.source import Problem
from motcua.ledger import origin
from motcua.people.actor import Actor
from motcua.procedures import review_policies
from motcua.procedures.actions.publish_parameters import publish_parameters
from motcua.procedures.load import FileProblem, LoadReport
from motcua.procedures.models import ParametersVersion
from motcua.procedures.sources import Unreadable, read


def load(directory: Path, at: datetime, actor: Actor) -> LoadReport:
    """Publish the shipped parameters for days for which nothing is published yet, and report."""
    review_policies.can_set_parameters(actor).enforce()
    problems: list[FileProblem] = []
    withheld: list[FileProblem] = []
    files: list[tuple[AnyParameters, dict[str, object]]] = []
    for path in sorted(directory.glob("*.yaml")):
        name = f"{directory.name}/{path.name}"
        try:
            source = read(path)
        except Unreadable as unreadable:
            problems.append(FileProblem(name, unreadable.problem))
            continue
        value, wrong = parse_parameters(source.data)
        problems += [FileProblem(name, Problem(source.line(place), place, message)) for place, message in wrong]
        if value is None:
            continue
        if value.unverified and not origin.is_demo():
            place = Problem(
                source.line("unverified"), "unverified", _("Còn số chưa xác minh: chỉ nạp vào bản trình diễn.")
            )
            withheld.append(FileProblem(name, place))
        else:
            files.append((value, source.data))
    if problems:
        return LoadReport(problems=tuple(sorted(problems)))
    written: Counter[str] = Counter()
    with transaction.atomic():
        for value, data in files:
            known = ParametersVersion.objects.filter(parameters__code=value.code, valid_from=value.valid_from)
            if not known.exists():
                publish_parameters(data, actor=actor, at=at)
                written["parameters.published"] += 1
    return LoadReport(written, withheld=tuple(withheld))
