"""The secret key of an installation that was given none: made once, kept beside the data."""

import secrets
from pathlib import Path


def kept_secret(var: Path) -> str:
    """Return the key in ``var/secret-key``, making it (readable by its owner only) the first time."""
    path = var / "secret-key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()
