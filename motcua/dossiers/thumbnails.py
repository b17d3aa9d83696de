"""Small pictures of photographed papers, so that a list of pages is light on a slow line."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from motcua.documents import files

SIDE = 240
QUALITY = 60


@lru_cache(maxsize=256)
def thumbnail(sha256: str) -> bytes | None:
    """Return a JPEG of at most 240 pixels a side, None when the content is no picture."""
    try:
        with files.open_stored(sha256) as file:
            image = Image.open(file, formats=("JPEG",))
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE))
            out = BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=QUALITY)
            return out.getvalue()
    except (UnidentifiedImageError, OSError):
        return None
