"""Reads the shipped rules of publishing before anybody works by them: everything wrong is told with its line.

Nothing is written: the rules are read from the file (``drafting.rules``), which is versioned by its dates.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from motcua.core.procedure.clocks import PublishingRules
from motcua.core.procedure.source import Problem, Source
from motcua.ledger import origin
from motcua.people.actor import Actor
from motcua.people.models import OrgUnit
from motcua.people.roles import POST_ROLES
from motcua.procedures import review_policies
from motcua.procedures.drafting import rules
from motcua.procedures.load import FileProblem, LoadReport
from motcua.procedures.sources import Unreadable, read

FILE = "rules.yaml"


def load(directory: Path, at: datetime, actor: Actor) -> LoadReport:
    """Check the rules of publishing against the units and roles there are; unverified clocks are named as withheld."""
    review_policies.can_set_parameters(actor).enforce()
    name = f"{directory.name}/{FILE}"
    try:
        source = read(directory / FILE)
    except Unreadable as unreadable:
        return LoadReport(problems=(FileProblem(name, unreadable.problem),))
    known, found = rules.parsed(source.data)
    found += [one for n, version in enumerate(known) for one in _unknown(n, version)]
    if found:
        wrong = sorted(FileProblem(name, Problem(source.line(place), place, message)) for place, message in found)
        return LoadReport(problems=tuple(wrong))
    rules.versions.cache_clear()
    return LoadReport(withheld=() if origin.is_demo() else tuple(_withheld(name, source, known)))


def _unknown(n: int, version: PublishingRules) -> Iterator[tuple[str, str]]:
    """Return the places that name a unit or a role that does not exist."""
    offices = [(f"approvers[{m}]", one) for m, one in enumerate(version.approvers)]
    offices += [(f"reviewers[{m}]", one) for m, one in enumerate(version.reviewers)]
    named = [("calendar_of", version.calendar_of), ("keeper", version.keeper)]
    named += [(f"{place}.unit", one.unit) for place, one in offices]
    units = set(OrgUnit.objects.filter(code__in={code for _place, code in named}).values_list("code", flat=True))
    for place, code in named:
        if code not in units:
            yield f"[{n}].{place}", _("Không có đơn vị %(code)s.") % {"code": code}
    for place, one in offices:
        if one.role not in POST_ROLES:
            yield f"[{n}].{place}.role", _("Không có vai trò %(role)s.") % {"role": one.role}


def _withheld(name: str, source: Source, known: tuple[PublishingRules, ...]) -> Iterator[FileProblem]:
    for n, version in enumerate(known):
        for m, clock in enumerate(version.clocks):
            if clock.unverified:
                place = f"[{n}].clocks[{m}]"
                said = _("Đồng hồ %(code)s chưa xác minh: chỉ chạy ở bản trình diễn.") % {"code": clock.code}
                yield FileProblem(name, Problem(source.line(place), place, said))
