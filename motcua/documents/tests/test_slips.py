"""Slips: every field is printed, user text is never code, the paper is right, the same slip is the same PDF."""

import json
import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string

from motcua.documents import pdf, slips
from motcua.documents.sheet import as_data
from motcua.documents.tests import samples

pytestmark = pytest.mark.django_db
Sample = Callable[[], slips.Slip]
every_slip = pytest.mark.parametrize("sample", samples.ALL, ids=lambda sample: sample.__name__)
MARKUP = (
    "#panic(1) $x^2$ *đậm* _nghiêng_ @nguồn <nhãn> \\ // ghi chú /* x */ ~ ` = - + [a] {b} \"q\" 'q' "
    '#import "/etc/passwd" ${x} %s {{ x }} <script>alert(1)</script> ]) #sys.inputs'
)


def text_of(data: bytes, tmp_path: Path) -> str:
    """Return the PDF's text on one line, as a reader would copy it."""
    file = tmp_path / "slip.pdf"
    file.write_bytes(data)
    out = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True, text=True).stdout
    return squeezed(out)


def squeezed(text: str) -> str:
    """Return the text without blanks, so that line breaks do not matter."""
    return re.sub(r"[\s\u200b]+", "", text)


def page_sizes(data: bytes, tmp_path: Path) -> list[tuple[int, int]]:
    """Return width and height of every page in millimetres."""
    file = tmp_path / "pages.pdf"
    file.write_bytes(data)
    command = ["pdfinfo", "-f", "1", "-l", "99", str(file)]
    out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found = re.findall(r"size:\s+([\d.]+) x ([\d.]+) pts", out)
    return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in found]


def shown(sheet: Any) -> list[str]:
    """Return every text of a sheet that a person must find on paper."""
    if isinstance(sheet, str):
        return [sheet] if sheet else []
    if is_dataclass(sheet):
        skip = {"kind", "align", "width", "copies", "issued_at"}
        return [text for f in fields(sheet) if f.name not in skip for text in shown(getattr(sheet, f.name))]
    if isinstance(sheet, tuple):
        return [text for item in sheet for text in shown(item)]
    return []


