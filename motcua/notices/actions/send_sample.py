"""Send a sample: a letter with sample facts to the administrator's own addresses, through the ports in use."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.notices import policies, ports, texts
from motcua.notices.actions.send import Contact, send_worded
from motcua.notices.letters import LETTERS, Words
from motcua.notices.models import Message
from motcua.people.actor import Actor
from motcua.people.models import User

SUBJECT = "notices:sample"


def send_sample(
    code: str, words: Mapping[str, Words], language: str, *, actor: Actor, at: datetime, key: str
) -> list[Message]:
    """Write the letter with these words to the actor; a repeated ``key`` sends nothing more."""
    policies.can_reword(actor).enforce()
    if code not in LETTERS:
        raise Refused("not_found", "Không có loại tin này.")
    own = User.objects.filter(pk=UUID(actor.id.partition(":")[2])).values_list("email", "phone").first() or ("", "")
    mail, phone = own[0], own[1] or ""
    contact = Contact(mail=mail, phone=phone, zalo=phone if ports.port("zalo") else "")
    if not mail and not phone:
        raise Refused(
            "no_address",
            _("Tài khoản của bạn chưa có thư điện tử và số điện thoại."),
            _("Ghi địa chỉ vào tài khoản rồi gửi thử."),
        )
    marked = {one: replace(said, title=f"[{_('Gửi thử')}] {said.title}") for one, said in words.items()}
    return send_worded(
        replace(LETTERS[code], own=marked),
        key=f"sample:{key}",
        subject=SUBJECT,
        facts=texts.samples(code),
        at=at,
        contact=contact,
        language=language,
    )
