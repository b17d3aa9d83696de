"""Benches: one module a question; ``run()`` returns rows of name, value, unit, floor and ratio."""
