"""Slips to JSON data and back, so that a slip can be kept exactly as it was issued."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from motcua.documents.slips.apology import ApologySlip
from motcua.documents.slips.base import Slip
from motcua.documents.slips.control import ControlSlip
from motcua.documents.slips.fee_receipt import FeeReceiptSlip, RefundSlip
from motcua.documents.slips.receipt import ReceiptSlip
from motcua.documents.slips.refusal import RefusalSlip
from motcua.documents.slips.stop import StopSlip
from motcua.documents.slips.supplement import SupplementSlip

KINDS: dict[str, type[Slip]] = {
    slip.kind: slip
    for slip in (
        *(ReceiptSlip, SupplementSlip, RefusalSlip, ApologySlip, StopSlip, ControlSlip),
        *(FeeReceiptSlip, RefundSlip),
    )
}


def as_data(slip: Slip) -> dict[str, Any]:
    """Return the slip as JSON data: its kind and its fields, moments as ISO text."""
    return {"kind": slip.kind, **_encode(slip)}


def from_data(data: dict[str, Any]) -> Slip:
    """Build the slip that :func:`as_data` wrote; an unknown kind or field raises ValueError."""
    rest = dict(data)
    kind = KINDS.get(str(rest.pop("kind", "")))
    if kind is None:
        raise ValueError("unknown kind of slip")
    slip = _decode(kind, rest)
    if not isinstance(slip, Slip):
        raise ValueError("not a slip")
    return slip


def _encode(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(kind)}


def _decode(kind: Any, value: Any) -> Any:
    if get_origin(kind) in {Union, UnionType}:
        if value is None:
            return None
        kind = next(option for option in get_args(kind) if option is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_decode(get_args(kind)[0], item) for item in value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        unknown = set(value) - set(hints)
        if unknown:
            raise ValueError(f"unknown fields: {sorted(unknown)}")
        return kind(**{name: _decode(hints[name], item) for name, item in value.items()})
    return value
