"""Tells pages how far long work is, e.g. the demo's dossiers that fill in behind the server."""

from datetime import datetime

from django.db.models import F

from motcua.project.models import Progress

DEMO = "demo"


def report(name: str, done: int, total: int, note: str, at: datetime) -> None:
    """Record that ``done`` of ``total`` pieces are finished."""
    Progress.objects.update_or_create(name=name, defaults={"done": done, "total": total, "note": note[:200], "at": at})


def unfinished(name: str) -> Progress | None:
    """Return the state of work that was begun and is not finished, else None."""
    found = Progress.objects.filter(name=name).first()
    return found if found is not None and found.done < found.total else None


def finished(name: str) -> bool:
    """Say whether the work was begun and is done."""
    return Progress.objects.filter(name=name, done__gte=F("total")).exists()
