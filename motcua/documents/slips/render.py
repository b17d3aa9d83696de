"""A slip as PDF and as HTML, both from the same sheet."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from motcua.documents import pdf, qr
from motcua.documents.slips.base import Slip
from motcua.ledger import origin

DEMO_STAMP = "BẢN TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ"


def render_pdf(slip: Slip, paper: pdf.Paper = "A5", *, copies: bool = False) -> bytes:
    """Return the slip as PDF; ``copies`` prints liên 1 and liên 2 (on A4 side by side, on A5 one a page)."""
    stamp = DEMO_STAMP if origin.is_demo() else ""
    return pdf.render(slip.sheet(), paper, copies=copies, stamp=stamp)


def context(slip: Slip) -> dict[str, object]:
    """Return what the templates of ``documents/slips/`` read."""
    drawing = qr.svg(slip.tracking_url) if slip.tracking_url else ""
    return {"slip": slip, "sheet": slip.sheet(), "qr": mark_safe(drawing)}  # noqa: S308 - our own drawing, no text in it


def render_html(slip: Slip) -> str:
    """Return the slip as an HTML fragment to put on a page."""
    return render_to_string("documents/slips/_sheet.html", context(slip))
