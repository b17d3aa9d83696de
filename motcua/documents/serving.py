"""Hands a stored file to a browser so that nothing in it can run. The calling view has checked its policy."""

from typing import Protocol

from django.http import FileResponse

from motcua.documents import files
from motcua.documents.filing import kinds

SHOWN = frozenset({kinds.JPEG, kinds.PDF})
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'self'"
PDF_VIEWER = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
)


class Stored(Protocol):
    """What is needed of a file row: a StoredFile or a Kept."""

    @property
    def sha256(self) -> str:
        """The address of the content."""

    @property
    def content_type(self) -> str:
        """The type found by content when it was kept."""

    @property
    def active(self) -> bool:
        """Whether it carries scripts or attachments."""


def response(stored: Stored, *, name: str, inline: bool = False) -> FileResponse:
    """Answer with the content. Shown inline only if harmless: a PDF that carries a program is always a download."""
    shown = inline and stored.content_type in SHOWN and not stored.active
    content_type = stored.content_type if stored.content_type in SHOWN else "application/octet-stream"
    answer = FileResponse(
        files.open_stored(stored.sha256),
        as_attachment=not shown,
        filename=kinds.stored_name(name, stored.content_type),
        content_type=content_type,
    )
    # Browsers refuse to open their PDF viewer in a sandbox; without one it still runs nothing of ours.
    viewer = shown and stored.content_type == kinds.PDF
    answer.headers["Content-Security-Policy"] = PDF_VIEWER if viewer else SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
