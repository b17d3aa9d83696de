"""Drafts of routes (one stream each) and every saved state of them."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel

OPEN, PUBLISHED, DROPPED = "open", "published", "dropped"


class RouteDraft(StreamedModel):
    """The next version of a route while it is written: one open draft a route, which all editors share.

    ``revision`` counts the saved states; ``based_on`` is the number of the version that it began from, 0 for none.
    """

    stream_prefix = "route_draft"

    code = models.SlugField(max_length=60)
    state = models.CharField(max_length=10)
    revision = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("code", condition=models.Q(state="open"), name="procedures_open_route_draft")
        ]

    def __str__(self) -> str:
        return f"{self.code} r{self.revision}"


class RouteDraftRevision(LedgerWritten):
    """One saved state of a draft: the table as written, sound or not; never changed, so that editors can be merged."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(RouteDraft, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    digest = models.BinaryField(max_length=32)
    editor = models.CharField(max_length=80)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("draft", "number", name="procedures_route_draft_revision")]

    def __str__(self) -> str:
        return f"{self.draft_id} r{self.number}"
