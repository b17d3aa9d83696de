"""PDF of a sheet: one reused typst compiler per process, fed with JSON only."""

import json
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst

from motcua.documents import qr
from motcua.documents.sheet import Sheet, as_data

Paper = Literal["A5", "A4"]
PAPERS: tuple[Paper, ...] = ("A5", "A4")
TEMPLATES = Path(__file__).resolve().parent / "typst"


class Press:
    """The process's one typst compiler. It is built at first use and serves one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._compiler: typst.Compiler | None = None

    def pdf(self, inputs: dict[str, str], issued_at: datetime) -> bytes:
        """Compile the sheet template with ``inputs``; the same inputs give the same bytes."""
        with self._lock:
            if self._compiler is None:
                self._compiler = typst.Compiler(TEMPLATES / "main.typ", root=TEMPLATES)
            pdf = self._compiler.compile(sys_inputs=inputs, format="pdf", timestamp=int(issued_at.timestamp()))
        if not isinstance(pdf, bytes):
            raise TypeError("typst gave no single PDF")
        return pdf


PRESS = Press()


def inputs(sheet: Sheet, paper: Paper, *, copies: bool, stamp: str) -> dict[str, str]:
    """Return what the template reads: one JSON text. Nothing of it is ever read as typst code."""
    if paper not in PAPERS:
        raise ValueError(f"unknown paper {paper!r}")
    data: dict[str, Any] = as_data(sheet)
    data["paper"] = paper.lower()
    data["copies"] = data["copies"] if copies else []
    data["qr"] = qr.svg(sheet.tracking_url) if sheet.tracking_url else ""
    data["stamp"] = stamp
    return {"sheet": json.dumps(data, ensure_ascii=False)}


def render(sheet: Sheet, paper: Paper = "A5", *, copies: bool = False, stamp: str = "") -> bytes:
    """Return the sheet as a PDF on A5 or A4; with ``copies`` once for each copy (on A4 side by side).

    ``stamp`` is printed at the head of every page: a demonstration says that it is one.
    """
    return PRESS.pdf(inputs(sheet, paper, copies=copies, stamp=stamp), sheet.issued_at)
