"""What the stories of the express lane hand in: certified copies of so many pages."""

from __future__ import annotations

from typing import Any

from motcua.dossiers.actions.settle import Visit
from motcua.dossiers.lodgement import Lodgement
from motcua.dossiers.tests.desk.conftest import MONDAY
from motcua.dossiers.tests.lodging import AN
from motcua.people.actor import Actor
from motcua.procedures import queries as procedures

SHOP = "06187.TTPVHCC"


def copies(pages: int, number: int, **changes: Any) -> Lodgement:
    """Return An's request for ``number`` certified copies of a paper of ``pages`` pages."""
    published = procedures.published("2.000815", MONDAY.date())
    assert published is not None
    answers = {"document.name": "Bằng tốt nghiệp", "document.pages": pages, "document.copies": number}
    values: dict[str, Any] = {
        "procedure_version": str(published.id),
        "case": "same_day",
        "competent_unit": "06187",
        "channel": 1,
        "person": AN,
        "answers": answers,
        "reception_unit": SHOP,
    }
    return Lodgement(**{**values, **changes})


def visit(signer: Actor, *papers: tuple[int, int], **changes: Any) -> Visit:
    """Return a visit for papers of (pages, copies); cash, unless told otherwise."""
    lodgements = [copies(pages, number) for pages, number in papers]
    return Visit(**{"lodgements": lodgements, "method": "cash", "signer": signer.id, **changes})


def went(answer: Any) -> str:
    """Return where an answer sends the browser."""
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"])
