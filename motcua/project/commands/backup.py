"""`motcua backup FILE`: a consistent copy of the database and of all stored files while people go on working."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from motcua import __version__
from motcua.ledger import origin
from motcua.ledger.models import Entry
from motcua.project.commands import archive, postgres_tools
from motcua.project.console import Mistake, say


def _save_database(target: Path) -> None:
    """Copy the database as it is at one moment."""
    if connection.vendor == "sqlite":
        source = f"file:{quote(str(connection.settings_dict['NAME']))}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
            live.backup(copy, pages=4096, sleep=0.01)
            copy.execute("PRAGMA journal_mode=DELETE")
    else:
        postgres_tools.run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def describe() -> archive.Manifest:
    """Return the manifest of this installation, without its members."""
    applied = sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())
    return archive.Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        version=__version__,
        vendor=connection.vendor,
        origin=origin.current(fresh=True),
        entries=Entry.objects.count(),
        migrations=applied,
    )


def backup(target: Path) -> int:
    """Write the backup; the files follow the database, since each is stored before the entry that names it."""
    if target.exists():
        raise Mistake(f"Đã có tệp {target}; chọn tên khác.", f"{target} exists already; choose another name.")
    if not target.parent.is_dir():
        raise Mistake(f"Không có thư mục {target.parent}.", f"There is no folder {target.parent}.")
    partial = target.with_name(f"{target.name}.partial")
    manifest = describe()
    try:
        with tempfile.TemporaryDirectory(prefix=".motcua-", dir=target.parent) as folder:
            copy = Path(folder, archive.DATABASE[connection.vendor])
            _save_database(copy)
            partial.unlink(missing_ok=True)
            archive.write(partial, copy, Path(settings.FILES_ROOT), manifest)
        partial.rename(target)
    except PermissionError as error:
        raise Mistake(f"Không ghi được {error.filename}.", f"Cannot write {error.filename}.") from None
    except OSError as error:
        free = shutil.disk_usage(target.parent).free // 1_000_000
        raise Mistake(f"Không ghi được: {error} (còn trống {free} MB).", f"Cannot write: {error}.") from None
    finally:
        partial.unlink(missing_ok=True)
    size = target.stat().st_size
    say(
        f"Đã sao lưu {manifest.entries} bản ghi, {len(manifest.members) - 1} tệp vào {target} ({size:,} byte).",
        f"saved {manifest.entries} entries and {len(manifest.members) - 1} files.",
    )
    return 0
