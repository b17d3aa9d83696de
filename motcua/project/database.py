"""Reads DATABASE_URL into a Django database configuration."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class BadDatabaseURL(ValueError):
    """DATABASE_URL has a form that Motcua does not know."""


def from_url(url: str, root: Path) -> dict[str, Any]:
    """Return the Django configuration for ``sqlite:///path`` or ``postgresql://user:password@host/name``.

    A relative SQLite path is taken from ``root``. On SQLite a transaction begins with BEGIN IMMEDIATE and the
    file is in WAL mode with full durability; on PostgreSQL statements are prepared after five uses.
    """
    parts = urlsplit(url)
    if parts.scheme in {"sqlite", "sqlite3"}:
        raw = unquote(parts.path)[1:]
        name = raw if raw == ":memory:" else str((root / raw).resolve() if not raw.startswith("/") else Path(raw))
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", None) or unquote(parts.hostname or ""),
            "PORT": str(parts.port or query.pop("port", "")),
            "CONN_MAX_AGE": int(os.environ.get("CONN_MAX_AGE", "60")),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **query},
        }
    raise BadDatabaseURL(f"DATABASE_URL must begin with sqlite:/// or postgresql://, not {parts.scheme!r}")
