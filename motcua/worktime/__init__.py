"""Stored calendars and rule sets of the legal clock, each with a version."""
