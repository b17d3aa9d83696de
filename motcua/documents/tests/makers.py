"""Small real files made on the spot: photos with a place in them, PDFs of several sorts."""

import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

LANG_SON = {1: "N", 2: (21.0, 51.0, 14.0), 3: "E", 4: (106.0, 45.0, 41.0)}
GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F


def upload(data: bytes, name: str, content_type: str = "application/octet-stream") -> SimpleUploadedFile:
    """Return the data as Django receives it; the browser's content type is never believed."""
    return SimpleUploadedFile(name, data, content_type)


def picture(width: int = 400, height: int = 300) -> Image.Image:
    """Return a picture whose left upper corner is red and the rest white with a line."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 4, height // 4), fill="red")
    draw.line((0, height, width, 0), fill="black", width=3)
    return image


def noise(width: int, height: int) -> Image.Image:
    """Return a picture that compresses badly."""
    return Image.effect_noise((width, height), 120).convert("RGB")


def jpeg(image: Image.Image | None = None, *, orientation: int = 1, place: bool = True, quality: int = 95) -> bytes:
    """Return a JPEG as a phone writes it: with maker, orientation and the place in Lạng Sơn."""
    exif = Image.Exif()
    exif[MAKER] = "Điện thoại"
    exif[ORIENTATION] = orientation
    if place:
        exif.get_ifd(GPS).update(LANG_SON)
    out = BytesIO()
    (image or picture()).save(out, "JPEG", exif=exif, quality=quality, comment=b"chu thich")
    return out.getvalue()


def png(image: Image.Image | None = None) -> bytes:
    """Return a PNG."""
    out = BytesIO()
    (image or picture()).save(out, "PNG")
    return out.getvalue()


def heic(image: Image.Image | None = None) -> bytes:
    """Return an iPhone's HEIC."""
    out = BytesIO()
    (image or picture()).save(out, "HEIF")
    return out.getvalue()


def pdf(pages: int = 2, *, catalog: bytes = b"", trailer: bytes = b"", extra: bytes = b"") -> bytes:
    """Return a small valid PDF with ``pages`` pages; the other pieces are put into it as they are."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] >>" for _ in range(pages)],
    ]
    if extra:
        objects.append(extra)
    out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R " % (len(objects) + 1) + trailer + b" >>\n"
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def object_stream(content: bytes) -> bytes:
    """Return a compressed object stream, where modern writers hide what they do."""
    packed = zlib.compress(content)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return head + packed + b"\nendstream"
