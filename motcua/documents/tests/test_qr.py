"""The drawing of a QR code is the code's modules and nothing else."""

import re

import segno

from motcua.documents import qr


def modules(drawing: str) -> set[tuple[int, int]]:
    """Return the dark modules of a drawing as column and row."""
    return {
        (int(x) + step, int(y))
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawing)
        for step in range(int(length))
    }


def test_the_drawing_is_the_codes_modules() -> None:
    text = "https://motcua.langson.gov.vn/t/H37.65.12-260429-0012"
    code = segno.make_qr(text, error="m", mask=qr.MASK, boost_error=False)
    dark = {(x, y) for y, row in enumerate(code.matrix_iter(border=qr.QUIET)) for x, bit in enumerate(row) if bit}
    assert modules(qr.svg(text)) == dark


def test_no_text_reaches_the_drawing() -> None:
    assert "script" not in qr.svg('"><script>alert(1)</script>')
