"""Who looked at whose data, and when: kept outside the ledger, because it may be deleted after its term."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessRecord(models.Model):
    """One look at personal data by one actor on one page."""

    at = models.DateTimeField(_("Lúc"))
    actor = models.CharField(_("Ai xem"), max_length=120)
    subject = models.CharField(_("Đối tượng"), max_length=120)
    what = models.CharField(_("Xem gì"), max_length=120)

    class Meta:
        verbose_name = _("Lượt xem dữ liệu")
        verbose_name_plural = _("Nhật ký xem dữ liệu")
        ordering = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index("subject", "at", name="people_access_subject"),
            models.Index("actor", "at", name="people_access_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} → {self.subject} ({self.what})"
