"""One printed receipt (PDF, A5) from its data to its bytes, against a reused typst compiler on the same document.

The floor compiles the same template with inputs that are already JSON. Both sides print a new document each time,
since typst remembers what it has compiled. Only the look-up of the log's origin (a word kept in memory) is left out.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import django
import typst

from bench.rounds import ROUNDS, interleaved

ROWS = ("slip_pdf", "slip_pdf_first", "slip_pdf_a4_copies")
EACH = 25


def run() -> list[dict[str, Any]]:
    """Return the time of one receipt, of the first one in a process, and of one on A4 with both copies."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.prod")
    os.environ.setdefault("SECRET_KEY", "bench")
    django.setup()
    return [_first(), _compare("slip_pdf", "A5", copies=False), _compare("slip_pdf_a4_copies", "A4", copies=True)]


def _slips() -> Callable[[], Any]:
    from motcua.documents.tests import samples

    numbers = count(1)
    receipt = samples.receipt()

    def fresh() -> Any:
        code = f"H37.65.12-260429-{next(numbers):05d}"
        return replace(receipt, code=code, tracking_url=f"https://motcua.langson.gov.vn/t/{code}")

    return fresh


def _first() -> dict[str, Any]:
    from motcua.documents import pdf

    sheet = _slips()().sheet()
    pdf.PRESS = pdf.Press()
    began = time.perf_counter()
    pdf.render(sheet, "A5")
    return {"name": "slip_pdf_first", "value": (time.perf_counter() - began) * 1000, "unit": "ms"}


def _compare(name: str, paper: Any, *, copies: bool) -> dict[str, Any]:
    from motcua.documents import pdf

    fresh = _slips()
    compiler = typst.Compiler(pdf.TEMPLATES / "main.typ", root=pdf.TEMPLATES)

    def ours() -> float:
        slips = [fresh() for _ in range(EACH)]
        began = time.perf_counter()
        for slip in slips:
            pdf.render(slip.sheet(), paper, copies=copies)
        return (time.perf_counter() - began) / EACH * 1000

    def floor() -> float:
        ready = [pdf.inputs(fresh().sheet(), paper, copies=copies, stamp="") for _ in range(EACH)]
        began = time.perf_counter()
        for inputs in ready:
            compiler.compile(sys_inputs=inputs, format="pdf", timestamp=0)
        return (time.perf_counter() - began) / EACH * 1000

    ours(), floor()
    found = interleaved({"ours": ours, "floor": floor}, ROUNDS)
    ours_ms, floor_ms = found["ours"].median, found["floor"].median
    return {
        "name": name,
        "value": ours_ms,
        "unit": "ms",
        "floor": floor_ms,
        "ratio": ours_ms / floor_ms,
        "spread": found["ours"].spread,
    }
