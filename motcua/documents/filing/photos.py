"""Photos of papers: upright, without place or other metadata, at most 500 kB."""

import warnings
from io import BytesIO
from typing import BinaryIO

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from motcua.core.refusal import Refused
from motcua.documents.filing import kinds

MAX_BYTES = 500_000
MAX_PIXELS = 64_000_000
SIDES = (2600, 2200, 1800, 1500, 1200, 900)
QUALITIES = (85, 75, 65, 55)
_FORMATS = {kinds.JPEG: ("JPEG",), kinds.PNG: ("PNG",), kinds.HEIC: ("HEIF",)}

pillow_heif.register_heif_opener()


def tidy(file: BinaryIO, content_type: str, name: str) -> bytes:
    """Return the photo as an upright RGB JPEG of at most 500 kB that carries nothing but its picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _open(file, content_type)
            return _shrink(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels(name) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError) as error:
        raise Refused(
            "photo_broken",
            _("Không mở được ảnh “%(name)s”: tệp bị hỏng hoặc tải lên chưa trọn.") % {"name": kinds.clean_name(name)},
            _("Hãy mở thử ảnh trên máy của bạn, chụp lại nếu cần, rồi gửi lại."),
        ) from error


def _open(file: BinaryIO, content_type: str) -> Image.Image:
    file.seek(0)
    opened = Image.open(file, formats=_FORMATS[content_type])
    if opened.width * opened.height > MAX_PIXELS:
        raise Image.DecompressionBombError
    opened.draft("RGB", (SIDES[0], SIDES[0]))
    upright = ImageOps.exif_transpose(opened)
    return _on_white(upright)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        coloured = image.convert("RGBA")
        white = Image.new("RGB", coloured.size, "white")
        white.paste(coloured, mask=coloured.getchannel("A"))
        return white
    return image.convert("RGB")


def _shrink(image: Image.Image) -> bytes:
    """Try sizes and qualities from the best down; the smallest always fits."""
    data = b""
    for side in SIDES:
        if side != SIDES[0] and side >= max(image.size):
            continue
        fitted = image.copy()
        fitted.thumbnail((side, side), Image.Resampling.LANCZOS)
        bare = Image.frombytes("RGB", fitted.size, fitted.tobytes())
        for quality in QUALITIES:
            out = BytesIO()
            bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
            data = out.getvalue()
            if len(data) <= MAX_BYTES:
                return data
    return data


def _too_many_pixels(name: str) -> Refused:
    return Refused(
        "photo_too_large",
        _("Ảnh “%(name)s” có quá nhiều điểm ảnh (trên %(limit)d triệu).")
        % {"name": kinds.clean_name(name), "limit": MAX_PIXELS // 1_000_000},
        _("Hãy chụp lại bằng chế độ ảnh thường của điện thoại rồi gửi lại."),
    )
