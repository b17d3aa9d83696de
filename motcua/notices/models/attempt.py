"""The delivery log: one line a try."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.notices.models.message import Message


class Outcome(models.TextChoices):
    """How a try ended."""

    SENT = "sent", _("Đã gửi")
    LATER = "later", _("Sẽ gửi lại")
    NEVER = "never", _("Địa chỉ không nhận")


class Attempt(models.Model):
    """One try to deliver one message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="attempt_once")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.number} {self.outcome}"
