"""A lasting mandate: one person may hand in dossiers for another until a day, as a written paper says."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import StreamedModel


class Mandate(StreamedModel):
    """Who may act for whom at which one-stop shop, from when until when; ``revoked_at`` ends it earlier.

    Persons and the paper are personal: the entry commits to them by a digest.
    """

    stream_prefix = "mandate"

    unit = models.CharField(_("nơi tiếp nhận"), max_length=40)
    applicant_name = models.CharField(_("người ủy quyền"), max_length=200)
    applicant_id = models.CharField(_("số định danh của người ủy quyền"), max_length=20, blank=True)
    name = models.CharField(_("người được ủy quyền"), max_length=200)
    national_id = models.CharField(_("số định danh của người được ủy quyền"), max_length=20)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    paper = models.CharField(_("giấy ủy quyền"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến hết ngày"))
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("ủy quyền lâu dài")
        verbose_name_plural = _("ủy quyền lâu dài")
        indexes: ClassVar = [models.Index(fields=["unit", "national_id"], name="mandate_of_person")]

    def __str__(self) -> str:
        return f"{self.unit} {self.until}"
