"""The one written form of a definition or a route: canonical JSON, and its SHA-256."""

import hashlib
import json
from typing import Any, TypeVar

from motcua.core.ledger import canonical_text
from motcua.core.procedure.build import as_data, build
from motcua.core.procedure.definition import ProcedureDefinition
from motcua.core.process.route import Route

Written = TypeVar("Written", ProcedureDefinition, Route)


def to_json(value: ProcedureDefinition | Route) -> str:
    """Return the canonical JSON text (RFC 8785, as in the ledger): dates as text, terms in canonical English.

    Fields that came later are written only where they say something: what was published before them keeps its text.
    """
    return canonical_text(as_data(value, whole=False))


def digest(text: str) -> bytes:
    """Return the SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).digest()


def from_json(cls: type[Written], text: str) -> Written:
    """Return the value that a canonical text holds; ValueError where the text was not written by :func:`to_json`."""
    found: list[str] = []
    data: Any = json.loads(text)
    value = build(cls, data, "", lambda path, message: found.append(f"{path}: {message}"))
    if value is None:
        raise ValueError("; ".join(found))
    return value
