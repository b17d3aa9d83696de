"""The projector of signs: each entry moves its dossier's trail, and what it shows becomes rows for the auditor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from motcua.core.signs.rules import Rule
from motcua.core.signs.trail import MOVES, Reception, Seen, Told, Trail, from_data, rush, walk
from motcua.core.worktime.vietnamese import LOCAL, local
from motcua.dossiers import sign_rules
from motcua.dossiers.models import Dossier, Sign, SignTrail
from motcua.dossiers.sign_rules import rules
from motcua.ledger import read as ledger
from motcua.ledger.follow import projector
from motcua.ledger.read import Entry

NAME: Final = "dossiers.signs"
VERSION: Final = 1  # of this code; the rules have a version of their own
PREFIX: Final = f"{Dossier.stream_prefix}:"
LATE_ONLY: Final = (
    "dossier.claimed",
    "dossier.refused",
    "dossier.paid",
    "dossier.exempted",
    "dossier.refunded",
    "dossier.numbered",
    "dossier.returned",
    "dossier.stopped",
    "dossier.withdrawn",
    "dossier.annulled",
    "dossier.carried",
)
NOBODY: Final = ""
OTHERS: Final = ("till.closed", "demand.blocked", "report.filed")


def sign_id(code: str, stream: str, seq: int) -> UUID:
    """Return the identity of a sign: the same whenever the table is built."""
    return uuid5(NAMESPACE_URL, f"sign:{code}:{stream}:{seq}")


def project(entry: Entry) -> None:
    """Turn one entry into signs; entries that say nothing to any rule change nothing."""
    if entry.type == "till.closed":
        _till(entry)
    elif entry.type == "demand.blocked":
        _told(entry, "blocked", UUID(entry.payload["dossier"]), {"rule": entry.payload["rule"]})
    elif entry.type == "report.filed":
        _told(entry, "reported", UUID(entry.payload["dossier"]), {"kind": entry.payload["kind"]})
    elif entry.stream.startswith(PREFIX):
        _dossier(entry)


def clear() -> None:
    """Forget all signs, before they are built again from position zero; notes and reports stay, they are the record."""
    Sign.objects.all().delete()
    SignTrail.objects.all().delete()


def register() -> None:
    """Register the projector; with other rules it builds its tables anew, with wrong ones it waits for right ones."""
    sign_rules.register()
    if not rules().version:
        return
    version = 1000 * VERSION + rules().version
    projector(NAME, version=version, clear=clear, types=(*MOVES, *LATE_ONLY, *OTHERS))(project)


def _dossier(entry: Entry) -> None:
    dossier_id = UUID(entry.stream.removeprefix(PREFIX))
    row = SignTrail.objects.filter(pk=dossier_id).first() or SignTrail(dossier_id=dossier_id)
    told = Told(entry.type, entry.seq, entry.at, entry.recorded_at, entry.payload)
    trail, found = walk(from_data(row.trail), told, rules())
    received = entry.type == "dossier.received"
    if received:
        row.received_by, row.received_at = entry.actor, entry.at
        row.received_seq, row.received_recorded = entry.seq, entry.recorded_at
    if entry.type in MOVES:
        row.trail = trail.as_data()
        row.save()
    _keep(_rows(entry, dossier_id, trail, found))
    if received:
        _rush(entry, trail.reception_unit)


def _rows(entry: Entry, dossier_id: UUID, trail: Trail, found: Iterable[Seen]) -> list[Sign]:
    rows = []
    for seen in found:
        facts = {**seen.facts, **({"other": seen.other} if seen.other else {})}
        rows.append(_sign(seen.code, entry, dossier_id, trail.procedure, seen.unit, facts))
        if seen.other:
            rows += _former(seen, dossier_id)
    return rows


def _former(seen: Seen, dossier_id: UUID) -> list[Sign]:
    """Return the same sign on the dossier that was refused before: there it is the refuser's."""
    former = Dossier.objects.filter(pk=seen.other).first()
    log = ledger.stream(f"{PREFIX}{seen.other}") if former else []
    refused = next((entry for entry in reversed(log) if entry.type == "dossier.refused"), None)
    if former is None or refused is None:
        return []
    facts = {"again": str(dossier_id)}
    return [_sign(seen.code, refused, former.pk, former.procedure, former.reception_unit, facts)]


def _sign(code: str, entry: Entry, dossier_id: UUID | None, procedure: str, unit: str, facts: Any) -> Sign:
    return Sign(
        id=sign_id(code, entry.stream, entry.seq),
        code=code,
        stream=entry.stream,
        seq=entry.seq,
        dossier_id=dossier_id,
        procedure=procedure,
        unit=unit,
        actor=entry.actor,
        at=entry.at,
        recorded_at=entry.recorded_at,
        facts=dict(facts),
    )


def _keep(rows: list[Sign]) -> None:
    if rows:
        Sign.objects.bulk_create(rows, ignore_conflicts=True)


def _rush(entry: Entry, unit: str) -> None:
    """Count the officer's day once a reception lies behind the hour; every reception behind it gets the sign."""
    rule = rules().signs.get("rush")
    if rule is None or not entry.actor.startswith("user:"):
        return
    day = local(entry.at).date()
    after = datetime.combine(day, rule.after, LOCAL)
    if entry.at < after:
        return
    midnight = datetime.combine(day, time.min, LOCAL)
    mine = SignTrail.objects.filter(
        received_by=entry.actor, received_at__gte=midnight, received_at__lt=midnight + timedelta(days=1)
    )
    rows = {str(row.pk): row for row in mine}
    found = rush(tuple(Reception(key, row.received_at) for key, row in rows.items() if row.received_at), after, rule)
    _keep([_rushed(rows[one.key], rule, len(found), len(rows)) for one in found])


def _rushed(row: SignTrail, rule: Rule, late: int, whole: int) -> Sign:
    assert row.received_at is not None
    assert row.received_recorded is not None
    trail, stream = from_data(row.trail), f"{PREFIX}{row.pk}"
    return Sign(
        id=sign_id(rule.code, stream, row.received_seq),
        code=rule.code,
        stream=stream,
        seq=row.received_seq,
        dossier_id=row.pk,
        procedure=trail.procedure,
        unit=trail.reception_unit,
        actor=row.received_by,
        at=row.received_at,
        recorded_at=row.received_recorded,
        facts={"number": late, "of": whole},
    )


def _till(entry: Entry) -> None:
    rule, payload = rules().signs.get("till"), entry.payload
    difference = abs(payload["difference"])
    if rule is None or (difference < max(rule.number, 1) and payload["turn"] < 2):
        return
    facts = {"money": payload["difference"], "turn": payload["turn"], "day": payload["day"]}
    _keep([_sign("till", entry, None, "", payload["unit"], facts)])


def _told(entry: Entry, code: str, dossier_id: UUID, facts: dict[str, Any]) -> None:
    if code not in rules().signs:
        return
    sign = _sign(code, entry, dossier_id, entry.payload["procedure"], entry.payload["unit"], facts)
    if code == "reported":
        sign.actor = NOBODY  # whose act it was is for the answer to say; the one who reports is not counted
    _keep([sign])
