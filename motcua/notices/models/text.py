"""The province's own words of letters: one stream a letter, every version kept."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel


class LetterText(StreamedModel):
    """One letter whose words somebody changed; the highest version is the one in force."""

    stream_prefix = "letter_text"
    stream_key = "code"

    code = models.CharField(max_length=30, unique=True)
    last_number = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class TextVersion(LedgerWritten):
    """One version of a letter's words, by language; without words the letter is ours again."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    text = models.ForeignKey(LetterText, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    decision = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["text", "number"], name="letter_text_once")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.number}"
