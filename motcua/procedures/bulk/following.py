"""The worker's part of imports: what is received is checked, what is confirmed is written."""

from datetime import datetime
from uuid import UUID

from motcua.ledger.follow import reaction
from motcua.ledger.read import Entry
from motcua.ledger.registry import register as register_types
from motcua.ledger.verification.folds import compare
from motcua.people.actor import Actor
from motcua.procedures.actions.apply_import import apply_import
from motcua.procedures.actions.check_import import check_import
from motcua.procedures.bulk.checking import Tell
from motcua.procedures.bulk.recipe import IMPORTS
from motcua.procedures.events.imports import TYPES
from motcua.procedures.models.imports import Import, ImportProgress
from motcua.procedures.recording import compared


def register() -> None:
    """Make entry types, comparison and reaction known; called once from ``AppConfig.ready``."""
    register_types(*TYPES)
    compare(Import.stream_prefix, compared(IMPORTS))
    reaction("procedure_imports", types=("import.received", "import.confirmed"))(follow)


def follow(entry: Entry, _key: str) -> None:
    """Check a received file, or write a confirmed one, on behalf of who sent or confirmed it."""
    pk = UUID(entry.stream.partition(":")[2])
    actor = Actor(entry.actor, "system")
    at: datetime = entry.at
    if entry.type == "import.received":
        check_import(pk, actor=actor, at=at, tell=_teller(pk, "check"))
    else:
        apply_import(pk, actor=actor, at=at, tell=_teller(pk, "write"))


def _teller(pk: UUID, stage: str) -> Tell:
    def tell(done: int, total: int) -> None:
        state = {"stage": stage, "done": done, "total": total}
        ImportProgress.objects.update_or_create(owner_id=pk, defaults=state)

    return tell
