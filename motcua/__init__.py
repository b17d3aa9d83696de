"""Motcua ("một cửa", one door): the open platform of a province's administrative reform."""

__version__ = "0.1.0"
