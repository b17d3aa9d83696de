"""Uploaded archives (workbooks, several CSV in one file): opened and read with limits, whatever is broken in them."""

import io
import zipfile
import zlib
from typing import Final

# What the parts of a broken archive lead to: a bad directory, bad packing, a password, an end too soon.
_WRONG: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError)


class Broken(Exception):
    """An archive that is damaged, cut off or locked with a password."""


class Oversized(Exception):
    """An archive of too many parts, or one that unpacks to more than may be read."""


def opened(data: bytes, most_parts: int, most_bytes: int) -> zipfile.ZipFile:
    """Return an archive in memory; raises :class:`Broken` or :class:`Oversized`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _WRONG as wrong:
        raise Broken from wrong
    parts = archive.infolist()
    if len(parts) > most_parts or sum(part.file_size for part in parts) > most_bytes:
        raise Oversized
    return archive


def read(archive: zipfile.ZipFile, part: str, most: int = -1) -> bytes:
    """Return a part, or its first bytes; raises :class:`Broken`."""
    try:
        with archive.open(part) as found:
            return found.read(most)
    except _WRONG as wrong:
        raise Broken from wrong
