"""The office's side of the citizens' stories."""

from datetime import datetime

from motcua.dossiers.actions.ask_supplement import ask_supplement
from motcua.dossiers.actions.decide import decide
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.route import route
from motcua.dossiers.models import Dossier
from tests.cast import Cast, on

MONDAY = on("2026-04-20", "08:10")


def received(dossier: Dossier, cast: Cast, at: datetime = MONDAY) -> Dossier:
    """Bình accepts what An lodged; Chi has it."""
    receive(dossier.pk, actor=cast.binh, at=at, key=None)
    return Dossier.objects.get(pk=dossier.pk)


def asked(dossier: Dossier, cast: Cast, at: datetime = MONDAY) -> Dossier:
    """Bình asks for a better photo before he accepts."""
    ask_supplement(
        dossier.pk, actor=cast.binh, at=at, key=None, reasons={"birth_notice": "Ảnh bị mờ, không đọc được số."}
    )
    return Dossier.objects.get(pk=dossier.pk)


def refused(dossier: Dossier, cast: Cast, at: datetime = MONDAY) -> Dossier:
    """Bình refuses."""
    reason = "Trẻ đã được đăng ký khai sinh ở nơi khác."
    refuse(dossier.pk, actor=cast.binh, at=at, key=None, ground="already_solved", reason=reason)
    return Dossier.objects.get(pk=dossier.pk)


def ready(dossier: Dossier, cast: Cast) -> Dossier:
    """Chi, Nam and Lan finish; the result waits at the desk."""
    received(dossier, cast)
    route(dossier.pk, actor=cast.chi, at=on("2026-04-20", "09:00"), key=None, outcome="forward", note="")
    decide(dossier.pk, actor=cast.nam, at=on("2026-04-20", "10:00"), key=None, outcome="granted", number="25/2026")
    route(dossier.pk, actor=cast.lan, at=on("2026-04-20", "10:30"), key=None, outcome="forward", note="")
    return Dossier.objects.get(pk=dossier.pk)


def returned(dossier: Dossier, cast: Cast) -> Dossier:
    """Bình hands the certificate over, the fee being settled."""
    from motcua.dossiers.actions.pay import pay

    ready(dossier, cast)
    pay(
        dossier.pk,
        actor=cast.mai,
        at=on("2026-04-20", "10:40"),
        key=None,
        amount=16_000,
        method="cash",
        receipt="AA/26 0001",
    )
    return_result(dossier.pk, actor=cast.binh, at=on("2026-04-20", "10:45"), key=None, way="counter", to="Hoàng Thị An")
    return Dossier.objects.get(pk=dossier.pk)
