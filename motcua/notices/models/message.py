"""A message to one person through one channel, exactly as it was or will be sent, and the facts it was made of."""

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.notices.letters import LETTERS


class Channel(models.TextChoices):
    """The ways a message can go."""

    PAGE = "page", _("Trang web")
    MAIL = "mail", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn SMS")
    ZALO = "zalo", _("Zalo")


class State(models.TextChoices):
    """How far a message is."""

    WAITING = "waiting", _("Chờ gửi")
    SENT = "sent", _("Đã gửi")
    FAILED = "failed", _("Không gửi được")
    UNCONFIGURED = "unconfigured", _("Chưa cấu hình")
    DECLINED = "declined", _("Người nhận không muốn nhận")


class Message(models.Model):
    """One message. Address and text are personal and can be erased; the rest stays as the delivery record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    letter = models.CharField(max_length=30)
    recipient = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=80)
    link = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    facts = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "channel"], name="message_once")]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="message_waiting"),
            models.Index(fields=["recipient", "channel", "-created_at"], name="message_of_recipient"),
            models.Index(fields=["subject", "created_at"], name="message_of_subject"),
            models.Index(fields=["state", "-created_at"], name="message_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.channel} {self.subject} {self.state}"

    @property
    def letter_label(self) -> str:
        """The kind of letter in words; one that no longer exists by its code."""
        if self.letter == "sms_answer":
            return gettext("Trả lời tin nhắn hỏi")
        return gettext(LETTERS[self.letter].label) if self.letter in LETTERS else self.letter
