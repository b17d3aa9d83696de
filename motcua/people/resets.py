"""Telling an officer that an administrator took away the lost second factor."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.people.models import SeatReset, User
from motcua.ui.formatting import short_moment

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger(__name__)
HINT: Final = gettext_lazy("Nếu bạn không nhờ việc này, hãy báo ngay cho đơn vị.")
TOLD_FOR: Final = timedelta(days=7)


def tell(request: HttpRequest, user: User, at: datetime) -> None:
    """Say at every login of a week who did it and when: whoever logs in first need not be the officer."""
    last = SeatReset.objects.filter(user=user, at__gt=at - TOLD_FOR).select_related("by").order_by("-at").first()
    if last is not None:
        words = {"who": last.by.name, "when": short_moment(last.at)}
        messages.warning(
            request,
            _("%(who)s đã xóa xác thực hai bước và mã PIN của bạn lúc %(when)s. %(hint)s") % {**words, "hint": HINT},
        )


def write(user: User, by: User, at: datetime) -> None:
    """Write to the officer's own address, where there is one; a mail server that fails stops nothing."""
    if not user.email:
        return
    words = {"who": by.name, "when": short_moment(at)}
    text = _("%(who)s đã xóa xác thực hai bước và mã PIN của bạn lúc %(when)s. %(hint)s") % {**words, "hint": HINT}
    try:
        send_mail(_("[Motcua] Xác thực hai bước đã được đặt lại"), text, None, [user.email])
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail server refused: %s", type(error).__name__)
