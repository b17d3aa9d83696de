"""Every case of every procedure goes its whole way, in each of the six communes, by officers who hold its steps."""

import pytest

from motcua.core.process.route import problems
from motcua.core.worktime.vietnamese import local
from motcua.dossiers import verifying
from motcua.dossiers.law import route_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.reading import read
from motcua.ledger import verify
from tests.attacks.walking import CODES, COMMUNES, START, cases, entered, holder, lodgement, walk
from tests.cast import Cast


@pytest.mark.parametrize("code", CODES)
def test_every_case_of_every_procedure_ends_returned(cast: Cast, code: str) -> None:
    assert verifying
    for version, definition, case in cases(code):
        for commune, reject, detours in zip(COMMUNES, (False, True) * 3, (True, False, False) * 2, strict=True):
            id_ = entered(lodgement(version, definition, case, commune))
            now = read(id_).now
            assert problems(route_of(now), None) == []
            assert now.due_at is not None, (code, case.code)
            assert local(now.due_at) > START
            walk(id_, reject=reject, detours=detours)
            done = read(id_).now
            assert (done.state, done.outcome) == ("returned", "rejected" if reject else "granted"), (code, case.code)
    assert Dossier.objects.exclude(state="returned").count() == 0
    found = verify.verify(lambda _: None)
    assert [d.message for d in found.damages] == []


@pytest.mark.parametrize("code", CODES)
def test_no_step_is_a_dead_end(cast: Cast, code: str) -> None:
    """Every step of every route has a holder where the dossier goes, for each commune."""
    for version, definition, case in cases(code):
        for commune in COMMUNES:
            now = read(entered(lodgement(version, definition, case, commune))).now
            for step in route_of(now).steps:
                for asked in step.consultations:
                    unit = asked.unit.removeprefix("province.")
                    assert any(_holds(role, unit) for role in ("handler", "head", "leader")), unit


def _holds(role: str, unit: str) -> bool:
    try:
        holder(role, unit, START)
    except AssertionError:
        return False
    return True
