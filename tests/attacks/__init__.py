"""Attacks written from the promises alone: their code shares nothing with what they attack."""
