"""Checks that the committed front-end files are those of their manifest, and, where Node is, what the sources give."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.system import ROOT

BUILT = (
    ROOT / "motcua" / "ui" / "static" / "ui",
    ROOT / "motcua" / "procedures" / "static" / "procedures" / "bpmn",
)


def problems() -> Iterator[str]:
    """Name each file that is not what the manifest beside it says."""
    for folder in BUILT:
        yield from _differing(folder)
    if (ROOT / "node_modules" / "sass").exists():
        done = subprocess.run(
            ["npm", "run", "--silent", "check"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            yield done.stdout + done.stderr


def _differing(folder: Path) -> Iterator[str]:
    """Name each file of one folder that is not what its manifest says."""
    manifest = folder / "manifest.json"
    files: dict[str, dict[str, str]] = json.loads(manifest.read_text())["files"]
    listed = {name: known["sha256"] for name, known in files.items()}
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file() and p != manifest}
    for name in sorted(set(listed) | set(there)):
        if name not in there:
            yield f"{name} is in the manifest but not there"
        elif hashlib.sha256(there[name].read_bytes()).hexdigest() != listed.get(name):
            yield f"{name} is not the file of the manifest: run `make ui`"


def main() -> int:
    """Print the problems."""
    found = list(problems())
    for line in found:
        sys.stdout.write(line + "\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
