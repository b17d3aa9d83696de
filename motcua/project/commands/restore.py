"""`motcua restore FILE`: puts a backup into an empty database, then verifies the ledger."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from motcua.ledger import verify
from motcua.ledger.models import Entry
from motcua.project.commands import archive, postgres_tools, prepare
from motcua.project.commands.work import is_running
from motcua.project.console import Mistake, say

WORDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _refuse_unless_empty() -> None:
    """Refuse a database in which anything was ever done, or on which Motcua runs now."""
    if is_running():
        raise Mistake(
            "Motcua đang chạy trên cơ sở dữ liệu này; dừng lại rồi khôi phục.",
            "Motcua runs on this database; stop it before you restore.",
        )
    tables = connection.introspection.table_names()
    empty = not Entry.objects.exists() if Entry._meta.db_table in tables else not tables
    files = Path(settings.FILES_ROOT)
    if not empty or (files.exists() and any(files.iterdir())):
        raise Mistake(
            "Cơ sở dữ liệu hoặc thư mục tệp không trống; chỉ khôi phục vào chỗ trống. Chưa ghi gì.",
            "The database or the files folder is not empty; restore into an empty place. Nothing was written.",
        )


def _refuse_foreign(manifest: archive.Manifest) -> None:
    """Refuse a backup of the other database or of a newer Motcua."""
    if manifest.vendor != connection.vendor:
        raise Mistake(
            f"Bản sao lưu của {WORDS[manifest.vendor]}, còn DATABASE_URL là {WORDS[connection.vendor]}.",
            f"This is a backup of {WORDS[manifest.vendor]}, but DATABASE_URL names {WORDS[connection.vendor]}.",
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise Mistake(
            f"Bản sao lưu từ phiên bản {manifest.version} mới hơn (không biết: {', '.join(unknown)}).",
            f"The backup comes from a newer version ({manifest.version}).",
        )


def _put_database(source: Path) -> None:
    """Replace the empty database by the saved one."""
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        connections.close_all()
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        staged = target.with_name(f"{target.name}.restoring")
        shutil.copyfile(source, staged)
        staged.replace(target)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connections.close_all()
    name = f"--dbname={connection.settings_dict['NAME']}"
    postgres_tools.run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", name, str(source))


def restore(source: Path) -> int:
    """Check the backup, restore it, bring it up to this version and verify its ledger."""
    var = Path(settings.VAR)
    var.mkdir(parents=True, exist_ok=True)
    _refuse_unless_empty()
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=var) as folder:
        manifest = archive.unpack(source, Path(folder))
        _refuse_foreign(manifest)
        _put_database(Path(folder, archive.DATABASE[manifest.vendor]))
        saved = Path(folder, "files")
        if saved.exists():
            shutil.copytree(saved, settings.FILES_ROOT, dirs_exist_ok=True)
    prepare.migrate()
    say(f"Đã khôi phục bản sao lưu lúc {manifest.made_at}.", f"restored the backup of {manifest.made_at}.")
    found = Entry.objects.count()
    if found < manifest.entries:
        say(
            f"Bản sao lưu ghi {manifest.entries} bản ghi khi bắt đầu, khôi phục được {found}.",
            f"the backup counted {manifest.entries} entries when it began, {found} were restored.",
        )
    return int(verify.main([]) or 0)
