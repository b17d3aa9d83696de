"""Writing a confirmed file into the register: everything accepted in one transaction, or nothing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.ledger.commit import NewEntry, commit_many, retrying
from motcua.people.actor import Actor
from motcua.procedures import policies
from motcua.procedures.actions.check_import import checked, defaults_of, report_on, told
from motcua.procedures.actions.receive_import import received
from motcua.procedures.bulk.applying import prepared
from motcua.procedures.bulk.checking import Report, Tell
from motcua.procedures.bulk.recipe import IMPORTS
from motcua.procedures.bulk.reports import keep
from motcua.procedures.events import imports as events
from motcua.procedures.models.imports import CONFIRMED, Import
from motcua.procedures.recording import record


def apply_import(pk: UUID, *, actor: Actor, at: datetime, tell: Tell) -> bool:
    """Write what the confirmed report accepted and return True; where it would read otherwise now, report again."""
    policies.can_publish(actor).enforce()

    def attempt() -> bool:
        row = Import.objects.select_related("file").get(pk=pk)
        if row.state != CONFIRMED:
            return False
        report = report_on(row.file.name, bytes(row.file.data), defaults_of(row), tell)
        if report.digest() != row.report:
            checked(row, report, actor=actor, at=at, overtaken=True)
            return False
        accepted = report.accepted(doubtful=row.take_doubtful)
        changes = prepared(accepted, report.register, pk, actor, at)
        with transaction.atomic():
            commit_many(changes, actor=actor.id, at=at)
            record(IMPORTS, row, [_applied(report, doubtful=row.take_doubtful)], actor=actor.id, at=at)
        return True

    return retrying(attempt)


def import_at_once(name: str, data: bytes, report: Report, *, doubtful: bool, actor: Actor, at: datetime) -> UUID:
    """Receive, check, confirm and write a file in one transaction, as the command line does; may raise LostRace."""
    policies.can_publish(actor).enforce()
    steps = [
        received(name, data, "", {}),
        told(report, overtaken=False),
        NewEntry(events.CONFIRMED.name, {"doubtful": doubtful}),
        _applied(report, doubtful=doubtful),
    ]
    with transaction.atomic():
        done = record(IMPORTS, None, steps, actor=actor.id, at=at, aside={"data": data})
        pk = UUID(done.stream.partition(":")[2])
        changes = prepared(report.accepted(doubtful=doubtful), report.register, pk, actor, at)
        commit_many(changes, actor=actor.id, at=at)
        keep(pk, report)
    return pk


def _applied(report: Report, *, doubtful: bool) -> NewEntry:
    accepted = report.accepted(doubtful=doubtful)
    drafts = sum(line.status == "draft" for line in accepted)
    return NewEntry(events.APPLIED.name, {"published": len(accepted) - drafts, "drafts": drafts})
