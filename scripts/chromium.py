"""Finds headless Chromium for the browser tests, through apt when we are root and it is missing."""

import os
import shutil
import sys

from scripts.system import Missing, apt_install, is_root, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-core")


def find() -> str | None:
    """Return the path of an installed Chromium, or None; MOTCUA_CHROMIUM overrides."""
    wanted = os.environ.get("MOTCUA_CHROMIUM")
    return wanted or next(filter(None, map(shutil.which, NAMES)), None)


def executable(*, install: bool = False) -> str:
    """Return the path of Chromium; ``install`` may ask apt for it."""
    found = find()
    if found is None and install and apt_install(PACKAGES):
        found = find()
    if found is None:
        raise Missing("No Chromium: the browser tests need it. As root: apt-get install chromium fonts-noto-core")
    return found


def flags() -> list[str]:
    """Return the switches that keep Chromium on this machine and, as root, without its sandbox."""
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ]
    return [*quiet, "--no-sandbox"] if is_root() else quiet


def main() -> int:
    """Install Chromium when missing, and print its path."""
    try:
        sys.stdout.write(executable(install=True) + "\n")
    except Missing as missing:
        say(str(missing))
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
