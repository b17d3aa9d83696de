"""Which kind a file is, decided by its first bytes; its name only has to agree."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from motcua.core.refusal import Refused

PDF, JPEG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
PHOTOS = frozenset({JPEG, PNG, HEIC})
EXTENSIONS = {
    PDF: ("pdf",),
    JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    PNG: ("png",),
    HEIC: ("heic", "heif", "hif"),
}
ACCEPTED = gettext_lazy("Chỉ nhận tệp PDF hoặc ảnh JPG, PNG, HEIC.")
NAME_LIMIT = 120
HEAD = 4096

_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"heif")
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", gettext_noop("thực ra là một chương trình chạy được")),
    (b"\x7fELF", gettext_noop("thực ra là một chương trình chạy được")),
    (b"#!", gettext_noop("thực ra là một chương trình chạy được")),
    (b"PK\x03\x04", gettext_noop("thực ra là một tệp nén hoặc tệp Word, Excel")),
    (b"PK\x05\x06", gettext_noop("thực ra là một tệp nén")),
    (b"\xd0\xcf\x11\xe0", gettext_noop("thực ra là một tệp Word, Excel đời cũ")),
    (b"Rar!", gettext_noop("thực ra là một tệp nén")),
    (b"7z\xbc\xaf", gettext_noop("thực ra là một tệp nén")),
    (b"\x1f\x8b", gettext_noop("thực ra là một tệp nén")),
    (b"GIF8", gettext_noop("thực ra là ảnh GIF")),
    (b"BM", gettext_noop("thực ra là ảnh BMP")),
    (b"II*\x00", gettext_noop("thực ra là ảnh TIFF")),
    (b"MM\x00*", gettext_noop("thực ra là ảnh TIFF")),
    (b"<", gettext_noop("thực ra là một trang web hoặc ảnh SVG")),
    (b"{\\rtf", gettext_noop("thực ra là một tệp RTF")),
)
_NAME_TRASH = re.compile(r"[^\w .,()+-]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """A recognised content type."""

    content_type: str

    @property
    def is_photo(self) -> bool:
        """Tell whether this is an image that becomes a JPEG."""
        return self.content_type in PHOTOS


def recognise(head: bytes, name: str) -> Kind:
    """Return the kind of a file that begins with ``head``; refuse one not accepted or of another kind than its name."""
    content_type = _sniff(head)
    if content_type is None:
        facts = {"name": clean_name(name), "what": _what(head), "accepted": ACCEPTED}
        raise Refused("file_kind", _("Tệp “%(name)s” %(what)s. %(accepted)s") % facts, _hint(head))
    extension = PurePosixPath(name.replace("\\", "/")).suffix.lstrip(".").lower()
    kind = Kind(content_type)
    if extension and not _agrees(extension, kind):
        raise Refused(
            "file_lies",
            _("Tệp “%(name)s” mang đuôi tên khác với nội dung: nội dung là %(kind)s. %(accepted)s")
            % {"name": clean_name(name), "kind": _label(kind), "accepted": ACCEPTED},
            _("Hãy chụp hoặc quét lại giấy tờ rồi gửi tệp gốc, không đổi đuôi tên tệp."),
        )
    return kind


def clean_name(name: str) -> str:
    """Return a file name safe to show and to offer for download: NFC, no path, no control or direction marks."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in last)
    tidy = " ".join(_NAME_TRASH.sub("_", visible).split()).lstrip(". ")
    stem, dot, extension = tidy.rpartition(".")
    if dot and len(extension) <= 8:
        return f"{stem[: NAME_LIMIT - len(extension) - 1].strip()}.{extension}" if stem else f"tep.{extension}"
    return tidy[:NAME_LIMIT].strip() or "tep"


def stored_name(name: str, content_type: str) -> str:
    """Return the clean name with the extension of what was stored (a HEIC photo becomes a JPEG)."""
    tidy = clean_name(name)
    stem, dot, extension = tidy.rpartition(".")
    known = {one for many in EXTENSIONS.values() for one in many}
    base = stem if dot and extension.lower() in known else tidy
    return f"{base}.{EXTENSIONS[content_type][0]}"


def _sniff(head: bytes) -> str | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    return None


def _agrees(extension: str, kind: Kind) -> bool:
    if kind.is_photo:
        return any(extension in EXTENSIONS[photo] for photo in PHOTOS)
    return extension in EXTENSIONS[kind.content_type]


def _label(kind: Kind) -> str:
    return _("ảnh") if kind.is_photo else "PDF"


def _what(head: bytes) -> str:
    stripped = head.lstrip(b"\xef\xbb\xbf\x00\t\r\n ")
    for magic, label in _FOREIGN:
        if stripped.startswith(magic):
            return _(label)
    return _("không phải ảnh hay PDF")


def _hint(head: bytes) -> str:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return _(
            "Nếu là tệp Word, Excel, hãy mở ra, chọn “Lưu thành PDF” rồi gửi tệp PDF. "
            "Nếu là tệp nén, hãy gửi từng tệp bên trong."
        )
    return _("Hãy chụp ảnh giấy tờ bằng điện thoại hoặc quét thành PDF rồi gửi lại.")
