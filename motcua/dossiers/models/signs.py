"""Signs of unusual handling, built from entries; notes on them, reports of citizens, demands that were blocked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.ledger.streams import StreamedModel

REPORTS = {
    "papers": _("Đòi giấy tờ ngoài danh mục"),
    "money": _("Đòi tiền ngoài mức thu"),
    "come_again": _("Bắt đi lại nhiều lần, hẹn miệng"),
    "no_reason": _("Từ chối mà không nêu lý do bằng văn bản"),
}
VERDICTS = {
    "explained": _("Đã xem, có giải thích"),
    "watch": _("Cần theo dõi thêm"),
    "wrong": _("Có sai phạm, đã chuyển xử lý"),
}
OUTCOMES = {
    "right": _("Phản ánh đúng, đã chấn chỉnh"),
    "partly": _("Đúng một phần"),
    "not_so": _("Không đúng, có giải thích"),
}


class SignTrail(models.Model):
    """What the signs remember of a dossier between two entries; the receiver's day is counted from here."""

    dossier_id = models.UUIDField(primary_key=True, editable=False)
    received_by = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField(null=True)
    received_seq = models.IntegerField(default=0)
    received_recorded = models.DateTimeField(null=True)
    trail = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("dấu vết hồ sơ")
        verbose_name_plural = _("dấu vết hồ sơ")
        indexes: ClassVar = [models.Index(fields=["received_by", "received_at"], name="sign_trail_day")]

    def __str__(self) -> str:
        return str(self.dossier_id)


class Sign(models.Model):
    """One sign: which rule, whose act it was, where, when, and when that was written down. Nothing personal."""

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=24)
    stream = models.CharField(max_length=80)
    seq = models.IntegerField()
    dossier_id = models.UUIDField(null=True, db_index=True)
    procedure = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=40)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("dấu hiệu bất thường")
        verbose_name_plural = _("dấu hiệu bất thường")
        indexes: ClassVar = [
            models.Index(fields=["-at", "id"], name="sign_newest"),
            models.Index(fields=["unit", "-at", "id"], name="sign_of_unit"),
            models.Index(fields=["code", "-at", "id"], name="sign_of_code"),
            models.Index(fields=["actor", "-at", "id"], name="sign_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.stream}"


class SignNote(StreamedModel):
    """What an auditor found on looking at a sign; the row is the last note, the stream keeps them all."""

    stream_prefix = "sign"

    code = models.CharField(max_length=24)
    verdict = models.CharField(_("kết luận"), max_length=12, choices=list(VERDICTS.items()))
    text = models.CharField(_("giải thích"), max_length=1000)
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ghi chú của thanh tra")
        verbose_name_plural = _("ghi chú của thanh tra")

    def __str__(self) -> str:
        return f"{self.code} {self.verdict}"


class Report(StreamedModel):
    """What somebody says went wrong with their dossier; answered by who answers for the unit. Words are erasable."""

    stream_prefix = "report"

    dossier_id = models.UUIDField(db_index=True)
    unit = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=list(REPORTS.items()))
    text = models.CharField(_("nội dung"), max_length=1000, blank=True)
    filed_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    outcome = models.CharField(max_length=12, blank=True, choices=list(OUTCOMES.items()))
    answer = models.CharField(_("trả lời"), max_length=2000, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("phản ánh của người dân")
        verbose_name_plural = _("phản ánh của người dân")
        indexes: ClassVar = [
            models.Index(fields=["unit", "answer_by"], name="report_open", condition=models.Q(answered_at=None)),
            models.Index(fields=["unit", "-filed_at"], name="report_of_unit"),
            models.Index(fields=["-filed_at"], name="report_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit}"


class BlockedDemand(StreamedModel):
    """A demand that a rule stopped: which rule, on which dossier, by whom; written once."""

    stream_prefix = "blocked"

    dossier_id = models.UUIDField(db_index=True)
    unit = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    blocked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("yêu cầu bị chặn")
        verbose_name_plural = _("yêu cầu bị chặn")

    def __str__(self) -> str:
        return f"{self.rule} {self.unit}"


class LedgerCheck(models.Model):
    """What the last runs of `motcua ledger verify` found, so that auditors read it on their page; not the record."""

    checked_at = models.DateTimeField(db_index=True)
    entries = models.BigIntegerField()
    position = models.BigIntegerField()
    damaged = models.BigIntegerField()
    first = models.TextField(blank=True)

    class Meta:
        verbose_name = _("lần kiểm tra sổ cái")
        verbose_name_plural = _("lần kiểm tra sổ cái")

    def __str__(self) -> str:
        return f"{self.checked_at:%d/%m/%Y %H:%M} {self.damaged}"
