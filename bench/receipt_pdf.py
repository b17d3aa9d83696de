"""One receipt (form 01) as the page gives it: from its kept data, with tracking address and QR, to the PDF's bytes.

The row ``receipt_pdf`` is the median, ``receipt_pdf_p95`` the slow end; both are held against 100 ms, which the floor
column shows. ``register_pdf`` is a register (form 07) of a hundred dossiers, held against a second.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from statistics import median, quantiles
from typing import Any

import django

ROWS = ("receipt_pdf", "receipt_pdf_p95", "register_pdf")
TIMES, LIMIT_MS = 100, 100.0


def run() -> list[dict[str, Any]]:
    """Return the times of one receipt and of a page of the register."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.project.settings.prod")
    os.environ.setdefault("SECRET_KEY", "bench")
    django.setup()
    took = _took(_receipt(), TIMES)
    register = median(_took(_register(), 10))
    return [
        _row("receipt_pdf", median(took)),
        _row("receipt_pdf_p95", quantiles(took, n=20)[-1]),
        _row("register_pdf", register, 1000.0),
    ]


def _row(name: str, value: float, limit: float = LIMIT_MS) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": "ms", "floor": limit, "ratio": value / limit}


def _took(work: Callable[[], object], times: int) -> list[float]:
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return took


def _receipt() -> Callable[[], bytes]:
    from motcua.documents import pdf, slips
    from motcua.documents.tests import samples

    numbers, kept = count(1), slips.as_data(samples.receipt())

    def once() -> bytes:
        code = f"H37.65.12-260429-{next(numbers):05d}"
        slip = replace(slips.from_data(kept), code=code, tracking_url=f"https://motcua.langson.gov.vn/t/{code}")
        return pdf.render(slip.sheet(), "A5")

    return once


def _register() -> Callable[[], bytes]:
    from motcua.documents import pdf
    from motcua.documents.register_sheet import RegisterBook, RegisterLine

    at, turns = datetime(2026, 4, 29, 1, 0, tzinfo=UTC), count(1)

    def once() -> bytes:
        turn = next(turns)
        lines = tuple(
            RegisterLine(
                number=n, code=f"H37.65.12-260429-{turn:02d}{n:03d}", receipt=f"{n:02d}/TTPVHCC",
                procedure="Thủ tục đăng ký khai sinh", applicant="Hoàng Thị An", address="Khối 3, phường Kỳ Lừa",
                phone="0912345678", agency="Ủy ban nhân dân phường Kỳ Lừa", received_at=at, due_at=at, returned_at=None,
                way="", signed="",
            )
            for n in range(1, 101)
        )  # fmt: skip
        book = RegisterBook(
            superior="UBND phường Kỳ Lừa", office="Trung tâm Phục vụ hành chính công", place="Kỳ Lừa", field="Hộ tịch",
            since=date(2026, 4, 1), until=date(2026, 4, 30), year=2026, lines=lines, issued_at=at,
        )  # fmt: skip
        return pdf.render(book.sheet(), "A4")

    return once
