"""Wrong tries to open a dossier by digits, and which browsers opened one: a row each, so that none is lost."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class WrongTry(models.Model):
    """One try that was not right (or is not known yet); ``network`` and ``device`` are digests, nothing personal.

    ``device`` is set where the browser had opened this dossier before; ``whole`` where a whole number was given.
    Kept for a month, so that guessing can be counted and slowed down.
    """

    dossier_id = models.UUIDField()
    network = models.CharField(max_length=32)
    device = models.CharField(max_length=32, blank=True)
    whole = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lần nhập sai khi tra cứu"
        verbose_name_plural = "lần nhập sai khi tra cứu"
        indexes: ClassVar = [
            models.Index(fields=["dossier_id", "at"], name="wrong_try_dossier"),
            models.Index(fields=["network", "at"], name="wrong_try_network"),
            models.Index(fields=["at"], name="wrong_try_at"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.at:%d/%m/%Y %H:%M}"


class Opening(models.Model):
    """A dossier that somebody opened by its digits; ``holder`` is the digest of a session or of a browser's mark.

    Not a list in the session: of two pages opened at the same moment the one saved last would forget the other.
    """

    holder = models.CharField(max_length=32)
    dossier_id = models.UUIDField()
    until = models.DateTimeField()

    class Meta:
        verbose_name = "lần mở hồ sơ khi tra cứu"
        verbose_name_plural = "lần mở hồ sơ khi tra cứu"
        constraints: ClassVar = [models.UniqueConstraint(fields=["holder", "dossier_id"], name="opening_once")]
        indexes: ClassVar = [models.Index(fields=["until"], name="opening_until")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.until:%d/%m/%Y %H:%M}"
