"""Rows of one dossier, written in the same commit as its entries. Personal content lives here and can be erased."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models.dossier import Dossier
from motcua.ledger.streams import LedgerWritten


def _dossier(related_name: str) -> models.ForeignKey[Dossier, Dossier]:
    return models.ForeignKey(Dossier, models.PROTECT, related_name=related_name, db_constraint=False)


class Applicant(LedgerWritten):
    """Who asks (and who lodges for them); ``answers`` is the declaration. Committed to by the entry's digest."""

    dossier = models.OneToOneField(
        Dossier, models.PROTECT, related_name="applicant", primary_key=True, db_constraint=False
    )
    reception_unit = models.CharField(max_length=40)
    name = models.CharField(_("họ và tên"), max_length=200)
    national_id = models.CharField(_("số định danh"), max_length=20, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=20, blank=True)
    email = models.CharField(_("thư điện tử"), max_length=200, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=400, blank=True)
    lodged_by = models.CharField(_("người nộp thay"), max_length=200, blank=True)
    lodged_by_id = models.CharField(_("số định danh của người nộp thay"), max_length=20, blank=True, default="")
    lodged_by_phone = models.CharField(_("điện thoại của người nộp thay"), max_length=20, blank=True, default="")
    lodged_by_paper = models.CharField(_("giấy ủy quyền"), max_length=200, blank=True, default="")
    helped = models.BooleanField(_("được giúp nộp"), default=False)
    answers = models.JSONField(default=dict)
    search_key = models.CharField(max_length=260)

    class Meta:
        verbose_name = _("người yêu cầu")
        verbose_name_plural = _("người yêu cầu")
        indexes: ClassVar = [
            models.Index(fields=["reception_unit", "search_key"], name="applicant_key"),
            models.Index(fields=["national_id"], name="applicant_national_id"),
        ]

    def __str__(self) -> str:
        return self.name


class Paper(LedgerWritten):
    """One component as handed in: ``kind`` paper, file, reused or looked_up; ``files`` are SHA-256 in reading order."""

    dossier = _dossier("papers")
    component = models.CharField(max_length=40)
    seq = models.IntegerField()
    kind = models.CharField(max_length=12)
    files = models.JSONField(default=list)
    originals = models.SmallIntegerField(default=0)
    copies = models.SmallIntegerField(default=0)
    photos = models.SmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("giấy tờ")
        verbose_name_plural = _("giấy tờ")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "component", "seq"], name="paper_once"),
        ]

    def __str__(self) -> str:
        return f"{self.component} ({self.kind})"


class PaperFile(LedgerWritten):
    """One file of a handed-in paper, by its content's hash: what the file store must keep and a page may show."""

    dossier = _dossier("paper_files")
    seq = models.IntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("tệp giấy tờ")
        verbose_name_plural = _("tệp giấy tờ")

    def __str__(self) -> str:
        return self.sha256


class DueDate(LedgerWritten):
    """One row for each change of the due date, with the trace that explains it (promise 4)."""

    dossier = _dossier("due_dates")
    seq = models.IntegerField()
    due_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=40)
    basis = models.CharField(max_length=120)
    trace = models.JSONField()

    class Meta:
        verbose_name = _("ngày hẹn trả")
        verbose_name_plural = _("ngày hẹn trả")
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "seq"], name="due_date_once")]

    def __str__(self) -> str:
        return f"#{self.seq} {self.due_at}"


class SupplementRequest(LedgerWritten):
    """Papers asked for once (form 02), and when they came."""

    dossier = _dossier("supplement_requests")
    seq = models.IntegerField()
    items = models.JSONField()
    reasons = models.JSONField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("yêu cầu bổ sung")
        verbose_name_plural = _("yêu cầu bổ sung")

    def __str__(self) -> str:
        return f"#{self.seq} {self.items}"


class Consultation(LedgerWritten):
    """An opinion asked of another unit; ``seq`` is the number by which the ledger knows it."""

    dossier = _dossier("consultations")
    seq = models.IntegerField()
    unit = models.CharField(max_length=40)
    question = models.TextField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    silence = models.CharField(max_length=10, default="none")
    answered_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = _("lấy ý kiến")
        verbose_name_plural = _("lấy ý kiến")
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "answer_by"], name="consultation_open", condition=models.Q(answered_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.seq} {self.unit}"


class Payment(LedgerWritten):
    """Money of a dossier in đồng: ``kind`` paid, refunded (always positive) or exempted (what is not asked for).

    ``unit`` and ``taken_by`` tell in whose till it lies, ``lines`` to which fees it belongs; ``number`` is that of the
    slip by which it was paid back.
    """

    dossier = _dossier("payments")
    seq = models.IntegerField()
    kind = models.CharField(max_length=10, default="paid")
    amount = models.IntegerField()
    method = models.CharField(max_length=20)
    receipt = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=40, blank=True, default="")
    unit = models.CharField(max_length=40, blank=True, default="")
    taken_by = models.CharField(max_length=60, blank=True, default="")
    lines = models.JSONField(default=list)
    paid_at = models.DateTimeField()

    class Meta:
        verbose_name = _("khoản nộp")
        verbose_name_plural = _("khoản nộp")
        indexes: ClassVar = [
            models.Index(fields=["unit", "taken_by", "paid_at"], name="payment_of_till"),
            models.Index(fields=["unit", "receipt"], name="payment_receipt"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} đ"


class Slip(LedgerWritten):
    """A slip as it was issued (forms 01–06): its number and the exact data that page, print and PDF show."""

    dossier = _dossier("slips")
    seq = models.IntegerField()
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=60)
    data = models.JSONField()

    class Meta:
        verbose_name = _("phiếu")
        verbose_name_plural = _("phiếu")
        indexes: ClassVar = [models.Index(fields=["dossier", "kind"], name="slip_of_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
