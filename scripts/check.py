"""`make check`: every rule a program can check, side by side on the cores there are; each failure is shown whole."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from scripts.system import ROOT, say

BIN = ".venv/bin"
PYTHON = f"{BIN}/python"


def templates() -> list[str]:
    """List our templates."""
    return sorted(str(p.relative_to(ROOT)) for p in (ROOT / "motcua").rglob("templates/**/*.html"))


def checks() -> dict[str, list[str]]:
    """Return each check's command; the slow ones come first."""
    return {
        "types": [f"{BIN}/mypy", "motcua", "tests", "bench", "scripts", "conftest.py", "manage.py"],
        "layers": [f"{BIN}/lint-imports"],
        "catalogues": [PYTHON, "-m", "scripts.catalogues"],
        "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "--skip-checks"],
        "django": [PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
        "templates": [f"{BIN}/djade", "--check", "--target-version", "5.2", *templates()],
        "markup": [f"{BIN}/djlint", "--lint", "--quiet", "motcua"],
        "format": [f"{BIN}/ruff", "format", "--check", "."],
        "lint": [f"{BIN}/ruff", "check", "."],
        "sizes": [PYTHON, "-m", "scripts.sizes"],
        "front end": [PYTHON, "-m", "scripts.front_end"],
        "links": [PYTHON, "-m", "scripts.links"],
        "locks": [PYTHON, "-m", "scripts.locks"],
    }


def run(name: str, command: list[str]) -> tuple[str, int, str, float]:
    """Run one check quietly."""
    began = time.monotonic()
    kept = {k: v for k, v in os.environ.items() if k != "FORCE_COLOR"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "motcua.project.settings.test", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    return name, done.returncode, done.stdout + done.stderr, time.monotonic() - began


def main(wanted: list[str]) -> int:
    """Run all checks, or those named; return 1 when one fails."""
    Path(ROOT, "var").mkdir(exist_ok=True)
    chosen = {name: command for name, command in checks().items() if not wanted or name in wanted}
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        for ended in as_completed([pool.submit(run, name, command) for name, command in chosen.items()]):
            name, code, output, seconds = ended.result()
            say(f"{'✗' if code else '✓'} {name} ({seconds:.0f} s)")
            if code:
                failed.append(name)
                say(output)
    say(f"make check: {len(chosen) - len(failed)} passed, {len(failed)} failed {' '.join(failed)}")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
