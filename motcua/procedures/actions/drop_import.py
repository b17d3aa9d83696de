"""Dropping a file whose report was seen: nothing is written and the file is not kept."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, retrying
from motcua.people.actor import Actor
from motcua.procedures import policies
from motcua.procedures.bulk.recipe import IMPORTS
from motcua.procedures.events import imports as events
from motcua.procedures.models.imports import CHECKED, DROPPED, RECEIVED, Import
from motcua.procedures.recording import record


def drop_import(pk: UUID, *, actor: Actor, at: datetime) -> None:
    """Close an import without writing anything; again does nothing."""
    policies.can_publish(actor).enforce()

    def attempt() -> None:
        row = Import.objects.get(pk=pk)
        if row.state == DROPPED:
            return
        if row.state not in (RECEIVED, CHECKED):
            raise Refused("already_written", _("Tệp này đã được xác nhận ghi nên không bỏ được nữa."))
        record(IMPORTS, row, [NewEntry(events.DROPPED.name, {})], actor=actor.id, at=at)

    retrying(attempt)
