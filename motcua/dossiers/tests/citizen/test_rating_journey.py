"""At 360 pixels, without a script and without an account: the link of the notice, three taps, done."""

import os
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from motcua.dossiers.models import Dossier
from motcua.dossiers.rating_link import rating_url
from motcua.dossiers.tests.citizen.conftest import SATURDAY, begin, fill, log_in, send
from motcua.dossiers.tests.citizen.stories import returned
from motcua.dossiers.tests.citizen.test_journey import Journey
from motcua.ledger import read as ledger
from motcua.notices import actions
from motcua.notices.tests.test_letters import FACTS
from tests.cast import Cast, on
from tests.databases import FreshDatabase

pytestmark = pytest.mark.browser
AFTER = on("2026-04-20", "11:00")


@pytest.fixture
def fresh_database(lang_son: FreshDatabase) -> FreshDatabase:
    """The server of this journey serves Lạng Sơn."""
    return lang_son


def test_three_taps_from_the_notice(phone: Page, cast: Cast, server: Any) -> None:
    folder = os.environ.get("MOTCUA_SHOTS", "")
    journey = Journey(phone, server.url, Path(folder) if folder else None)
    with time_machine.travel(SATURDAY, tick=True):
        an = Client()
        log_in(an, cast.user(cast.an))
        draft = begin(an)
        fill(an, draft)
        send(an, draft)
    dossier = Dossier.objects.get()
    with time_machine.travel(AFTER, tick=True):
        returned(dossier, cast)
        journey.go(f"/t/{dossier.code}/rating/?k=cut")
        journey.look("30-rating-door")
        journey.go(rating_url(dossier.code).removeprefix(settings.PUBLIC_URL))
        journey.look("31-rating")
        journey.page.get_by_role("button", name="Gửi đánh giá").click()
        journey.look("32-rating-errors")
        journey.choose("Hài lòng", "2 lần", "Có, giấy tờ ngoài danh mục")
        journey.page.get_by_role("button", name="Gửi đánh giá").click()
        journey.page.get_by_text("Cảm ơn bạn đã đánh giá.").wait_for()
        journey.look("33-rated")
        told = ledger.stream(f"dossier:{dossier.pk}")[-1].payload
        assert told == {"score": 4, "visits": 2, "extra_papers": True, "extra_money": False}
        message = actions.send(
            "ready", key="1", subject="dossier:1", facts=FACTS, contact=actions.Contact(mail="an@example.vn"), at=AFTER
        )[0]
        journey.go(f"/n/{message.pk}/")
        journey.look("34-channel")
        journey.page.get_by_role("button", name="Thôi nhận tin qua kênh này").click()
        journey.page.get_by_role("button", name="Nhận tin lại").wait_for()
        journey.look("35-channel-declined")
