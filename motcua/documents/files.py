"""Uploaded files, kept under their SHA-256, written and synced before any commit names them."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.documents.filing import kinds, papers, photos
from motcua.documents.models import StoredFile

Namer = Callable[[Collection[str]], Iterable[str]]
MEGABYTE = 1024 * 1024
LIMIT = 50 * MEGABYTE
_namers: list[Namer] = []


class NobodyNames(RuntimeError):
    """No app has said which files it names: sweeping now would remove everything."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safely on disk: its content's address, and the name to show for it."""

    sha256: str
    size: int
    content_type: str
    pages: int | None
    name: str
    encrypted: bool = False
    active: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Several files of one paper, in the order they were given: those kept, and a refusal for each other one."""

    kept: tuple[Kept, ...]
    refused: tuple[Refused, ...]


def names(namer: Namer) -> Namer:
    """Register who names files: given hashes, it returns those that its rows still name (a decorator)."""
    if namer not in _namers:
        _namers.append(namer)
    return namer


def keep(upload: "File[bytes]", *, at: datetime, name: str = "", limit: int = LIMIT) -> Kept:
    """Check one upload by its content, tidy it if it is a photo, and keep it; call this outside any transaction."""
    shown = name or upload.name or "tep"
    _check_size(upload, shown, limit)
    upload.seek(0)
    kind = kinds.recognise(upload.read(kinds.HEAD), shown)
    upload.seek(0)
    if kind.is_photo:
        data = photos.tidy(upload, kind.content_type, shown)  # type: ignore[arg-type]
        kept = _describe(data, kinds.JPEG, shown, papers.Inspection(1, encrypted=False, active=False))
    else:
        data = upload.read()
        kept = _describe(data, kind.content_type, shown, papers.inspect(data, shown))
    _place(data, kept, at)
    return kept


def keep_all(uploads: "Sequence[File[bytes]]", *, at: datetime, limit: int = LIMIT) -> Batch:
    """Keep several files of one paper in their order; a bad one is reported and does not lose the good ones."""
    kept: list[Kept] = []
    refused: list[Refused] = []
    for upload in uploads:
        try:
            kept.append(keep(upload, at=at, limit=limit))
        except Refused as refusal:
            refused.append(refusal)
    return Batch(tuple(kept), tuple(refused))


def path_of(sha256: str) -> Path:
    """Return where a content lies; anything but a hash is refused."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256[2:4] / sha256


def open_stored(sha256: str) -> BinaryIO:
    """Open a kept content for reading."""
    return path_of(sha256).open("rb")


def intact(sha256: str) -> bool:
    """Tell whether the content on disk still has its hash."""
    digest = hashlib.sha256()
    try:
        with open_stored(sha256) as file:
            while chunk := file.read(MEGABYTE):
                digest.update(chunk)
    except FileNotFoundError:
        return False
    return digest.hexdigest() == sha256


def sweep(older_than: datetime) -> int:
    """Remove files kept before ``older_than`` that nobody names, and leftovers of cut writes; return how many."""
    if not _namers:
        raise NobodyNames("register motcua.documents.files.names first")
    removed = 0
    old = StoredFile.objects.filter(kept_at__lt=older_than).order_by("sha256")
    last = ""
    while batch := list(old.filter(sha256__gt=last).values_list("sha256", flat=True)[:500]):
        last = batch[-1]
        named = {sha for namer in _namers for sha in namer(batch)}
        removed += sum(_remove(sha, older_than) for sha in batch if sha not in named)
    return removed + _sweep_leftovers(older_than)


def _check_size(upload: "File[bytes]", name: str, limit: int) -> None:
    size = upload.size
    if size == 0:
        raise Refused(
            "file_empty",
            _("Tệp “%(name)s” không có nội dung.") % {"name": kinds.clean_name(name)},
            _("Hãy mở thử tệp trên máy của bạn rồi chọn lại."),
        )
    if size > limit:
        facts = {"name": kinds.clean_name(name), "size": -(-size // MEGABYTE), "limit": limit // MEGABYTE}
        raise Refused(
            "file_too_large",
            _("Tệp “%(name)s” nặng %(size)d MB, vượt quá mức %(limit)d MB cho một tệp.") % facts,
            _("Hãy quét ở độ phân giải thấp hơn, hoặc chia thành nhiều tệp, rồi gửi lại."),
        )


def _describe(data: bytes, content_type: str, name: str, seen: papers.Inspection) -> Kept:
    return Kept(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        content_type=content_type,
        pages=seen.pages,
        name=kinds.stored_name(name, content_type),
        encrypted=seen.encrypted,
        active=seen.active,
    )


def _place(data: bytes, kept: Kept, at: datetime) -> None:
    """Write to a temporary file, sync, then register and rename; the row's lock keeps the sweeper away meanwhile."""
    target = path_of(kept.sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = _write(data)
    try:
        with transaction.atomic():
            _register(kept, at)
            temporary.replace(target)
            _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _write(data: bytes) -> Path:
    folder = Path(settings.FILES_ROOT) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Path(path)


def _sync_folder(folder: Path) -> None:
    for one in (folder, folder.parent, folder.parent.parent):
        handle = os.open(one, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _register(kept: Kept, at: datetime) -> None:
    row = StoredFile(
        sha256=kept.sha256,
        size=kept.size,
        content_type=kept.content_type,
        pages=kept.pages,
        encrypted=kept.encrypted,
        active=kept.active,
        kept_at=at,
    )
    StoredFile.objects.bulk_create([row], update_conflicts=True, unique_fields=["sha256"], update_fields=["kept_at"])


def _remove(sha256: str, older_than: datetime) -> int:
    """Delete the row and, under its lock, the content; a file kept again meanwhile stays."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            StoredFile.objects.select_for_update().filter(sha256=sha256).first()
        deleted, _ = StoredFile.objects.filter(sha256=sha256, kept_at__lt=older_than).delete()
        if deleted:
            path_of(sha256).unlink(missing_ok=True)
    return deleted


def _sweep_leftovers(older_than: datetime) -> int:
    removed = 0
    for left in (Path(settings.FILES_ROOT) / "tmp").glob("*"):
        if left.stat().st_mtime < older_than.timestamp():
            left.unlink(missing_ok=True)
            removed += 1
    return removed
