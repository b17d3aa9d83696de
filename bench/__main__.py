"""`make bench`: runs every bench (or those whose module or row begins with ONLY) and writes bench/results.json.

A bench is a module here with ``run() -> list[dict]``; a row is ``{name, value, unit, floor, ratio}``, where the ratio
is measured in the same run as its floor. A bench that needs PostgreSQL takes a durable one from ``bench.server``.
"""

import importlib
import json
import pkgutil
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import bench

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "results.json"
COLUMNS = ("name", "value", "unit", "floor", "ratio")
HELPERS = {
    *("__main__", "floor", "many", "minimal", "minimal_page", "processes", "province", "registers", "rounds", "server"),
}
Row = dict[str, Any]


def modules() -> list[str]:
    """List the benches, in the order of their names."""
    return sorted(m.name for m in pkgutil.iter_modules(bench.__path__) if m.name not in HELPERS)


def chosen(only: list[str]) -> list[str]:
    """Return the modules to run: all, or those with a row or name that was asked for."""
    if not only:
        return modules()
    return [name for name in modules() if any(word == name or word in rows_of(name) for word in only)]


def rows_of(name: str) -> tuple[str, ...]:
    """Return the names of the rows a module promises (its ``ROWS``), else its own name."""
    found: tuple[str, ...] = getattr(importlib.import_module(f"bench.{name}"), "ROWS", (name,))
    return found


def show(row: Row) -> str:
    """Return one line of the table."""

    def cell(value: Any) -> str:
        return f"{value:,.3g}" if isinstance(value, float) and abs(value) < 100 else f"{value:,.0f}"

    numbers = {key: "" if row.get(key) is None else cell(row[key]) for key in ("value", "floor", "ratio")}
    return f"{row['name']:<32} {numbers['value']:>12} {row['unit']:<14} {numbers['floor']:>12} {numbers['ratio']:>8}"


def kept() -> dict[str, Row]:
    """Return the rows of earlier runs by name, so that ONLY=… replaces its own rows alone."""
    try:
        return {row["name"]: row for row in json.loads(RESULTS.read_text())}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def main(only: list[str]) -> int:
    """Run the benches, print the table, write the results; 1 when a bench broke or none fits."""
    names = chosen(only)
    if not names:
        sys.stderr.write(f"No bench {' '.join(only)}. There are: {', '.join(modules())}\n")
        return 1
    results = kept() if only else {}
    failed = 0
    print(f"{'name':<32} {'value':>12} {'unit':<14} {'floor':>12} {'ratio':>8}", flush=True)
    for name in names:
        began = time.monotonic()
        try:
            rows: list[Row] = importlib.import_module(f"bench.{name}").run()
        except Exception:
            traceback.print_exc()
            failed += 1
            continue
        for row in rows:
            results[row["name"]] = {key: row.get(key) for key in COLUMNS} | {
                key: value for key, value in row.items() if key not in COLUMNS
            }
            print(show(row), flush=True)
        sys.stderr.write(f"  ({name}: {time.monotonic() - began:.0f} s)\n")
        RESULTS.write_text(json.dumps(list(results.values()), ensure_ascii=False, indent=1) + "\n")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
