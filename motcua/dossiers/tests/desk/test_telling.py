"""What the applicant was told stands on the dossier's page; the counter sends again what did not arrive."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from pytest_django import Settings

from motcua.dossiers import failed_letters
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.desk.conftest import Screen, page_of, text
from motcua.dossiers.tests.stories import received
from motcua.ledger.work import run_once
from motcua.notices.delivery import deliver_due
from motcua.notices.models import Message
from motcua.notices.tests.gateway_peer import provider
from tests.cast import Cast, on

NOW = on("2026-04-20", "10:00")


def test_binh_sees_that_a_text_message_failed_and_sends_it_again(
    cast: Cast, screen: Screen, clock: Any, settings: Settings
) -> None:
    id_ = received(cast)
    with provider() as gateway:
        settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": gateway.url}
        gateway.status = 422
        clock.move_to(NOW)
        run_once(NOW)
        deliver_due(NOW)
        failed = Message.objects.get(letter="received", channel="sms", subject=f"dossier:{id_}")
        assert failed.state == "failed"
        binh, again = screen(cast.binh), f"{page_of(id_)}letters/{failed.pk}/retry/"
        page = text(binh.get(page_of(id_)))
        assert "Đã báo cho người nộp" in page
        assert "Địa chỉ không nhận tin." in page
        assert f'action="{again}"' in page
        panel = re.search(r"Đã báo cho người nộp(.*?)</ul>", page)
        assert panel is not None
        assert failed.address not in panel.group(1)
        assert f'action="{again}"' not in text(screen(cast.chi).get(page_of(id_)))
        screen(cast.chi).post(again)
        assert screen(cast.khoa).post(again).status_code in {403, 404}
        assert Message.objects.get(pk=failed.pk).state == "failed"
        gateway.status = 200
        assert binh.post(again).status_code == 302
        deliver_due(NOW)
        assert gateway.taken[-1]["to"] == failed.address
    own = text(screen(cast.an).get(f"/dossiers/{id_}/"))
    assert "Đã báo cho bạn" in own
    assert "Tin nhắn SMS: Đã gửi" in own


def test_in_the_morning_the_unit_hears_what_did_not_arrive_once(cast: Cast, clock: Any, settings: Settings) -> None:
    id_ = received(cast)
    assert failed_letters.tell_units(NOW) == 0
    with provider() as gateway:
        settings.SMS_GATEWAY = {**settings.SMS_GATEWAY, "url": gateway.url}
        gateway.status = 422
        clock.move_to(NOW)
        run_once(NOW)
        deliver_due(NOW)
    later = NOW + timedelta(hours=20)
    assert failed_letters.tell_units(later) > 0
    failed_letters.tell_units(later)
    dossier = Dossier.objects.get(pk=id_)
    told = Message.objects.filter(letter="unit_failures", channel="page")
    assert {one.subject for one in told} == {f"unit:{dossier.reception_unit}"}
    assert len({one.recipient for one in told}) == len(told)
    assert dossier.code in told[0].body
    failed = Message.objects.filter(subject=f"dossier:{id_}", channel="sms", state="failed").count()
    assert f"Từ hôm qua {failed} tin" in told[0].body
    assert f"Tin nhắn SMS: {failed} tin" in told[0].body
    assert dossier.applicant.phone not in told[0].body
    assert failed_letters.tell_units(later + timedelta(days=2)) == 0
