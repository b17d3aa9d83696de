"""`make test`: every test on SQLite, on a PostgreSQL of its own and in headless Chromium; nothing skipped silently."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from scripts import chromium, postgres
from scripts.system import ROOT, Missing, in_memory, say

WORKERS = str(min(4, os.cpu_count() or 1))
SEED = "20260428"  # `make test` is the same everywhere; new orders and examples are tried by `make soak`
ORDINARY = "not browser and not soak"


def pytest(title: str, url: str, folder: Path, *arguments: str) -> int:
    """Run pytest in a process of its own against one database; show its own closing lines."""
    say(f"\n── {title} ──")
    order = () if "soak" in arguments else (f"--randomly-seed={SEED}",)
    where = (f"--basetemp={folder}/{title}",)
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", *where, *order, *arguments]
    # the many processes of a run share what is compiled once, outside the clone
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def phases(wanted: str, server: postgres.Server, folder: Path) -> Iterator[tuple[str, int]]:
    """Run what was asked for, one phase after the other."""
    sqlite = "sqlite:///var/tests.sqlite3"
    if wanted == "soak":
        yield "SQLite", pytest("SQLite, long", sqlite, folder, "-m", "soak")
        yield "PostgreSQL", pytest("PostgreSQL, long", server.url, folder, "-m", "soak")
        return
    if wanted in {"all", "sqlite"}:
        yield "SQLite", pytest("SQLite", sqlite, folder, "-m", ORDINARY)
    if wanted in {"all", "postgres"}:
        # what asks no database has run on none: once is enough
        asking = ("--ignore=motcua/core", "--only-databases")
        yield "PostgreSQL", pytest("PostgreSQL", server.url, folder, "-m", ORDINARY, *asking)
    if wanted in {"all", "browser"}:
        yield "Chromium", pytest("Chromium", sqlite, folder, "-m", "browser")


def main(arguments: list[str]) -> int:
    """Get what the tests need, run them, say how each phase ended."""
    wanted = arguments[0] if arguments else "all"
    began = time.monotonic()
    with ExitStack() as stack:
        try:
            if wanted in {"all", "browser"}:
                chromium.executable(install=True)
            server = stack.enter_context(postgres.running())
        except Missing as missing:
            say(str(missing))
            return 1
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="motcua-tests-", dir=in_memory())))
        results = list(phases(wanted, server, folder))
    seconds = time.monotonic() - began
    say("\n" + " · ".join(f"{name} {'FAILED' if code else 'ok'}" for name, code in results) + f" in {seconds:.0f} s")
    return int(any(code for _, code in results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
