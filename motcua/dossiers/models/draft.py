"""A declaration that is being filled in: saved at each page, resumed later, deleted when it was lodged."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """A citizen's draft for one procedure version; ``answers`` by field code, ``papers`` by component code.

    ``papers`` maps a component to ``{"files": [sha256, …], "names": {sha256: name}}``; ``seen`` names the pages
    that were looked through in this version. ``warned_at`` is when its owner was told that it will be deleted, since
    nobody touches it. Not a dossier: nothing of it is in the ledger.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=60)
    procedure = models.CharField(max_length=20)
    procedure_version = models.CharField(max_length=36)
    case = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=40, blank=True)
    answers = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    seen = models.JSONField(default=list)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bản khai đang viết")
        verbose_name_plural = _("bản khai đang viết")
        indexes: ClassVar = [
            models.Index(fields=["owner", "-updated_at"], name="draft_mine"),
            models.Index(fields=["updated_at"], name="draft_old"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.updated_at:%d/%m/%Y}"
