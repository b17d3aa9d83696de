"""Confirming the report on a file: from now on the worker may write what it accepts."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, retrying
from motcua.people.actor import Actor
from motcua.procedures import policies
from motcua.procedures.bulk.recipe import IMPORTS
from motcua.procedures.events import imports as events
from motcua.procedures.models.imports import APPLIED, CHECKED, CONFIRMED, Import
from motcua.procedures.recording import record


def confirm_import(pk: UUID, report: str, *, doubtful: bool, actor: Actor, at: datetime) -> None:
    """Confirm the report that was seen (``report`` is its digest); again does nothing."""
    policies.can_publish(actor).enforce()

    def attempt() -> None:
        row = Import.objects.get(pk=pk)
        if row.state in (CONFIRMED, APPLIED):
            return
        if row.state != CHECKED or row.report != report:
            raise Refused(
                "other_report",
                _("Báo cáo vừa được lập lại nên chưa ghi gì."),
                _("Tải lại trang, xem báo cáo mới rồi xác nhận."),
            )
        if not row.new + row.changed + row.drafts - (0 if doubtful else row.doubtful):
            raise Refused("nothing_to_write", _("Không có dòng nào để ghi."))
        record(IMPORTS, row, [NewEntry(events.CONFIRMED.name, {"doubtful": doubtful})], actor=actor.id, at=at)

    retrying(attempt)
