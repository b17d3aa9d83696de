"""PDF files: do they open, how many pages, are they locked, do they carry programs."""

import re
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.core.refusal import Refused
from motcua.documents.filing import kinds

TAIL = 4096
UNPACK_LIMIT = 20_000_000
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|XFA|RichMedia)(?![A-Za-z])")
_ENCRYPT = re.compile(rb"/Encrypt(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was seen in a PDF: pages (None when not countable), a password, scripts or attachments."""

    pages: int | None
    encrypted: bool
    active: bool


def inspect(data: bytes, name: str) -> Inspection:
    """Check that the PDF is whole and look for locks and programs; refuse one that is cut or broken."""
    if not _whole(data):
        raise Refused(
            "pdf_broken",
            _("Không mở được tệp PDF “%(name)s”: tệp bị hỏng hoặc tải lên chưa trọn.")
            % {"name": kinds.clean_name(name)},
            _("Hãy mở thử tệp trên máy của bạn, lưu hoặc quét lại thành PDF, rồi gửi lại."),
        )
    text = _names_spelt_out(data) + _object_streams(data)
    encrypted = bool(_ENCRYPT.search(text))
    pages = len(_PAGE.findall(text))
    return Inspection(pages=pages or None, encrypted=encrypted, active=bool(_ACTIVE.search(text)))


def _whole(data: bytes) -> bool:
    """Tell whether the end points at a cross-reference table or stream inside the file."""
    found = list(_START.finditer(data[-TAIL:]))
    if not found:
        return False
    at = int(found[-1][1])
    target = data[at : at + 40].lstrip()
    return 0 < at < len(data) and (target.startswith(b"xref") or re.match(rb"\d+\s+\d+\s+obj", target) is not None)


def _names_spelt_out(data: bytes) -> bytes:
    return _HEX_NAME.sub(lambda match: bytes([int(match[1], 16)]), data)


def _object_streams(data: bytes) -> bytes:
    """Unpack compressed object streams, where modern writers put pages and actions, up to a limit."""
    parts: list[bytes] = []
    left = UNPACK_LIMIT
    for match in _OBJECT_STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            part = unpacker.decompress(data[match.end() :], left)
        except zlib.error:
            continue
        parts.append(_names_spelt_out(part))
        left -= len(part)
        if left <= 0:
            break
    return b"\n".join(parts)
