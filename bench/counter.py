"""A day at the counter by keys alone: keys and seconds of each journey against the numbers of users.md section 4.

The journeys are the browser tests that count with ``tests.stopwatch``; each row has the target as its floor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROWS = ("counter",)


def journeys() -> list[str]:
    """Return the files of the tests that count."""
    tests = (ROOT / "motcua").rglob("test_*_in_a_browser.py")
    return sorted(str(path) for path in tests if "Stopwatch(" in path.read_text(encoding="utf-8"))


def run() -> list[dict[str, Any]]:
    """Run the journeys and return two rows for each: keys, and seconds."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "stopwatch.jsonl"
        command = [sys.executable, "-m", "pytest", *journeys(), "-q", "-n", "0", "-p", "no:randomly"]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "MOTCUA_STOPWATCH": str(place)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"a journey failed:\n{done.stdout[-2000:]}")
        told = [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
    return [row for one in told for row in _rows(one)]


def _rows(one: dict[str, Any]) -> list[dict[str, Any]]:
    keys, seconds = one["keys"], one["seconds"]
    return [
        {
            "name": f"{one['name']}_keys",
            "value": keys,
            "unit": "keys",
            "floor": one["most_keys"],
            "ratio": round(keys / one["most_keys"], 2),
        },
        {
            "name": f"{one['name']}_seconds",
            "value": seconds,
            "unit": "s",
            "floor": one["most_seconds"],
            "ratio": round(seconds / one["most_seconds"], 2),
        },
    ]
