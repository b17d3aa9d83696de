"""What `motcua ledger verify` asks of reports, of notes on signs and of blocked demands: rows are their entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from motcua.core.process.events import read_moment
from motcua.dossiers.models import BlockedDemand, Report, SignNote
from motcua.ledger.streams import StreamedModel
from motcua.ledger.verification.folds import Comparison, Damage, Streams, Told, compare

Fold = Callable[[Sequence[Told]], dict[str, Any]]
SAID: Final[Mapping[type[StreamedModel], str]] = {
    Report: "Phản ánh {key} bị sửa ngoài sổ cái.",
    SignNote: "Ghi chú của thanh tra {key} bị sửa ngoài sổ cái.",
    BlockedDemand: "Yêu cầu bị chặn {key} bị sửa ngoài sổ cái.",
}


def _report(entries: Sequence[Told]) -> dict[str, Any]:
    first = entries[0]
    wanted: dict[str, Any] = {
        "dossier_id": UUID(first.payload["dossier"]),
        "unit": first.payload["unit"],
        "kind": first.payload["kind"],
        "filed_at": first.at,
        "answer_by": read_moment(first.payload["answer_by"]),
        "outcome": "",
        "answered_by": "",
        "answered_at": None,
    }
    wanted["text"] = "" if first.erased else (first.content or {}).get("text", "")
    for told in entries[1:]:
        if told.type == "report.answered":
            wanted |= {"outcome": told.payload["outcome"], "answered_by": told.actor, "answered_at": told.at}
            wanted["answer"] = "" if told.erased else (told.content or {}).get("answer", "")
    return wanted


def _note(entries: Sequence[Told]) -> dict[str, Any]:
    last = [told for told in entries if told.type == "sign.noted"][-1]
    wanted = {
        "code": last.payload["code"],
        "verdict": last.payload["verdict"],
        "noted_by": last.actor,
        "noted_at": last.at,
    }
    return {**wanted, "text": ""} if last.erased else {**wanted, "text": (last.content or {}).get("text", "")}


def _blocked(entries: Sequence[Told]) -> dict[str, Any]:
    first = entries[0]
    return {
        "dossier_id": UUID(first.payload["dossier"]),
        "unit": first.payload["unit"],
        "rule": first.payload["rule"],
        "blocked_at": first.at,
    }


FOLDS: Final[Mapping[type[StreamedModel], Fold]] = {Report: _report, SignNote: _note, BlockedDemand: _blocked}


def _comparison(model: type[StreamedModel]) -> Comparison:
    def compared(streams: Streams, damage: Damage) -> None:
        found: list[Mapping[str, Any]] = list(model.objects.filter(pk__in=[UUID(key) for key in streams]).values())
        rows = {str(row["id"]): row for row in found}
        for key, entries in streams.items():
            row = rows.get(key)
            if row is not None and any(row[name] != value for name, value in FOLDS[model](entries).items()):
                damage(SAID[model].format(key=key), entries[-1].position)

    return compared


def register() -> None:
    """Let `motcua ledger verify` compare them."""
    for model in FOLDS:
        compare(model.stream_prefix, _comparison(model))
