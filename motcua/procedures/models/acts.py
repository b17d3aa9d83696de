"""Acts of law (one stream each), what they do to other acts, and the index of who cites which."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel


class Act(StreamedModel):
    """One act of the register (văn bản quy phạm pháp luật), known by the key of its number.

    ``short_key`` and ``name_key`` are the other keys by which texts may name it; empty where there are none. When it
    ends because of another act stands with that act (:class:`ActEffect`); ``valid_to`` is an end of its own.
    """

    stream_prefix = "act"

    key = models.CharField(max_length=80, unique=True)
    short_key = models.CharField(max_length=80, blank=True, db_index=True)
    name_key = models.CharField(max_length=200, blank=True, db_index=True)
    slug = models.SlugField(max_length=200, db_index=True)
    number = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    link = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.number


class ActEffect(LedgerWritten):
    """What an act does to another one from a day on; the other need not be in the register."""

    id = models.BigAutoField(primary_key=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="effects")
    position = models.PositiveIntegerField()
    target = models.CharField(max_length=200, db_index=True)
    written = models.CharField(max_length=200)
    effect = models.CharField(max_length=10)
    whole = models.BooleanField()
    provisions = models.CharField(max_length=500, blank=True)
    begins = models.DateField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.act_id} {self.effect} {self.target}"


class Citation(models.Model):
    """One act cited at one place of a published version; written by a projector, rebuilt from zero at any time."""

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=10)
    subject = models.CharField(max_length=60)
    subject_version = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200, db_index=True)
    slug = models.SlugField(max_length=200, db_index=True)
    written = models.CharField(max_length=300)
    article = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12)
    path = models.CharField(max_length=120)
    name = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index("subject_kind", "subject", name="procedures_citation_subject")]

    def __str__(self) -> str:
        return f"{self.subject_kind}:{self.subject} {self.key}"
