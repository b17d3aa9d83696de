"""Repealing a procedure."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger.commit import NewEntry, Subject, commit, retrying
from motcua.people.actor import Actor
from motcua.procedures import events, policies
from motcua.procedures.models import Procedure


def repeal(code: str, publication: Publication, *, actor: Actor, at: datetime) -> None:
    """Take a procedure out of force from the decision's effective date; dossiers that run keep their version."""
    policies.can_publish(actor).enforce()

    def attempt() -> None:
        row = Procedure.objects.filter(code=code).first()
        if row is None:
            raise Refused("unknown_procedure", _("Không có thủ tục %(code)s.") % {"code": code})
        if row.repealed_from is not None:
            raise Refused(
                "repealed",
                _("Thủ tục %(code)s đã bị bãi bỏ từ %(since)s.")
                % {"code": code, "since": f"{row.repealed_from:%d/%m/%Y}"},
            )
        payload = {
            "code": code,
            "decision": publication.decision,
            "decision_date": publication.decision_date.isoformat(),
            "effective_date": publication.effective_date.isoformat(),
            "public_date": publication.public_date.isoformat(),
        }
        subject = Subject.of(row, repealed_from=publication.effective_date, repealed_by=publication.decision)
        commit(subject, [NewEntry(events.REPEALED.name, payload)], actor=actor.id, at=at)

    retrying(attempt)
