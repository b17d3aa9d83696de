"""Repealing a procedure, with a word on the dossiers that are not finished."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from motcua.core.procedure.codes import BadCode, normalise
from motcua.core.procedure.publication import Publication
from motcua.core.refusal import Refused
from motcua.ledger.commit import Key, NewEntry, Subject, commit, once
from motcua.people.actor import Actor
from motcua.procedures import events, policies, ports
from motcua.procedures.models import Procedure

# What becomes of open dossiers: handled to the end by their version, moved to what replaces it, or stopped.
TREATMENTS: Final = ("finish", "replacement", "stop")


def repeal(
    code: str,
    publication: Publication,
    *,
    actor: Actor,
    at: datetime,
    treatment: str = "",
    replaced_by: Sequence[str] = (),
    key: Key | None = None,
) -> None:
    """Take a procedure out of force from the decision's effective date; dossiers that run keep their version.

    Where dossiers are open, ``treatment`` must say what becomes of them (``TREATMENTS``); the entry holds it with their
    number. ``replaced_by`` are the codes of what takes its place.
    """

    def attempt() -> None:
        repeal_once(code, publication, actor=actor, at=at, treatment=treatment, replaced_by=replaced_by, key=key)

    once(key, actor.id, attempt, lambda _first: None)


def repeal_once(
    code: str,
    publication: Publication,
    *,
    actor: Actor,
    at: datetime,
    treatment: str = "",
    replaced_by: Sequence[str] = (),
    key: Key | None = None,
) -> None:
    """Repeal in one attempt, inside the caller's transaction if there is one; may raise ``LostRace``."""
    policies.can_publish(actor).enforce()
    others = _codes(replaced_by, code)
    if publication.problems():
        raise Refused("dates", " ".join(message for _, message in publication.problems()))
    row = Procedure.objects.filter(code=code).first()
    if row is None:
        raise Refused("unknown_procedure", _("Không có thủ tục %(code)s.") % {"code": code})
    if row.repealed_from is not None:
        raise Refused(
            "repealed",
            _("Thủ tục %(code)s đã bị bãi bỏ từ %(since)s.") % {"code": code, "since": f"{row.repealed_from:%d/%m/%Y}"},
        )
    running = ports.running_on_procedure(code)
    _treated(running, treatment, others)
    payload: dict[str, object] = {
        "code": code,
        "decision": publication.decision,
        "decision_date": publication.decision_date.isoformat(),
        "effective_date": publication.effective_date.isoformat(),
        "public_date": publication.public_date.isoformat(),
    }
    if running is not None:
        payload["open_dossiers"] = running
    if treatment:
        payload["treatment"] = treatment
    if others:
        payload["replaced_by"] = others
    subject = Subject.of(
        row,
        repealed_from=publication.effective_date,
        repealed_by=publication.decision,
        treatment=treatment,
        replaced_by=" ".join(others),
    )
    commit(subject, [NewEntry(events.REPEALED.name, payload)], actor=actor.id, at=at, key=key)


def _codes(written: Sequence[str], own: str) -> list[str]:
    """Return the codes of other procedures that the register has, in their short form."""
    try:
        codes = list(dict.fromkeys(normalise(text).national for text in written if text.strip()))
    except BadCode as bad:
        raise Refused("bad_code", str(bad)) from bad
    known = set(Procedure.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in codes:
        if code not in known or code == own:
            raise Refused(
                "unknown_procedure",
                _("Không có thủ tục %(code)s để thay thế.") % {"code": code},
                _("Công bố thủ tục thay thế trước, rồi ghi mã của nó."),
            )
    return codes


def _treated(running: int | None, treatment: str, others: list[str]) -> None:
    if treatment and treatment not in TREATMENTS:
        raise Refused("bad_treatment", _("Chọn một cách xử lý hồ sơ dở dang trong danh sách."))
    if running and not treatment:
        raise Refused(
            "treatment_needed",
            _("Còn %(number)d hồ sơ chưa giải quyết xong theo thủ tục này.") % {"number": running},
            _("Chọn cách xử lý các hồ sơ đó rồi mới bãi bỏ."),
        )
    if treatment == "replacement" and not others:
        raise Refused("no_replacement", _("Chuyển sang thủ tục thay thế thì phải ghi mã thủ tục thay thế."))
