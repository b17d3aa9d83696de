"""Drafts of procedures (one stream each), every saved state of them, who was asked, and what was remarked."""

from typing import ClassVar, Final
from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel
from motcua.procedures.models.procedures import ProcedureVersion

DRAFTING, REVIEWING, SUBMITTED, APPROVED = "drafting", "reviewing", "submitted", "approved"
PUBLISHED, DROPPED = "published", "dropped"
OPEN: Final = (DRAFTING, REVIEWING, SUBMITTED, APPROVED)


class Draft(StreamedModel):
    """The next version of a procedure while it is written, reviewed and approved.

    ``base`` is the version it began from, None for a new procedure. ``revision`` counts the saved states; the approval
    holds for ``approved_revision`` and for what changed since in the publication alone. ``result`` is the version that
    it became.
    """

    stream_prefix = "draft"

    code = models.CharField(max_length=8)
    change = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    base = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField()
    started_by = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    approved_revision = models.PositiveIntegerField(null=True)
    approved_by = models.CharField(max_length=80, blank=True)
    comments = models.PositiveIntegerField(default=0)
    result = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index("code", "state", name="procedures_draft_code"),
            models.Index("state", "changed_at", name="procedures_draft_state"),
        ]

    def __str__(self) -> str:
        return f"{self.code} r{self.revision}"

    @property
    def is_open(self) -> bool:
        """Tell whether it can still become a version."""
        return self.state in OPEN


class DraftRevision(LedgerWritten):
    """One saved state of a draft: plain data, sound or not; never changed, so that editors can be merged."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    document = models.TextField()
    digest = models.BinaryField(max_length=32)
    title = models.TextField(blank=True)
    editor = models.CharField(max_length=80)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("draft", "number", name="procedures_draft_revision")]

    def __str__(self) -> str:
        return f"{self.draft_id} r{self.number}"


class DraftRequest(LedgerWritten):
    """Somebody in a role of a unit was asked for an opinion (review) or for the approval, and what came of it.

    ``seq`` is the entry that asked; ``answer`` is empty while it waits: agree, change (to be changed) or withdrawn.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="requests")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_revision = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("draft", "seq", name="procedures_draft_request")]
        indexes: ClassVar = [models.Index("unit", "role", "answer", name="procedures_draft_asked")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.kind} {self.unit}"


class DraftComment(LedgerWritten):
    """A remark on a place of a draft; its words are the erasable content of the entry ``seq``."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    path = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField()
    author = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    resolved_by = models.CharField(max_length=80, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_revision = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("draft", "number", name="procedures_draft_comment")]

    def __str__(self) -> str:
        return f"{self.draft_id} #{self.number}"
