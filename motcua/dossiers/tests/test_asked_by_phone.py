"""Somebody asks by text message how a dossier stands."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from pytest_django import Settings

from motcua.dossiers.asked_by_phone import MOST
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.stories import received
from motcua.notices.actions.decline import is_declined
from motcua.notices.models import Message
from tests.cast import Cast


def test_a_dossier_is_told_to_its_own_phone_only(cast: Cast, settings: Settings) -> None:
    dossier = Dossier.objects.get(pk=received(cast))
    phone, short = dossier.applicant.phone, dossier.code.split("-", 1)[1]
    settings.SMS_INBOUND_TOKEN = "s3cret"

    def ask(sender: str, text: str, id_: str, token: str = "s3cret") -> Any:
        body = json.dumps({"from": sender, "text": text, "id": id_})
        headers = {"Authorization": f"Bearer {token}"}
        answer = Client().post("/sms/inbound/", body, content_type="application/json", headers=headers)
        found = Message.objects.filter(key=f"sms-in:{id_}").first()
        return answer.status_code, found.body if found else ""

    assert ask(phone, f"TC {short}", "0", token="guess") == (404, "")
    status, said = ask(f"+84{phone[1:]}", f"tc {short}", "1")
    assert status == 200
    assert dossier.code in said
    assert "hen tra" in said
    assert len(said) <= 160
    assert said.isascii()
    assert ask(phone, f"TC {dossier.code}", "2")[1] == said
    stranger = ask("0987654321", f"TC {short}", "3")[1]
    assert "Khong co ho so do" in stranger
    assert dossier.code not in stranger
    assert "vi du" in ask(phone, "bao gio xong?", "4")[1]
    assert ask(phone, f"TC {short}", "1")[1] == said
    assert Message.objects.filter(key="sms-in:1").count() == 1
    assert "thoi gui tin" in ask(phone, "Dừng", "5")[1]
    assert is_declined("sms", phone)
    for number in range(MOST + 2):
        ask("0987654321", "TC 260101-9999", f"many-{number}")
    assert Message.objects.filter(key__startswith="many-").count() == 0
    assert Message.objects.filter(key__startswith="sms-in:many-").count() == MOST - 1
