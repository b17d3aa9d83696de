"""Checks that each required package is in its lock file, with hashes."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.system import ROOT

FOLDER = ROOT / "requirements"


def _name(text: str) -> str:
    """Return the package's name as lock files write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", text.strip(), maxsplit=1)[0]).lower()


def _wanted(path: Path) -> Iterator[str]:
    """Yield the names an ``.in`` file asks for, included files too."""
    for line in path.read_text().splitlines():
        words = line.split("#")[0].strip()
        if words.startswith("-r "):
            yield from _wanted(path.parent / words[3:].strip())
        elif words and not words.startswith("-"):
            yield _name(words)


def problems() -> Iterator[str]:
    """Name what is missing from a lock."""
    for kind in ("runtime", "development"):
        lock = (FOLDER / f"{kind}.txt").read_text()
        locked = {_name(block.split("==")[0]) for block in re.findall(r"^\S+==\S+", lock, flags=re.MULTILINE)}
        for name in sorted(set(_wanted(FOLDER / f"{kind}.in")) - locked):
            yield f"requirements/{kind}.txt lacks {name}: run `make lock`"
        for block in re.findall(r"^(\S+==\S+)(?:[^\n]*)\n(?!    --hash)", lock, flags=re.MULTILINE):
            yield f"requirements/{kind}.txt: {block} has no hash"


def main() -> int:
    """Print the problems."""
    found = list(problems())
    for line in found:
        sys.stdout.write(line + "\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
