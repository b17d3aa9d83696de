"""Opens the log of a test database, as `motcua demo` would."""

from datetime import UTC, datetime

OPENED_AT = datetime(2024, 1, 1, tzinfo=UTC)


def open_the_log() -> None:
    """Stamp the origin demo into entry 1."""
