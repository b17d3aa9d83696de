"""Answers a text message that asks for a dossier: its state and next date, only to the phone of that dossier."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.core.process.states import CLOSED, State
from motcua.documents import codes
from motcua.dossiers import entries
from motcua.dossiers.models import Applicant, Dossier
from motcua.notices.actions import answer, decline_number
from motcua.notices.letters import plain
from motcua.notices.models import Message
from motcua.people.models import OrgUnit
from motcua.ui.formatting import short_moment

MOST: Final = 10  # answers to one number within an hour; more are not answered
ASKS: Final = re.compile(r"TC\s+(\S{4,60})")
DAY_AND_NUMBER: Final = re.compile(r"\d{6}-\d{4,8}", re.ASCII)
STOPS: Final = frozenset({"DUNG", "TU CHOI", "STOP"})


def take(sender: str, text: str, message: str, *, at: datetime) -> str:
    """Answer one text message and return what was answered; nothing to a number that asks too often.

    ``message`` is the provider's id of it: the same one taken twice is answered once. The number is kept only as the
    address of our answer; who asks is counted by a digest.
    """
    number = entries.phone(sender)
    subject = f"sms:{salted_hmac('motcua.sms', number).hexdigest()[:40]}"
    asked = Message.objects.filter(subject=subject, created_at__gt=at - timedelta(hours=1))
    if not number or asked.count() >= MOST:
        return ""
    said = " ".join(plain(text).upper().split())
    if said in STOPS:
        decline_number(number, at=at)
    with override("vi"):
        reply = plain(_stopped() if said in STOPS else _about(number, said))
    answer(number, reply, key=f"sms-in:{message}", subject=subject, at=at)
    return reply


def _stopped() -> str:
    return _("Đã thôi gửi tin tới số này, trừ tin luật buộc gửi.")


def _about(number: str, said: str) -> str:
    found = ASKS.fullmatch(said)
    if found is None:
        return _("Soạn TC dấu cách ngày và số hồ sơ, ví dụ: TC 260429-0012. Thôi nhận tin: DUNG.")
    dossier = _dossier(found[1], number)
    if dossier is None:
        return _(
            "Không có hồ sơ đó với số điện thoại này. Tra bằng mã trên giấy hẹn tại trang một cửa, hoặc hỏi tại quầy."
        )
    return f"{dossier.code}: {_state(dossier)}"


def _dossier(asked: str, number: str) -> Dossier | None:
    """Return the dossier of this phone with that code; the short form is completed with every agency's part."""
    code = codes.normalise(asked)
    wanted = [code]
    if DAY_AND_NUMBER.fullmatch(code):
        agencies = OrgUnit.objects.exclude(agency_code="").values_list("agency_code", flat=True).distinct()
        wanted = [f"{agency}-{code}" for agency in agencies]
    rows = {row.pk: row for row in Dossier.objects.filter(code__in=wanted)}
    phones = Applicant.objects.filter(pk__in=rows).values_list("pk", "phone")
    own = [rows[pk] for pk, phone in phones if entries.phone(phone) == number]
    return own[0] if len(own) == 1 else None


def _state(dossier: Dossier) -> str:
    state = State(dossier.state)
    if state is State.SUBMITTED:
        return _("chờ kiểm tra, trước %(when)s.") % {"when": short_moment(dossier.check_by)}
    if state is State.WITH_APPLICANT:
        return _("cần bổ sung trước %(when)s.") % {"when": short_moment(dossier.answer_by)}
    if state is State.DECIDED and dossier.step_kind == "return":
        return _("đã có kết quả, mời đến nhận.")
    if state in CLOSED:
        return _("đã kết thúc lúc %(when)s.") % {"when": short_moment(dossier.closed_at)}
    if dossier.due_at is None:
        return _("đang tạm dừng tính thời hạn.")
    return _("đang giải quyết, hẹn trả %(when)s.") % {"when": short_moment(dossier.due_at)}
