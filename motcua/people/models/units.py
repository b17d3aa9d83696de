"""Offices and their parts, the units that ended, and who decides what."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import LedgerWritten, StreamedModel
from motcua.people.kinds import KINDS, LEVELS

NAMESPACE = UUID("6f1f5c52-0c1e-5d8e-9a53-3c6f2f0a37b7")


def stable_id(stream: str) -> UUID:
    """Return the id of a row that has a code of its own: the same in every installation."""
    return uuid5(NAMESPACE, stream)


class OrgUnit(StreamedModel):
    """An office or a part of one, from its first to its last day. ``code`` never changes meaning."""

    stream_prefix = "unit"
    stream_key = "code"

    code = models.CharField(_("Mã đơn vị"), max_length=40, unique=True)
    name = models.CharField(_("Tên đơn vị"), max_length=200)
    kind = models.CharField(_("Loại"), max_length=20, choices=list(KINDS.items()))
    level = models.CharField(_("Cấp"), max_length=10, choices=list(LEVELS.items()))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("Đơn vị cha")
    )
    place = models.CharField(_("Địa bàn"), max_length=100, blank=True)
    area_code = models.CharField(_("Mã địa bàn"), max_length=5, blank=True)
    agency_code = models.CharField(_("Mã định danh điện tử"), max_length=35, blank=True)
    calendar = models.CharField(_("Lịch làm việc"), max_length=40, blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=100, blank=True)
    address = models.CharField(_("Địa chỉ"), max_length=300, blank=True)
    valid_from = models.DateField(_("Từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    unverified = models.JSONField(_("Mục chưa xác minh"), default=list, blank=True)
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Đơn vị")
        verbose_name_plural = _("Đơn vị")
        ordering = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint("agency_code", condition=~models.Q(agency_code=""), name="people_unit_agency_code")
        ]
        indexes: ClassVar = [models.Index("kind", "level", name="people_unit_kind")]

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Say whether the unit exists on that day, its last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_ward(self) -> bool:
        """Say whether a commune-level unit is a phường (an urban ward)."""
        return self.place.startswith("Phường")


class Reorganisation(StreamedModel):
    """One act that ended units, with all of them."""

    stream_prefix = "reorganisation"
    stream_key = "code"

    code = models.CharField(_("Mã"), max_length=40, unique=True)
    name = models.CharField(_("Nội dung"), max_length=200)
    basis = models.CharField(_("Căn cứ"), max_length=200)
    last_day = models.DateField(_("Ngày cuối của đơn vị cũ"))

    class Meta:
        verbose_name = _("Đợt sắp xếp đơn vị")
        verbose_name_plural = _("Các đợt sắp xếp đơn vị")
        ordering = ["last_day", "code"]

    def __str__(self) -> str:
        return self.basis


class FormerUnit(LedgerWritten):
    """A unit that ended, keyed by its old code (old names repeat, and old codes were given new meanings)."""

    id = models.UUIDField(primary_key=True, editable=False)
    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="former")
    code = models.CharField(_("Mã cũ"), max_length=40)
    name = models.CharField(_("Tên cũ"), max_length=200)
    district = models.CharField(_("Mã huyện cũ"), max_length=3, blank=True)
    into = models.JSONField(_("Đơn vị mới"))
    divided = models.BooleanField(_("Bị chia"))
    note = models.CharField(_("Ghi chú"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Đơn vị cũ")
        verbose_name_plural = _("Đơn vị cũ")
        ordering = ["code"]
        constraints: ClassVar = [models.UniqueConstraint("reorganisation", "code", name="people_former_code")]
        indexes: ClassVar = [models.Index("code", name="people_former_code_only")]

    def __str__(self) -> str:
        return self.name


class Competence(StreamedModel):
    """A field of work given to one unit, or to a part of every commune (``part``), within an area."""

    stream_prefix = "competence"
    stream_key = "code"

    code = models.CharField(_("Mã"), max_length=40, unique=True)
    field = models.CharField(_("Lĩnh vực"), max_length=60)
    level = models.CharField(_("Cấp"), max_length=10, choices=list(LEVELS.items()))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Đơn vị"))
    part = models.CharField(_("Bộ phận của mỗi xã"), max_length=20, blank=True)
    area = models.JSONField(_("Địa bàn"), default=list, blank=True)
    valid_from = models.DateField(_("Từ ngày"))
    valid_to = models.DateField(_("Đến hết ngày"), null=True, blank=True)
    basis = models.CharField(_("Căn cứ"), max_length=300)
    unverified = models.BooleanField(_("Chưa xác minh"), default=False)

    class Meta:
        verbose_name = _("Thẩm quyền")
        verbose_name_plural = _("Thẩm quyền")
        ordering = ["field", "code"]
        indexes: ClassVar = [models.Index("field", name="people_competence_field")]

    def __str__(self) -> str:
        return f"{self.field}: {self.unit_id or self.part}"
