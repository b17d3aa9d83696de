"""Loads `definitions/` through the rooms' own loaders, bottom up, each set again only when its files changed."""

import hashlib
import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua import __version__
from motcua.people import demo as people
from motcua.people.actor import Actor, system
from motcua.project.console import Mistake, say, show
from motcua.project.models import Loaded


@dataclass(frozen=True)
class Shipped:
    """A set of definition files, the loader that reads it and what it is called."""

    folders: tuple[str, ...]
    loader: str
    vietnamese: str
    directory: str = ""
    demo_only: bool = False


SETS = (
    Shipped(("units",), "motcua.people.load", "đơn vị", directory="units"),
    Shipped(("calendars", "rules"), "motcua.worktime.load", "lịch làm việc và quy tắc thời hạn", directory="calendars"),
    Shipped(("procedures", "routes"), "motcua.procedures.load", "thủ tục và quy trình"),
    Shipped(("parameters",), "motcua.procedures.load_parameters", "tham số kiểm soát thủ tục", directory="parameters"),
    Shipped(("publishing",), "motcua.procedures.load_publishing", "quy định công bố thủ tục", directory="publishing"),
    Shipped(("queues",), "motcua.queueing.load", "hàng chờ", directory="queues"),
    Shipped(("people",), "motcua.people.demo", "người dùng thử", demo_only=True),
)
INSTALLER: Actor = system("install")


class WrongDefinitions(Mistake):
    """Definition files with problems, all of which were printed."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} lỗi trong definitions/ (xem các dòng trên). Bộ có lỗi chưa được nạp.",
            f"{count} problems in definitions/ (listed above). Nothing of that set was loaded.",
        )


def _digest(shipped: Shipped) -> str:
    """Return what changes when a file of the set or Motcua itself changes."""
    root = Path(settings.DEFINITIONS)
    total = hashlib.sha256(__version__.encode())
    for folder in shipped.folders:
        for path in sorted((root / folder).rglob("*.y*ml")):
            total.update(f"{path.relative_to(root)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _needed(*, demo: bool) -> list[tuple[Shipped, str]]:
    """Return the sets that differ from what the database has taken in, with their digests."""
    known = dict(Loaded.objects.values_list("name", "digest"))
    wanted = [(one, _digest(one)) for one in SETS if demo or not one.demo_only]
    return [(one, digest) for one, digest in wanted if known.get(one.loader) != digest]


def _print(lines: Iterable[Any], mark: str) -> None:
    """Print problems or things withheld, one a line."""
    for line in lines:
        show(f"  {mark} {line}")


def _load_files(shipped: Shipped, at: datetime) -> None:
    """Let the room's loader read the set; all its problems are printed before it is given up."""
    folder = Path(settings.DEFINITIONS) / shipped.directory
    report = importlib.import_module(shipped.loader).load(folder, at, INSTALLER)
    _print(report.problems, "✗")
    if report.problems:
        raise WrongDefinitions(len(report.problems))
    _print(getattr(report, "withheld", ()), "!")


def _load_people(at: datetime) -> None:
    """Make the demonstration's accounts."""
    try:
        people.load_demo(at)
    except people.BadCast as wrong:
        raise Mistake("Tệp người dùng thử có lỗi, xem bên dưới.", str(wrong)) from None


def load(at: datetime, *, demo: bool) -> int:
    """Load what changed and return how many sets that were; problems of a set stop there, all printed."""
    needed = _needed(demo=demo)
    for shipped, digest in needed:
        say(f"Nạp {shipped.vietnamese} …", f"loading {'/'.join(shipped.folders)} …")
        if shipped.demo_only:
            _load_people(at)
        else:
            _load_files(shipped, at)
        Loaded.objects.update_or_create(name=shipped.loader, defaults={"digest": digest, "at": at})
    return len(needed)
