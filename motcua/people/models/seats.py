"""What lets an officer leave a shared machine and come back: PIN, wrong tries, trusted machines, lock rules, resets."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import StreamedModel
from motcua.people.models.units import OrgUnit
from motcua.people.models.user import User


class Pin(models.Model):
    """The hash of the six digits with which a person unlocks an own session; they open nothing else."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="pin")
    hashed = models.CharField(max_length=128)
    set_at = models.DateTimeField(_("Đặt lúc"))

    class Meta:
        verbose_name = _("Mã PIN")
        verbose_name_plural = _("Mã PIN")

    def __str__(self) -> str:
        return str(self.user_id)


class WrongPin(models.Model):
    """One try to unlock, written before it is checked; the right one takes them all away."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Lần mở khóa sai")
        verbose_name_plural = _("Các lần mở khóa sai")
        indexes: ClassVar = [models.Index("user", "at", name="people_wrong_pin_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%H:%M}"


class TrustedSeat(models.Model):
    """A browser in which a person showed the second factor and asked not to be asked again until the shift ends."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    secret = models.CharField(max_length=64)
    browser = models.CharField(max_length=32)
    name = models.CharField(_("Máy"), max_length=80)
    since = models.DateTimeField(_("Từ lúc"))
    until = models.DateTimeField(_("Đến lúc"))

    class Meta:
        verbose_name = _("Máy tin cậy")
        verbose_name_plural = _("Máy tin cậy")
        ordering = ["-since"]
        indexes: ClassVar = [models.Index("user", "until", name="people_seat_user")]

    def __str__(self) -> str:
        return self.name


class LockRule(StreamedModel):
    """After how many minutes without use the screens of a unit, and of the units under it, lock by themselves."""

    stream_prefix = "lock-rule"

    unit = models.OneToOneField(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    minutes = models.PositiveSmallIntegerField(_("Tự khóa sau (phút)"))

    class Meta:
        verbose_name = _("Quy định tự khóa máy")
        verbose_name_plural = _("Quy định tự khóa máy")

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.minutes}"


class SeatReset(StreamedModel):
    """An administrator took away the second factor and the PIN of an officer who lost the phone."""

    stream_prefix = "seat-reset"

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Cán bộ"))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("Đơn vị"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("Người đặt lại"))
    at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("Lần đặt lại xác thực")
        verbose_name_plural = _("Các lần đặt lại xác thực")
        ordering = ["-at"]
        indexes: ClassVar = [models.Index("user", "at", name="people_seat_reset_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%d/%m/%Y}"
