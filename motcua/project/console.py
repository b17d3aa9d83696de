"""Speaks to the person at the keyboard: Vietnamese first, English second."""

import sys


class Mistake(Exception):
    """Something the person can put right; shown as a message without a stack trace, ``code`` is the exit code."""

    code = 2

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.vietnamese = vietnamese
        self.english = english


def both(vietnamese: str, english: str) -> str:
    """Join the two languages on one line."""
    return f"{vietnamese} / {english}"


def say(vietnamese: str, english: str) -> None:
    """Print one line for a person, at once, to the error stream: standard output stays for results."""
    sys.stderr.write(both(vietnamese, english) + "\n")
    sys.stderr.flush()


def show(line: str = "") -> None:
    """Print one line of a result."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(vietnamese: str, english: str) -> None:
    """Print what went wrong on two lines."""
    sys.stderr.write(f"✗ {vietnamese}\n  {english}\n")
    sys.stderr.flush()
