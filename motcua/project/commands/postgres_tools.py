"""Runs PostgreSQL's own client programs against the configured database; the password never meets a command line."""

import os
import shutil
import subprocess

from django.db import connection

from motcua.project.console import Mistake

LIBPQ = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}


def run(program: str, *arguments: str) -> None:
    """Run ``pg_dump`` or ``pg_restore``; a missing program or a failure is a clear message."""
    found = shutil.which(program)
    if found is None:
        raise Mistake(
            f"Thiếu chương trình {program}. Cài: apt-get install postgresql-client",
            f"The program {program} is missing. Install it: apt-get install postgresql-client",
        )
    values = connection.settings_dict
    places = {name: str(values[key]) for key, name in LIBPQ.items() if values.get(key)}
    done = subprocess.run(
        [found, *arguments], env={**os.environ, **places}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise Mistake(f"{program} không làm được: {reason[0]}", f"{program} failed: {reason[0]}")
