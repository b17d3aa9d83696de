"""Shares the desk's screens and clock with the stories of signs."""

from motcua.dossiers.tests.desk.conftest import clock, screen

__all__ = ["clock", "screen"]
