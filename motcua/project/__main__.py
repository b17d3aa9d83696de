"""Lets `python -m motcua.project` be the `motcua` command."""

from motcua.project.cli import main

raise SystemExit(main())
