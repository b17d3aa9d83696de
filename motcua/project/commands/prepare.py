"""Brings a database up to date: migrations, cache table, static files; each step only when something changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.project.console import Mistake, say


def migrate() -> bool:
    """Apply the migrations that are missing; say whether there were any."""
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    _refuse_newer(executor)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        say(f"Cập nhật cơ sở dữ liệu ({len(pending)} bước) …", f"migrating the database ({len(pending)} steps) …")
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return bool(pending)


def _refuse_newer(executor: MigrationExecutor) -> None:
    """Refuse a database that a newer Motcua has migrated."""
    ours = {app.split(".")[-1] for app in settings.INSTALLED_APPS if app.startswith("motcua.")} | {"project"}
    unknown = [
        key for key in executor.loader.applied_migrations if key[0] in ours and key not in executor.loader.graph.nodes
    ]
    if unknown:
        names = ", ".join(f"{app}.{name}" for app, name in sorted(unknown))
        raise Mistake(
            f"Cơ sở dữ liệu thuộc phiên bản Motcua mới hơn ({names}). Hãy dùng phiên bản đó hoặc mới hơn.",
            "This database belongs to a newer Motcua. Use that version or a newer one.",
        )


def _static_files() -> Iterator[str]:
    """Describe each source of a static file: name, size and time of change."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            known = Path(storage.path(path)).stat()
            yield f"{path}|{known.st_size}|{known.st_mtime_ns}"


def collect_static() -> bool:
    """Collect and compress the static files when a source changed; say whether that was so."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".sources"
    digest = hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)
    return True


def examine() -> None:
    """Run Django's and our own checks of this installation and its database; an error stops everything."""
    found = [m for m in checks.run_checks(databases=["default"]) if m.level >= checks.ERROR and not m.is_silenced()]
    if found:
        lines = "\n  ".join(f"{m.id}: {m.msg} {m.hint or ''}".rstrip() for m in found)
        raise Mistake(f"Cài đặt này có {len(found)} lỗi, xem bên dưới.", lines)
