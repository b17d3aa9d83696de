"""Keeps files and functions small enough to be read in one go."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.files import ours
from scripts.system import ROOT

LINES = {".py": 400, ".html": 150, ".css": 300, ".js": 300, ".sh": 150}
FUNCTION = 50
BUILT = ("ui/static/vendor/", "ui/static/built/", "/static/ui/dist/", "/migrations/")


def long_functions(path: Path, tree: ast.AST) -> Iterator[str]:
    """Name the functions that are longer than a screen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield f"{path}:{node.lineno}: function {node.name} has {lines} lines, at most {FUNCTION}"


def problems() -> Iterator[str]:
    """Name each file and function that is too long."""
    for path in ours(*LINES):
        name = path.relative_to(ROOT)
        if any(part in f"/{name.as_posix()}" for part in BUILT) or ".min." in path.name:
            continue
        text = path.read_text(encoding="utf-8")
        count = text.count("\n")
        if count > LINES[path.suffix]:
            yield f"{name}: {count} lines, at most {LINES[path.suffix]}: split by noun"
        if path.suffix == ".py" and "tests" not in name.parts:  # a story may be told in one breath
            yield from long_functions(name, ast.parse(text))


def main() -> int:
    """Print the problems."""
    found = list(problems())
    for line in found:
        sys.stdout.write(line + "\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
