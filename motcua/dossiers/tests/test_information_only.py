"""What is published for information only is received nowhere: not online, not at the counter, not for one case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.dossiers.actions.receive import enter
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import Screen, clock, screen, text
from motcua.dossiers.tests.lodging import DAY, birth
from motcua.dossiers.tests.stories import new_key
from motcua.people.actor import system
from motcua.procedures import queries as procedures
from motcua.procedures.actions import publish
from tests.cast import Cast, on

__all__ = ["clock", "screen"]
POLICE = "1.004222"
MORNING = on("2026-04-20", "08:05")


def half(cast: Cast) -> str:
    """Publish births anew so that the ordinary case has no route; return the version."""
    found = procedures.published("1.001193", DAY)
    assert found is not None
    cases = [replace(case, route="" if case.code == "on_time" else case.route) for case in found.definition.cases]
    definition = replace(found.definition, cases=tuple(cases))
    publication = Publication("QĐ thử", found.decision_date, found.valid_from, found.public_date)
    return str(publish(definition, publication, actor=system("load"), at=MORNING).id)


def test_a_case_without_a_route_is_refused_online_and_at_the_counter(cast: Cast) -> None:
    version = half(cast)
    lodged = birth(procedure_version=version)
    with pytest.raises(Refused, match="chưa có quy trình nội bộ nên Motcua chưa tiếp nhận") as refused:
        submit(lodged, actor=cast.an, at=MORNING, key=new_key())
    assert refused.value.code == "not_received_here"
    with pytest.raises(Refused, match="chưa có quy trình nội bộ"):
        enter(replace(lodged, channel=1), actor=cast.binh, at=MORNING, key=new_key())
    assert not Dossier.objects.exists()


def test_the_counter_sees_it_but_may_not_take_it(cast: Cast, screen: Screen) -> None:
    binh = screen(cast.binh)
    found = text(binh.get("/desk/new/", {"q": "đăng ký thường trú"}))
    assert "chưa tiếp nhận ở đây" in found
    assert POLICE in found
    assert POLICE not in text(binh.get("/desk/new/"))
    answer = binh.get(f"/desk/new/{POLICE}/")
    assert "Motcua chưa tiếp nhận" in text(answer)
    assert "Công an cấp xã" in text(answer)
    assert answer.status_code >= 400


def test_an_is_told_before_filling_anything_in(cast: Cast, screen: Screen) -> None:
    an: Client = screen(cast.an)
    answer = an.get(f"/dossiers/new/{POLICE}/")
    assert "Motcua chưa tiếp nhận" in text(answer)
    assert "Nộp tại: Công an cấp xã" in text(answer)


def test_an_learns_at_the_questions_that_her_case_is_not_received(cast: Cast, screen: Screen) -> None:
    half(cast)
    questions = {"child": "ordinary", "proof": "hospital", "late": "no", "lodger": "parent"}
    an = screen(cast.an)
    answer = an.post("/dossiers/new/1.001193/", {**questions, "idempotency_key": new_key()})
    assert answer.status_code == 200
    assert "chưa có quy trình nội bộ nên Motcua chưa tiếp nhận" in text(answer)
    page = text(an.get("/procedures/1.001193/", {**questions, "channel": "online"}))
    assert "Trường hợp này chưa có quy trình nội bộ" in page
    assert "Nộp hồ sơ trực tuyến" not in page
