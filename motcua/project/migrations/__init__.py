"""Migrations of the project app."""
