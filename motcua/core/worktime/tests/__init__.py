"""Tests of the legal clock."""
