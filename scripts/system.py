"""Small facts about this machine: who we are, what is installed, what apt may add."""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Missing(Exception):
    """This machine lacks something, and the message says what to do about it."""


def say(text: str) -> None:
    """Tell the person at the keyboard one line, at once."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def is_root() -> bool:
    """Say whether we run as root."""
    return os.geteuid() == 0


def other_user() -> pwd.struct_passwd | None:
    """Return the user for programs that refuse root (`postgres`, else `nobody`); None when we are not root."""
    if not is_root():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("PostgreSQL refuses to run as root and this machine has neither a user postgres nor nobody.")


def in_memory(room: int = 4 * 2**30) -> Path | None:
    """Return a folder in memory with this many bytes free; None where there is none, as in a small container."""
    folder = Path("/dev/shm")
    if not os.access(folder, os.W_OK) or not os.path.ismount(folder):
        return None
    return folder if shutil.disk_usage(folder).free >= room else None


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages when we are root and apt is there; say whether that worked."""
    if not is_root() or shutil.which("apt-get") is None:
        return False
    say(f"apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-qq"], install):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if command is install and done.returncode == 0:
            return True
    return False
