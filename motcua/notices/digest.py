"""The morning's list of what did not leave yesterday, for the administrators: numbers, never names or addresses."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from motcua.core.phrase import Listing, Phrase
from motcua.notices.actions.send import Contact, send
from motcua.notices.letters import INSIDE
from motcua.notices.models import Message
from motcua.notices.models.message import State
from motcua.notices.ports import LABELS
from motcua.people import queries as people
from motcua.people.models import Post, User
from motcua.people.roles import ADMINISTRATOR

HOUR: Final = time(7, 30)


def tell_failures(now: datetime) -> int:
    """Write one letter to each administrator where something failed since yesterday; a quiet day writes none."""
    counted = Counter(channel for _, channel in _failed(now).values_list("pk", "channel"))
    if not counted:
        return 0
    posts = Post.objects.filter(people.valid_on(people.local_day(now)), role=ADMINISTRATOR)
    told = User.objects.filter(is_active=True, pk__in=posts.values("user"))
    for account in told:
        send(
            "failures",
            key=f"failures:{now:%Y%m%d}:{account.pk}",
            subject="notices:failures",
            facts={"number": sum(counted.values()), "lines": listed(counted), "url": _url()},
            at=now,
            recipient=f"user:{account.pk}",
            contact=Contact(mail=account.email),
            link=_path(),
        )
    return len(told)


def failed_about(prefix: str, now: datetime) -> list[tuple[str, str]]:
    """Return subject and channel of every letter about such a stream that failed for good since yesterday."""
    found = _failed(now).filter(subject__startswith=f"{prefix}:").values_list("pk", "subject", "channel")
    return [(subject, channel) for _, subject, channel in found]


def listed(counted: Mapping[str, int]) -> Listing:
    """Return how many letters failed on each channel, for a sentence."""
    lines = (
        Phrase("{channel}: {number} tin", channel=str(LABELS[one]), number=n) for one, n in sorted(counted.items())
    )
    return Listing(tuple(lines), "; ")


def _failed(now: datetime) -> QuerySet[Message]:
    found = Message.objects.filter(
        state=State.FAILED, erased_at=None, attempts__at__gte=now - timedelta(days=1), attempts__outcome="never"
    )
    return found.exclude(letter__in=INSIDE).distinct()


def _path() -> str:
    return f"{reverse('notices:deliveries')}?state={State.FAILED}&channel="


def _url() -> str:
    return f"{settings.PUBLIC_URL}{_path()}"
