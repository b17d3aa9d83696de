"""Lists the files that belong to the repository."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.system import ROOT

ELSEWHERE = {".venv", ".git", "node_modules", "var", "build"}


def ours(*suffixes: str) -> Iterator[Path]:
    """Yield tracked and new files with these suffixes; without git, all files outside the usual heaps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        names = sorted(set(listed.stdout.split("\0")) - {""})
        paths = [ROOT / name for name in names]
    else:
        paths = sorted(p for p in ROOT.rglob("*") if not ELSEWHERE.intersection(p.relative_to(ROOT).parts))
    yield from (p for p in paths if p.suffix in suffixes and p.is_file())