def with_text(value: Any, text: str) -> Any:
    """Return a copy of a slip in which every free text is ``text``; kinds and outcomes stay."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(with_text(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        free = [f.name for f in fields(value) if f.name not in {"kind", "outcome", "hash", "tracking_url"}]
        return replace(value, **{name: with_text(getattr(value, name), text) for name in free})
    return value


@every_slip
@pytest.mark.parametrize("paper", pdf.PAPERS)
def test_every_field_is_on_the_paper(sample: Sample, paper: pdf.Paper, tmp_path: Path) -> None:
    slip = sample()
    printed = text_of(slips.render_pdf(slip, paper), tmp_path)
    for text in shown(slip.sheet()):
        wanted = squeezed(text)
        if wanted not in printed:
            assert wanted.upper() in printed, text


@every_slip
def test_every_field_is_on_the_page(sample: Sample) -> None:
    html = squeezed(re.sub(r"<br>|</?strong>|</?em>", "", slips.render_html(sample())))
    for text in shown(sample().sheet()):
        assert squeezed(text) in html


@every_slip
def test_the_print_sheet_holds_the_same_form(sample: Sample) -> None:
    context = {**slips.context(sample()), "paper": "A4", "copies": sample().copies, "pdf_url": "/x.pdf"}
    page = render_to_string("documents/slips/print.html", context)
    assert 'data-paper="A4"' in page
    assert page.count('<article class="slip"') == max(1, len(sample().copies))
    assert 'href="/x.pdf"' in page
    assert slips.render_html(sample()).split("<header")[1].split("</header>")[0].split("</p>", 1)[1] in page


@every_slip
def test_markup_in_every_field_comes_out_literally(sample: Sample, tmp_path: Path) -> None:
    slip = with_text(sample(), MARKUP)
    printed = text_of(slips.render_pdf(slip), tmp_path)
    assert printed.count(squeezed(MARKUP)) >= len(fields(slip)) // 2
    html = slips.render_html(slip)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@every_slip
def test_a_slip_survives_storage(sample: Sample) -> None:
    slip = sample()
    assert slips.from_data(json.loads(json.dumps(slips.as_data(slip)))) == slip


@pytest.mark.parametrize("data", [{}, {"kind": "letter"}, {"kind": "refusal", "surprise": 1}])
def test_unknown_data_is_no_slip(data: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        slips.from_data(data)


def test_paper_sizes(tmp_path: Path) -> None:
    receipt = samples.receipt()
    assert page_sizes(slips.render_pdf(receipt, "A5"), tmp_path) == [(148, 210)]
    assert page_sizes(slips.render_pdf(receipt, "A4"), tmp_path) == [(210, 297)]
    assert page_sizes(slips.render_pdf(receipt, "A5", copies=True), tmp_path) == [(148, 210)] * 2
    both = slips.render_pdf(receipt, "A4", copies=True)
    assert page_sizes(both, tmp_path) == [(297, 210)]
    printed = text_of(both, tmp_path)
    assert "Liên1" in printed
    assert "Liên2" in printed


@every_slip
def test_an_ordinary_slip_fits_one_a5_page(sample: Sample, tmp_path: Path) -> None:
    assert len(page_sizes(slips.render_pdf(sample(), "A5"), tmp_path)) == 1


def test_an_unknown_paper_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="A3"):
        slips.render_pdf(samples.receipt(), "A3")  # type: ignore[arg-type]


def test_a_long_dossier_takes_more_pages_and_loses_nothing(tmp_path: Path) -> None:
    papers = tuple(slips.Paper(name=f"Giấy tờ thứ {n} " + "dài" * 30, copies=1) for n in range(60))
    for copies in (False, True):
        for paper in pdf.PAPERS:
            data = slips.render_pdf(samples.receipt(papers=papers), paper, copies=copies)
            assert len(page_sizes(data, tmp_path)) > 1
            assert "Giấytờthứ59" in text_of(data, tmp_path)


def test_an_overlong_word_stays_on_the_paper(tmp_path: Path) -> None:
    slip = samples.receipt(procedure="W" * 400)
    file = tmp_path / "slip.pdf"
    file.write_bytes(slips.render_pdf(slip))
    command = ["pdftotext", "-bbox", str(file), "-"]
    out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    right = max(float(x) for x in re.findall(r'xMax="([\d.]+)"', out))
    assert right < 148 / 25.4 * 72


def test_control_and_direction_marks_do_not_reach_the_paper() -> None:
    sheet = samples.receipt(procedure="Khai\x00 sinh\u202egnp.exe\u200f\r\nhai dòng").sheet()
    assert as_data(sheet)["blocks"][1]["lines"][5]["value"] == "Khai sinhgnp.exe\nhai dòng"


def test_decomposed_vietnamese_is_composed(tmp_path: Path) -> None:
    slip = samples.receipt(procedure="Đăng ký Nguyễn")
    assert "ĐăngkýNguyễn" in text_of(slips.render_pdf(slip), tmp_path)


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert slips.render_pdf(samples.receipt()) == slips.render_pdf(samples.receipt())
    assert slips.render_pdf(samples.receipt()) != slips.render_pdf(samples.receipt(term="04 ngày làm việc"))


def test_one_compiler_serves_many_threads_without_mixing_people(tmp_path: Path) -> None:
    def printed(index: int) -> bytes:
        slip = samples.receipt(applicant=slips.Party(name=f"Người thứ {index:03d}"))
        return pdf.render(slip.sheet())

    with ThreadPoolExecutor(8) as pool:
        papers = list(pool.map(printed, range(40)))
    for index, paper in enumerate(papers):
        assert re.findall(r"Ngườithứ(\d{3})", text_of(paper, tmp_path)) == [f"{index:03d}"] * 2


def test_an_empty_field_is_a_dotted_line_and_a_missing_day_is_said(tmp_path: Path) -> None:
    slip = samples.receipt(number="", due_at=None, applicant=replace(samples.AN, email=""))
    printed = text_of(slips.render_pdf(slip), tmp_path)
    assert "……/TTPVHCC" in printed
    assert "Thưđiệntử:......" in printed
    assert "sẽbáokhiđủđiềukiệntínhthờihạn" in printed


def test_a_demonstration_says_so_on_paper(tmp_path: Path) -> None:
    data = pdf.render(samples.receipt().sheet(), stamp="BẢN TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ")
    assert "BẢNTRÌNHDIỄN" in text_of(data, tmp_path)


def test_moments_are_written_in_local_time() -> None:
    sheet = samples.receipt(received_at=datetime.fromisoformat("2026-04-29T23:30:00+00:00")).sheet()
    assert "06 giờ 30 phút, ngày 30 tháng 4 năm 2026" in shown(sheet)
