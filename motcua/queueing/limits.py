"""How often one network may ask for numbers and appointments: enough for a full hall, not for a prank from afar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.queueing.models import Taking

DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in a stretch of minutes and on one day."""

    minutes: int
    number: int
    day: int


# a hall's own network brings its kiosk and everybody's telephones; a mobile operator's address stands for thousands
LIMITS: Final[Mapping[str, Limit]] = {
    "kiosk": Limit(1, 20, 1500),
    "phone": Limit(1, 20, 600),
    "booking": Limit(60, 30, 120),
    "lookup": Limit(10, 15, 100),
    "arrival": Limit(1, 20, 1500),
}


def count(what: str, network: str, at: datetime) -> None:
    """Count one request of a network; refuse it with ``too_many`` when it is one too many.

    It is written before it is counted, so that of many at the same moment no more pass than the limit allows.
    """
    limit, own = LIMITS[what], Taking.objects.filter(network=network, what=what)
    row = Taking.objects.create(network=network, what=what, at=at)
    if (
        own.filter(at__gt=at - timedelta(minutes=limit.minutes)).count() > limit.number
        or own.filter(at__gt=at - DAY).count() > limit.day
    ):
        row.delete()
        raise Refused(
            "too_many",
            _("Có quá nhiều yêu cầu từ mạng này trong ít phút."),
            _("Chờ vài phút rồi thử lại, hoặc nhờ cán bộ hướng dẫn ở sảnh."),
        )


def forget(before: datetime) -> int:
    """Delete what was counted before a moment; return how many."""
    return Taking.objects.filter(at__lt=before).delete()[0]
