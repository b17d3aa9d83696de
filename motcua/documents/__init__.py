"""Slips and official documents: numbers, signature blocks and PDF."""
