"""The tills of a counter: whose money lies where since the last closed sheet, and the guard that keeps a sheet true."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db.models import Max
from django.db.models.functions import TruncDate

from motcua.core.phrase import Phrase
from motcua.core.refusal import Refused
from motcua.core.till import Movement, Sheet, sheet
from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.dossiers.models import Payment, Till
from motcua.ledger import locks

LOOKED_BACK = timedelta(days=62)
LATEST = datetime.max.replace(tzinfo=UTC)


def guard(unit: str, cashier: str, at: datetime) -> None:
    """Hold the till in the caller's transaction; refuse money whose moment lies before a sheet that was just closed."""
    hold(unit, cashier)
    last = Till.objects.filter(unit=unit, cashier=cashier).order_by("-closed_at").first()
    if last is not None and last.closed_at >= at:
        raise Refused(
            "till_closed",
            Phrase("Sổ quỹ vừa chốt lúc {when}.", when=f"{local(last.closed_at):%H:%M %d/%m/%Y}"),
            "Bấm lại: khoản này sang sổ quỹ tiếp theo.",
        )


def hold(unit: str, cashier: str) -> None:
    """Let nobody else move money of this till until the transaction ends."""
    locks.hold(f"till:{unit}:{cashier}")


def closed(unit: str, cashier: str, day: date) -> list[Till]:
    """Return the closed sheets of a cashier's day, in order."""
    return list(Till.objects.filter(unit=unit, cashier=cashier, day=day).order_by("turn"))


def payments(unit: str, cashier: str, day: date, until: datetime | None = None) -> list[Payment]:
    """Return the movements of a day that no sheet holds yet, oldest first."""
    start = _midnight(day)
    found = Payment.objects.filter(
        unit=unit, taken_by=cashier, paid_at__gte=start, paid_at__lt=min(start + timedelta(days=1), until or LATEST)
    )
    before = closed(unit, cashier, day)
    if before:
        found = found.filter(paid_at__gt=before[-1].closed_at)
    return list(found.select_related("dossier").order_by("paid_at", "id"))


def open_days(unit: str, cashier: str, before: date) -> list[date]:
    """Return the days before one, of the last two months, whose money lies in no sheet yet; oldest first."""
    since = before - LOOKED_BACK
    moved = Payment.objects.filter(
        unit=unit, taken_by=cashier, paid_at__gte=_midnight(since), paid_at__lt=_midnight(before)
    )
    last = moved.annotate(day=TruncDate("paid_at", tzinfo=LOCAL)).values_list("day").annotate(Max("paid_at"))
    sheets = Till.objects.filter(unit=unit, cashier=cashier, day__gte=since).order_by("turn")
    counted = dict(sheets.values_list("day", "closed_at"))
    return [day for day, at in last.order_by("day") if day not in counted or at > counted[day]]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)


def sums(opening: int, rows: list[Payment]) -> Sheet:
    """Return the sums of movements."""
    return sheet(
        opening,
        [
            Movement(
                row.kind,
                row.amount,
                row.method,
                row.receipt,
                tuple((line["kind"], line["amount"]) for line in row.lines),
            )
            for row in rows
        ],
    )
