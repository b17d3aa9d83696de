"""QR codes as plain vector drawings: only modules, never the text itself."""

from functools import lru_cache
from io import BytesIO

import segno


@lru_cache(maxsize=256)
def svg(text: str) -> str:
    """Return the SVG drawing of the QR code that holds ``text`` (error correction M, quiet zone of 2 modules)."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, svgclass=None, lineclass=None
    )
    return out.getvalue().decode("ascii").strip()
