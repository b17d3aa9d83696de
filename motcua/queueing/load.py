"""Loads ``definitions/queues``: can run again, publishes only what differs."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.core.queueing.plan import problems_of
from motcua.ledger import origin
from motcua.ledger.commit import retrying
from motcua.people.actor import Actor
from motcua.people.reading import Problem
from motcua.queueing import policies
from motcua.queueing.actions.publish_plan import publish_plan
from motcua.queueing.models import PlanVersion
from motcua.queueing.queries import COMMON
from motcua.ui.phrases import say
from motcua.worktime.files import definitions_in


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: nothing at all when there are problems; ``withheld`` are files with unverified parts."""

    created: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    withheld: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether the files were without a problem."""
        return not self.problems


def load(directory: Path, at: datetime, actor: Actor) -> LoadReport:
    """Publish the plans of the files, the common one first, all or none, and report.

    What is marked unverified is taken only by a demonstration; elsewhere it is withheld and listed.
    """
    policies.can_publish_plan(actor, COMMON).enforce()
    found = sorted(definitions_in(directory), key=lambda one: one.data.get("code") != COMMON)
    common = next((one.data for one in found if one.data.get("code") == COMMON), {})
    problems = [
        problem
        for one in found
        for problem in one.problems
        or [one.problem(fault.path, say(fault.message)) for fault in problems_of(one.data, common)]
    ]
    if problems:
        return LoadReport(problems=tuple(problems))
    back = [] if origin.is_demo() else [one for one in found if one.data.get("unverified")]
    said = _("chưa xác minh nên chưa nạp; đối chiếu với văn bản rồi bỏ dấu unverified")
    withheld = tuple(one.problem(("unverified",), said) for one in back)
    taken = [one for one in found if one not in back]

    def attempt() -> LoadReport:
        before = PlanVersion.objects.count()
        with transaction.atomic():
            for one in taken:
                publish_plan(one.data, actor=actor, at=at)
        created = PlanVersion.objects.count() - before
        return LoadReport(Counter({"queue_plan.published": created}), len(taken) - created, withheld=withheld)

    return retrying(attempt)
