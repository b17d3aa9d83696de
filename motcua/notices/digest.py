"""The morning's list of what did not leave yesterday, for the administrators: numbers, never names or addresses."""

from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Count
from django.urls import reverse

from motcua.core.phrase import Listing, Phrase
from motcua.notices.actions.send import Contact, send
from motcua.notices.models import Message
from motcua.notices.models.message import State
from motcua.notices.ports import LABELS
from motcua.people import queries as people
from motcua.people.models import Post, User
from motcua.people.roles import ADMINISTRATOR

HOUR: Final = time(7, 30)


def tell_failures(now: datetime) -> int:
    """Write one letter to each administrator where something failed since yesterday; a quiet day writes none."""
    failed = Message.objects.filter(
        state=State.FAILED, erased_at=None, attempts__at__gte=now - timedelta(days=1), attempts__outcome="never"
    ).exclude(letter="failures")
    counted = failed.values_list("channel").annotate(n=Count("pk", distinct=True)).order_by("channel")
    lines = [Phrase("{channel}: {number} tin", channel=str(LABELS[channel]), number=n) for channel, n in counted]
    if not lines:
        return 0
    posts = Post.objects.filter(people.valid_on(people.local_day(now)), role=ADMINISTRATOR)
    told = User.objects.filter(is_active=True, pk__in=posts.values("user"))
    for account in told:
        send(
            "failures",
            key=f"failures:{now:%Y%m%d}:{account.pk}",
            subject="notices:failures",
            facts={"number": sum(n for _, n in counted), "lines": Listing(tuple(lines), "; "), "url": _url()},
            at=now,
            recipient=f"user:{account.pk}",
            contact=Contact(mail=account.email),
            link=_path(),
        )
    return len(told)


def _path() -> str:
    return f"{reverse('notices:deliveries')}?state={State.FAILED}&channel="


def _url() -> str:
    return f"{settings.PUBLIC_URL}{_path()}"
