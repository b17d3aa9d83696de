"""A migrated database for benches: PostgreSQL with default durability, or SQLite in a scratch folder."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts import postgres
from scripts.system import ROOT


@contextlib.contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the DATABASE_URL of a new, migrated database, ``sqlite`` or ``postgresql``."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="motcua-bench-")))
        if kind == "sqlite":
            url = f"sqlite:///{folder}/bench.sqlite3"
        else:
            url = stack.enter_context(postgres.running(durable=True)).url
        environment = {**os.environ, "DATABASE_URL": url, "MOTCUA_VAR": str(folder)}
        subprocess.run([sys.executable, "-m", "motcua.project", "migrate"], cwd=ROOT, env=environment, check=True)
        yield url
