"""The clock and the screens of the desk's stories."""

from motcua.dossiers.tests.desk.conftest import clock, screen

__all__ = ["clock", "screen"]
