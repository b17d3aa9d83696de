"""Makes `.venv` with the locked requirements, once per lock file: with uv where it works, else with pip.

``python3 -m scripts.environment runtime`` (or ``development``). Needs Python 3.11 and pip, nothing else, so it runs
before anything of ours is installed. Nothing is built: the clone itself is put on the path.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "motcua-stamp.json"
CONSOLE = """#!/bin/sh
# The command line of Motcua; made by scripts/environment.py.
exec "$(dirname "$(readlink -f "$0")")/python" -m motcua.project "$@"
"""


def fail(text: str) -> int:
    """Print what is wrong and what to do; return the exit code."""
    sys.stderr.write(f"{text}\n")
    return 1


def digest(kind: str) -> str:
    """Return what identifies an installation: the lock file, where the clone lies and which Python runs it."""
    lock = (ROOT / "requirements" / f"{kind}.txt").read_bytes()
    place = f"{ROOT}|{sys.version_info[:3]}|{sys.base_prefix}".encode()
    return hashlib.sha256(lock + place).hexdigest()


def stamps() -> dict[str, str]:
    """Return the digests that the last runs left, empty when the environment does not work any more."""
    try:
        subprocess.run([PYTHON, "-c", ""], check=True, capture_output=True)
        found = json.loads(STAMP.read_text())
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return found if isinstance(found, dict) else {}


def is_ready(kind: str) -> bool:
    """Say whether the environment has what ``kind`` needs; development includes runtime."""
    known = stamps()
    kinds = ("runtime", "development") if kind == "runtime" else ("development",)
    return any(known.get(k) == digest(k) for k in kinds)


def works(python: Path) -> bool:
    """Say whether this interpreter starts."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """Create `.venv` without pip inside it, again when its interpreter is gone."""
    if VENV.exists() and not works(PYTHON):
        shutil.rmtree(VENV)
    if not VENV.exists():
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], check=True)


def installers(lock: Path) -> list[list[str]]:
    """Return the commands that can install a lock file, best first."""
    found = []
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        # compiled once here, not by each process where Python is told to leave no compiled files behind
        common = ["--quiet", "--require-hashes", "--compile-bytecode", "--python", str(PYTHON), "--no-python-downloads"]
        found.append([uv, "pip", "install", *common, "-r", str(lock)])
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        common = ["--quiet", "--require-hashes", "--no-warn-script-location", "--disable-pip-version-check"]
        found.append([sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *common, "-r", str(lock)])
    return found


def put_clone_on_path() -> None:
    """Let the environment import the clone, and write the `motcua` command."""
    where = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(where, check=True, capture_output=True, text=True).stdout.strip())
    (packages / "motcua-clone.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    console = VENV / "bin" / "motcua"
    console.write_text(CONSOLE)
    console.chmod(0o755)


def install(kind: str) -> int:
    """Install one lock file and stamp the environment."""
    lock = ROOT / "requirements" / f"{kind}.txt"
    commands = installers(lock)
    if not commands:
        return fail("Neither uv nor pip works here. On Debian: apt-get install python3-pip")
    sys.stderr.write(f"Cài đặt thư viện / installing {lock.relative_to(ROOT)} …\n")
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}
    for command in commands:
        if subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode == 0:
            break
        sys.stderr.write(f"{Path(command[0]).name}: không được / did not work\n")
    else:
        return fail("The libraries could not be installed. Is the package index (pip config list) reachable?")
    put_clone_on_path()
    STAMP.write_text(json.dumps({**stamps(), kind: digest(kind)}))
    return 0


def main(arguments: list[str]) -> int:
    """Bring the environment up to ``runtime`` or ``development``."""
    if sys.version_info < (3, 11):  # noqa: UP036 somebody will try an older one
        return fail(f"Motcua needs Python 3.11 or newer, this is {sys.version.split()[0]}. Try: make PYTHON=python3.11")
    kind = arguments[0] if arguments else "runtime"
    if kind not in {"runtime", "development"}:
        return fail("Usage: python3 -m scripts.environment [runtime|development]")
    if is_ready(kind):
        return 0
    try:
        make_environment()
        return install(kind)
    except PermissionError as error:
        return fail(f"This user may not write {error.filename}. Clone Motcua into a folder of your own.")
    except (OSError, subprocess.CalledProcessError) as error:
        return fail(f"The environment could not be made: {error}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
