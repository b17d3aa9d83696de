"""QR codes as plain vector drawings: only modules, never the text itself."""

import re
from functools import lru_cache

import segno

QUIET = 2
MASK = 2
_RUN = re.compile(rb"\x01+")


@lru_cache(maxsize=256)
def svg(text: str) -> str:
    """Return the SVG drawing of the QR code that holds ``text`` (error correction M, quiet zone of 2 modules).

    The mask is fixed: every reader accepts each of the eight, and trying them all takes longer than the whole PDF.
    """
    matrix = segno.make_qr(text, error="m", mask=MASK, boost_error=False).matrix
    side = len(matrix) + 2 * QUIET
    runs = (
        f"M{run.start() + QUIET} {y + QUIET}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for y, row in enumerate(matrix)
        for run in _RUN.finditer(bytes(row))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path d="{"".join(runs)}"/></svg>'
    )
