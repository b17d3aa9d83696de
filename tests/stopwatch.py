"""Counts the keys of a journey in the browser and measures its seconds, against the numbers of users.md section 4.

A journey asserts its keys, never its time: seconds belong to `make bench ONLY=counter`, which runs the journeys with
``MOTCUA_STOPWATCH`` naming a file and prints what they wrote there.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Page

LINE_BREAK = "Enter"


class Stopwatch:
    """A keyboard without a mouse: each press and each typed letter is a key; a scan by the scanner is none.

    ``keys`` and ``seconds`` are the targets of the task.
    """

    def __init__(self, page: Page, name: str, *, keys: int, seconds: int) -> None:
        self.page, self.name = page, name
        self.most_keys, self.most_seconds = keys, seconds
        self.keys, self.began = 0, 0.0

    def __enter__(self) -> Self:
        self.began = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            return
        taken = time.monotonic() - self.began
        place = os.environ.get("MOTCUA_STOPWATCH", "")
        if place:
            row = {
                "name": self.name,
                "keys": self.keys,
                "most_keys": self.most_keys,
                "seconds": round(taken, 2),
                "most_seconds": self.most_seconds,
            }
            with Path(place).open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        assert self.keys <= self.most_keys, f"{self.name}: {self.keys} keys, at most {self.most_keys}"

    def press(self, *names: str) -> None:
        """Press keys one after another, each on a page whose scripts have run."""
        for name in names:
            self.page.wait_for_load_state("load")
            self.page.keyboard.press(name)
            self.keys += 1

    def type(self, text: str) -> None:
        """Type text letter by letter."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def scan(self, text: str) -> None:
        """Let the scanner type a code, with the Enter that scanners send."""
        self.page.wait_for_load_state("load")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press(LINE_BREAK)
