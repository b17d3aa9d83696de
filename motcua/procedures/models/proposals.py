"""Proposals to simplify a procedure (one stream each): texts, changes of law, cost before and after, steps."""

from typing import ClassVar

from django.db import models

from motcua.ledger.streams import LedgerWritten, StreamedModel

DRAFT, ADOPTED, REJECTED, DONE, WITHDRAWN = "draft", "adopted", "rejected", "done", "withdrawn"


class Proposal(StreamedModel):
    """One proposal (phương án đơn giản hóa) for one procedure; amounts are whole đồng, None while not reckoned."""

    stream_prefix = "proposal"

    procedure = models.CharField(max_length=60, db_index=True)
    procedure_version = models.UUIDField()
    review = models.UUIDField(null=True, db_index=True)
    unit = models.CharField(max_length=40, db_index=True)
    measure = models.CharField(max_length=10)
    state = models.CharField(max_length=10, db_index=True)
    written_at = models.DateTimeField()
    decision = models.CharField(max_length=200, blank=True)
    decision_date = models.DateField(null=True)
    one_before = models.BigIntegerField(null=True)
    one_after = models.BigIntegerField(null=True)
    year_before = models.BigIntegerField(null=True)
    year_after = models.BigIntegerField(null=True)
    done_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.procedure} {self.measure} {self.state}"


class ProposalText(LedgerWritten):
    """What people wrote in a proposal. Erasable."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, primary_key=True, related_name="text")
    content = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    roadmap = models.TextField(blank=True)
    why_not = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.pk)


class ProposalChange(LedgerWritten):
    """One change of law that a proposal asks for: act and article, from what to what. The wordings are erasable."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    act = models.CharField(max_length=200)
    article = models.CharField(max_length=200, blank=True)
    wording = models.TextField(blank=True)
    proposed = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.act}"


class ProposalCost(LedgerWritten):
    """The cost sheet of one side (before, after) as it was reckoned, with its parameters. Erasable."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="costs")
    side = models.CharField(max_length=6)
    sheet = models.JSONField()

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.side}"


class ProposalStep(LedgerWritten):
    """One step on the way of a proposal: sent, answered, act changed, version published; the note is erasable."""

    id = models.BigAutoField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    day = models.DateField()
    reference = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.kind}"
