"""Checks that links between our own documents lead somewhere."""

import re
import sys
from collections.abc import Iterator
from urllib.parse import unquote

from scripts.files import ours
from scripts.system import ROOT

LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")


def problems() -> Iterator[str]:
    """Name each relative link whose target is not there."""
    for path in ours(".md"):
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target, _ in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            place = ROOT / target.lstrip("/") if target.startswith("/") else path.parent / target
            if not place.parent.joinpath(unquote(place.name)).exists():
                yield f"{path.relative_to(ROOT)}: no such file: {target}"


def main() -> int:
    """Print the problems."""
    found = list(problems())
    for line in found:
        sys.stdout.write(line + "\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
