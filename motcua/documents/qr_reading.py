"""Reads the codes in a photo; the photo is looked at in memory and never kept."""

import warnings
from io import BytesIO
from typing import BinaryIO

import zxingcpp
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from motcua.core.refusal import Refused
from motcua.documents.filing import kinds, photos

MAX_BYTES = 20_000_000
# A card held before a telephone fills the picture: more pixels cost seconds and read no better.
LONGEST_SIDE = 3000


def texts(file: BinaryIO, name: str) -> list[str]:
    """Return what the QR codes in a photo say, empty where none can be read; Refused where it is no photo."""
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES or not kinds.recognise(data[: kinds.HEAD], name).is_photo:
        raise _no_photo(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = _open(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, ValueError, SyntaxError) as error:
        raise _no_photo(name) from error
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return [code.text for code in found if code.text]


def _open(data: bytes) -> Image.Image:
    opened = Image.open(BytesIO(data), formats=("JPEG", "PNG", "HEIF"))
    if opened.width * opened.height > photos.MAX_PIXELS:
        raise Image.DecompressionBombError
    opened.draft("L", (LONGEST_SIDE, LONGEST_SIDE))
    image = ImageOps.exif_transpose(opened).convert("L")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image


def _no_photo(name: str) -> Refused:
    return Refused(
        "no_photo",
        _("“%(name)s” không phải ảnh đọc được.") % {"name": kinds.clean_name(name)},
        _("Chụp lại mặt thẻ có mã QR (JPEG, PNG hoặc HEIC, dưới 20 MB) rồi gửi."),
    )
