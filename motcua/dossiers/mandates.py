"""Lasting mandates as the counter reads them, and what the ledger's check asks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.dossiers.lodgement import Person
from motcua.dossiers.models import Mandate
from motcua.ledger.verification.folds import Damage, Streams, Told, compare

SAID: Final = ("applicant_name", "applicant_id", "name", "national_id", "phone", "paper")
DAYS: Final = ("since", "until")


def in_force(unit: str, on: date) -> QuerySet[Mandate]:
    """Return the mandates that may be used at a one-stop shop on a day."""
    return Mandate.objects.filter(unit=unit, revoked_at=None, since__lte=on, until__gte=on).order_by(
        "applicant_name", "pk"
    )


def of_person(unit: str, national_id: str, on: date) -> list[Mandate]:
    """Return what somebody may hand in for others there on a day."""
    return list(in_force(unit, on).filter(national_id=national_id)[:20]) if national_id else []


def check(mandate: str, unit: str, person: Person, on: date) -> None:
    """Refuse a mandate that has ended or was given to or by somebody else; "" is no mandate and passes."""
    if not mandate:
        return
    found = in_force(unit, on).filter(pk=mandate).first() if _is_uuid(mandate) else None
    if found is None:
        raise Refused(
            "mandate_ended",
            _("Ủy quyền lâu dài này không còn hiệu lực."),
            _("Xem ở trang «Ủy quyền lâu dài», hoặc nhận giấy ủy quyền của lần này."),
        )
    same = not found.applicant_id or not person.national_id or found.applicant_id == person.national_id
    if not same or (found.national_id, found.applicant_name) != (person.lodged_by_id, person.name):
        raise Refused(
            "mandate_of_others",
            _("Ủy quyền lâu dài đã chọn không phải của những người ghi trên trang."),
            _("Chọn lại ủy quyền, hoặc nhận giấy ủy quyền của lần này."),
        )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def comparison(streams: Streams, damage: Damage) -> None:
    """Compare some mandates with their entries."""
    found: list[Mapping[str, Any]] = list(Mandate.objects.filter(pk__in=[UUID(key) for key in streams]).values())
    rows = {str(row["id"]): row for row in found}
    for key, entries in streams.items():
        row = rows.get(key)
        if row is not None and any(row[name] != value for name, value in _wanted(entries).items()):
            damage(f"Ủy quyền lâu dài {key} bị sửa ngoài sổ cái.", entries[-1].position)


def _wanted(entries: Sequence[Told]) -> dict[str, Any]:
    first, payload = entries[0], entries[0].payload
    wanted: dict[str, Any] = {"unit": payload["unit"], "recorded_at": first.at, "revoked_at": None}
    wanted |= {name: date.fromisoformat(payload[name]) for name in DAYS}
    if not first.erased:
        wanted |= {name: (first.content or {})[name] for name in SAID}
    for told in entries[1:]:
        wanted["revoked_at"] = told.at
    return wanted


def register() -> None:
    """Let `motcua ledger verify` compare mandates."""
    compare(Mandate.stream_prefix, comparison)
