"""Tests of the rules of signs."""
