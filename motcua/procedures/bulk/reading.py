"""An uploaded file as sheets: workbooks, CSV alone or in an archive, JSON; whatever else it is, the reason in words."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from motcua.core.procedure.bulk.gathering import Gathered, NoList, gather
from motcua.core.procedure.bulk.header import Grid
from motcua.core.refusal import Refused
from motcua.procedures import archives
from motcua.procedures.annex_files import OLD_EXCEL, PDF, ZIP, decoded
from motcua.procedures.bulk import delimited, structured, workbook

LARGEST: Final = 30 * 1024 * 1024
UNPACKED: Final = 400 * 1024 * 1024
MOST_PARTS: Final = 500
XLSX, CSV, ZIPPED, JSON = "xlsx", "csv", "zip", "json"
_DOCUMENTS: Final = (".doc", ".docx", ".odt", ".ods", ".pdf", ".rtf", ".html")


def kind_of(name: str, data: bytes) -> str:
    """Return the form of a file by what is in it; raises ``Refused("bad_file")`` for what cannot hold a list."""
    if not data.strip():
        raise bad(_("Tệp trống."), _("Chọn lại tệp có danh sách thủ tục."))
    if len(data) > LARGEST:
        raise bad(_("Tệp lớn hơn 30 MB."), _("Chia danh sách thành nhiều tệp, mỗi tệp vài nghìn thủ tục."))
    if data.startswith(OLD_EXCEL):
        raise bad(_("Đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu."), _("Mở bằng Excel rồi lưu thành .xlsx."))
    if data.startswith(ZIP):
        return _archive(data)
    if data.startswith(PDF) or name.lower().endswith(_DOCUMENTS) or data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        raise bad(_("Tệp này không phải danh sách đọc được."), _("Dùng tệp .xlsx, .csv, .zip (nhiều CSV) hoặc .json."))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return JSON
    return CSV


def _archive(data: bytes) -> str:
    try:
        names = archives.opened(data, MOST_PARTS, UNPACKED).namelist()
    except archives.Broken as wrong:
        raise bad(_("Tệp bị hỏng hoặc tải lên chưa hết."), _("Mở lại tệp gốc, lưu lại rồi tải lên.")) from wrong
    except archives.Oversized:
        raise bad(_("Tệp giải nén ra quá lớn."), _("Chỉ giữ lại danh sách thủ tục rồi tải lên lại.")) from None
    if "xl/workbook.xml" in names:
        return XLSX
    if any(PurePath(one).suffix.lower() == ".csv" for one in names):
        return ZIPPED
    raise bad(_("Tệp này không phải danh sách đọc được."), _("Dùng tệp .xlsx, .csv, .zip (nhiều CSV) hoặc .json."))


def read(name: str, data: bytes) -> Gathered:
    """Return every line of an uploaded file; raises ``Refused("bad_file")`` with what to do."""
    kind = kind_of(name, data)
    with _collecting_later():
        return _read(kind, data)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Let no garbage be looked for while a million cells, all of them kept, are made: a quarter of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read(kind: str, data: bytes) -> Gathered:
    try:
        if kind == JSON:
            return structured.read(decoded(data))
        return gather(_grids(kind, data))
    except NoList as wrong:
        raise bad(str(wrong), _("Xem mẫu: xuất sổ thủ tục ra tệp rồi sửa trong tệp đó.")) from wrong
    except structured.BadJson as wrong:
        raise bad(str(wrong), _("Tệp JSON xuất từ Motcua thì nhập lại được.")) from wrong


def _grids(kind: str, data: bytes) -> list[Grid]:
    if kind == XLSX:
        return workbook.read(data)
    if kind == CSV:
        return [delimited.read("", decoded(data))]
    archive = archives.opened(data, MOST_PARTS, UNPACKED)
    lists = [part for part in archive.namelist() if PurePath(part).suffix.lower() == ".csv"]
    try:
        texts = [(PurePath(part).stem, archives.read(archive, part)) for part in lists]
    except archives.Broken as wrong:
        raise bad(_("Tệp bị hỏng hoặc có mật khẩu."), _("Bỏ mật khẩu, lưu lại rồi tải lên.")) from wrong
    return [delimited.read(name, decoded(text)) for name, text in texts]


def bad(message: str, hint: str = "") -> Refused:
    """Return the refusal of a file that cannot be used at all."""
    return Refused("bad_file", message, hint)
