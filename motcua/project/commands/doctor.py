"""`motcua doctor`: examines an installation and says, for each finding, what to do."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from motcua import __version__
from motcua.ledger import origin
from motcua.ledger import work as ledger_work
from motcua.ledger.models import Entry
from motcua.project.commands.work import is_running
from motcua.project.console import both, show

LITTLE_DISK = 2_000_000_000
SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    good: bool
    vietnamese: str
    english: str


def _program() -> Iterator[Finding]:
    version = sys.version.split()[0]
    yield Finding(sys.version_info >= (3, 11), f"Motcua {__version__}, Python {version}", "versions")


def _database() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    yield Finding(True, f"cơ sở dữ liệu {connection.vendor} mở được", "the database answers")
    hint = f"; còn {pending} bước, chạy `motcua migrate`" if pending else ""
    yield Finding(not pending, f"cấu trúc cơ sở dữ liệu{hint}", "migrations")
    wrong = [m for m in checks.run_checks(databases=["default"]) if m.level >= checks.ERROR]
    yield Finding(not wrong, f"tự kiểm tra: {len(wrong)} lỗi", "; ".join(str(m.msg) for m in wrong) or "system checks")


def _ledger() -> Iterator[Finding]:
    found = origin.current(fresh=True)
    hint = "" if found else "; chạy `motcua init --province …`"
    yield Finding(found is not None, f"nguồn gốc sổ cái: {found or 'chưa mở'}{hint}", "origin of the log")
    last = Entry.objects.order_by("-id").values_list("recorded_at", flat=True).first()
    behind = last is not None and datetime.now(UTC) < last - SKEW
    yield Finding(
        not behind or found == origin.DEMO,
        "đồng hồ máy" + (f" chậm hơn bản ghi cuối ({last:%Y-%m-%d %H:%M}Z)" if behind else ""),
        "clock against the last entry",
    )


def _work() -> Iterator[Finding]:
    running = is_running()
    yield Finding(running, "`motcua work` " + ("đang chạy" if running else "KHÔNG chạy"), "the worker")
    found = ledger_work.status()
    stuck = [f"{one.name}: {one.error}" for one in found.standings if one.failures]
    yield Finding(not stuck, f"việc nền chậm {found.behind} bản ghi", "; ".join(stuck) or "followers")


def _places() -> Iterator[Finding]:
    var = Path(settings.VAR)
    free = shutil.disk_usage(var if var.exists() else var.parent).free
    yield Finding(free > LITTLE_DISK, f"đĩa còn trống {free / 1e9:.1f} GB", "free disk")
    ready = (Path(settings.STATIC_ROOT) / ".sources").exists()
    yield Finding(ready, "tệp giao diện" + ("" if ready else ": chạy `motcua init` hoặc `make run`"), "static files")
    mail = bool(settings.EMAIL_HOST)
    yield Finding(mail, "thư điện tử" + ("" if mail else ": chưa đặt SMTP_HOST, thư chưa gửi đi được"), "mail server")


PARTS: tuple[Callable[[], Iterator[Finding]], ...] = (_program, _database, _ledger, _work, _places)


def examine() -> Iterator[Finding]:
    """Look at everything; what cannot be looked at is a finding too."""
    for part in PARTS:
        try:
            yield from part()
        except DatabaseError as error:
            yield Finding(False, f"cơ sở dữ liệu: {error}".strip(), "the database")


def doctor() -> int:
    """Show all findings; 1 when something is wrong."""
    found = list(examine())
    for one in found:
        show(f"{'✓' if one.good else '✗'} {both(one.vietnamese, one.english)}")
    return int(not all(one.good for one in found))
