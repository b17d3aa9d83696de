"""Reads of drafts: the last state, who saved since, what was asked and remarked, and what an actor may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.core.procedure.draft import Plain
from motcua.ledger import read as ledger
from motcua.people.actor import Actor
from motcua.procedures import draft_recipes, policies, queries
from motcua.procedures.drafting.documents import from_text
from motcua.procedures.models import Draft, DraftComment, DraftRequest, DraftRevision
from motcua.procedures.models.drafts import OPEN
from motcua.procedures.sittings import Sitting, sittings

REVIEW, APPROVAL = draft_recipes.REVIEW, draft_recipes.APPROVAL


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with the state of its last revision."""

    row: Draft
    document: Plain
    editor: str
    saved_at: datetime
    title: str

    @property
    def revision(self) -> int:
        """Return the number of the last saved state."""
        return self.row.revision


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark with its words; ``text`` is None once it was erased."""

    row: DraftComment
    text: str | None

    @property
    def resolved(self) -> bool:
        """Tell whether somebody has dealt with it."""
        return self.row.resolved_at is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of drafts."""

    row: Draft
    title: str
    editor: str
    document: Plain


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts that an actor may see: all to those who see the register, else those one was asked about."""
    if policies.can_see_register(actor).allowed:
        return Draft.objects.all()
    asked = DraftRequest.objects.filter(asked_of(actor), draft=OuterRef("pk"))
    return Draft.objects.filter(Exists(asked)) if actor.duties else Draft.objects.none()


def asked_of(actor: Actor) -> Q:
    """Match requests to any role that the actor holds; nothing where there is none."""
    found = Q(pk=None)
    for duty in sorted(actor.duties, key=lambda duty: (duty.unit, duty.role)):
        found |= Q(unit=duty.unit, role=duty.role)
    return found


def waiting_for(actor: Actor) -> QuerySet[DraftRequest]:
    """Return the requests that wait for an answer of the actor, the soonest due first."""
    return (
        DraftRequest.objects.filter(asked_of(actor), answer="")
        .select_related("draft")
        .order_by("answer_by", "asked_at")
    )


def opened(actor: Actor, pk: UUID) -> Opened | None:
    """Return a draft that the actor may see with its last state, None where there is none."""
    row = visible_to(actor).select_related("base__procedure", "result__procedure").filter(pk=pk).first()
    return None if row is None else _opened(row)


def current(pk: UUID) -> Opened | None:
    """Return a draft with its last state, whoever asks (for actions, which ask a policy)."""
    row = Draft.objects.select_related("base").filter(pk=pk).first()
    return None if row is None else _opened(row)


def _opened(row: Draft) -> Opened:
    last = DraftRevision.objects.get(draft=row, number=row.revision)
    return Opened(row, from_text(last.document), last.editor, last.saved_at, last.title)


def at_revision(draft: Draft, number: int) -> Plain | None:
    """Return a saved state, None where there is none with that number."""
    text = DraftRevision.objects.filter(draft=draft, number=number).values_list("document", flat=True).first()
    return None if text is None else from_text(text)


def editors_since(draft: Draft, number: int) -> list[tuple[str, datetime]]:
    """Return who saved after a state and when, the last first."""
    rows = DraftRevision.objects.filter(draft=draft, number__gt=number).order_by("-number")
    return list(rows.values_list("editor", "saved_at"))


def editors(draft: Draft) -> frozenset[str]:
    """Return everybody who wrote in a draft: none of them approves it where four eyes are wanted."""
    return frozenset(DraftRevision.objects.filter(draft=draft).values_list("editor", flat=True))


def sittings_of(draft: Draft) -> list[Sitting]:
    """Return the history of a draft, the last sitting first."""
    rows = DraftRevision.objects.filter(draft=draft).order_by("number")
    return sittings(rows.values_list("number", "editor", "saved_at"))


def requests(draft: Draft) -> list[DraftRequest]:
    """Return whom the draft was sent to, in order."""
    return list(DraftRequest.objects.filter(draft=draft).order_by("seq"))


def remarks(draft: Draft) -> list[Remark]:
    """Return the remarks with their words, in order."""
    rows = list(DraftComment.objects.filter(draft=draft).order_by("number"))
    texts = ledger.contents(draft.stream, only=[row.seq for row in rows]) if rows else {}
    return [Remark(row, texts[row.seq]["text"] if row.seq in texts else None) for row in rows]


def unresolved(drafts: Iterable[Draft]) -> dict[UUID, int]:
    """Return how many remarks of each draft nobody has dealt with."""
    found: dict[UUID, int] = {}
    rows = DraftComment.objects.filter(draft__in=list(drafts), resolved_at=None)
    for pk in rows.values_list("draft_id", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found


def lines(drafts: QuerySet[Draft]) -> list[Line]:
    """Return drafts with title and last state, the last changed first."""
    rows = list(drafts.select_related("base", "result").order_by("-changed_at"))
    last = DraftRevision.objects.filter(draft__in=rows, number=F("draft__revision")).values_list(
        "draft_id", "title", "editor", "document"
    )
    known = {pk: (title, editor, from_text(text)) for pk, title, editor, text in last}
    return [Line(row, *known[row.pk]) for row in rows]


def open_for(code: str, *, besides: UUID | None = None) -> list[Draft]:
    """Return the open drafts of a procedure; several are allowed, and everybody is told."""
    found = Draft.objects.filter(code=code, state__in=OPEN)
    if besides is not None:
        found = found.exclude(pk=besides)
    return list(found.order_by("started_at"))


def newest_version(code: str) -> queries.Published | None:
    """Return the newest published version of a procedure, in force or waiting; None where there is none."""
    history = queries.history(code)
    return history[0] if history else None
