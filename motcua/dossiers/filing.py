"""Tells the file store which files dossiers and drafts still name, so that the sweeper leaves them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from motcua.documents import files
from motcua.dossiers.models import Draft, LateEntry, PaperFile


def named(hashes: Collection[str]) -> Iterator[str]:
    """Yield those of the hashes that a paper of a dossier, a late entry or a draft names."""
    wanted = set(hashes)
    yield from PaperFile.objects.filter(sha256__in=wanted).values_list("sha256", flat=True).distinct()
    yield from LateEntry.objects.filter(photo__in=wanted).values_list("photo", flat=True)
    for papers in Draft.objects.values_list("papers", flat=True).iterator():
        for paper in papers.values():
            yield from wanted.intersection(paper.get("files", ()))


def register() -> None:
    """Register with the file store."""
    files.names(named)
