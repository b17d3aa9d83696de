"""The parts of a workbook read as a stream of tags: values, merged areas, days; several times openpyxl's speed.

What declares a document type is refused, so nothing is ever expanded; a line or column too many ends the reading.
"""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, Final
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

Start = Callable[[str, Mapping[str, str]], None]
MAIN: Final = "xl/workbook.xml"
_PIECE: Final = 1 << 18


class BadWorkbook(ValueError):
    """A workbook with a part that is forbidden, missing, or more than can be read."""


class TooLarge(BadWorkbook):
    """A sheet with more lines than a list can have."""


def stream(archive: zipfile.ZipFile, part: str, start: Start, end: Callable[[str], None], text: Any = None) -> None:
    """Read a part, telling its tags without their prefixes."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def forbidden(*_: Any) -> None:
        raise BadWorkbook("DOCTYPE")

    parser.StartDoctypeDeclHandler = forbidden
    parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)


def _tags(archive: zipfile.ZipFile, part: str, wanted: Iterable[str]) -> list[tuple[str, Mapping[str, str]]]:
    names = frozenset(wanted)
    found: list[tuple[str, Mapping[str, str]]] = []

    def start(name: str, given: Mapping[str, str]) -> None:
        if name in names:
            found.append((name, {key.rpartition(":")[2]: value for key, value in given.items()}))

    stream(archive, part, start, lambda _name: None)
    return found


class Book:
    """A workbook: the names of its visible sheets with their parts, its words and which styles are days."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        tags = _tags(archive, MAIN, ("sheet", "workbookPr"))
        mac = any(given.get("date1904") in ("1", "true") for name, given in tags if name == "workbookPr")
        self.epoch = CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900
        related = _tags(archive, "xl/_rels/workbook.xml.rels", ("Relationship",))
        targets = {given["Id"]: _path(given["Target"]) for _name, given in related}
        self.sheets = [
            (given["name"], targets[given["id"]])
            for name, given in tags
            if name == "sheet" and given.get("state", "visible") == "visible" and "worksheets/" in targets[given["id"]]
        ]
        parts = frozenset(archive.namelist())
        self.words = _words(archive) if "xl/sharedStrings.xml" in parts else []
        self.days = _day_styles(archive) if "xl/styles.xml" in parts else frozenset()


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


class _Words:
    """Collects the shared words of a workbook, without how they are spoken."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.takes = self.spoken = False

    def start(self, name: str, _given: Mapping[str, str]) -> None:
        """Hear a tag that begins."""
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.spoken = True
        elif name == "t":
            self.takes = not self.spoken

    def end(self, name: str) -> None:
        """Hear a tag that ends."""
        if name == "t":
            self.takes = False
        elif name == "rPh":
            self.spoken = False
        elif name == "si":
            self.found.append(_plain("".join(self.pieces)))

    def text(self, data: str) -> None:
        """Hear words."""
        if self.takes:
            self.pieces.append(data)


def _words(archive: zipfile.ZipFile) -> list[str]:
    heard = _Words()
    stream(archive, "xl/sharedStrings.xml", heard.start, heard.end, heard.text)
    return heard.found


def _plain(text: str) -> str:
    """Undo what Excel does to a carriage return and to an underscore that looks like such a mark."""
    return text.replace("_x000D_", "").replace("_x005F_", "_") if "_x" in text else text


def _day_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    formats = dict(BUILTIN_FORMATS)
    days: list[str] = []
    state = {"own": False, "count": 0}

    def start(name: str, given: Mapping[str, str]) -> None:
        if name == "numFmt":
            formats[int(given["numFmtId"])] = given.get("formatCode", "")
        elif name == "cellXfs":
            state["own"] = True
        elif name == "xf" and state["own"]:
            if is_date_format(formats.get(int(given.get("numFmtId", "0")), "")):
                days.append(str(state["count"]))
            state["count"] += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            state["own"] = False

    stream(archive, "xl/styles.xml", start, end)
    return frozenset(days)


class Reader:
    """Reads one sheet: the lines that hold anything, each with its number, and the areas of merged cells."""

    def __init__(self, book: Book, most_lines: int, most_columns: int) -> None:
        self.book, self.most_lines, self.most_columns = book, most_lines, most_columns
        self.lines: list[tuple[int, list[Any]]] = []
        self.areas: list[str] = []
        self.number = self.column = 0
        self.cells: list[Any] = []
        self.kind = self.style = ""
        self.pieces: list[str] | None = None
        self.places: dict[str, int] = {}

    def read(self, part: str) -> "Reader":
        """Read the sheet of a part; raises :class:`BadWorkbook`."""
        stream(self.book.archive, part, self._start, self._end, self._text)
        return self

    def _start(self, name: str, given: Mapping[str, str]) -> None:
        if name == "c":
            self.column = self._place(given["r"]) if "r" in given else self.column + 1
            self.kind, self.style = given.get("t", "n"), given.get("s", "")
        elif name == "v" or (name == "t" and self.kind == "inlineStr"):
            self.pieces = [] if self.pieces is None else self.pieces
        elif name == "row":
            self.number = int(given["r"]) if "r" in given else self.number + 1
            self.column, self.cells = 0, []
            if self.number > self.most_lines:
                raise TooLarge
        elif name == "mergeCell" and "ref" in given:
            self.areas.append(given["ref"])

    def _text(self, data: str) -> None:
        if self.pieces is not None:
            self.pieces.append(data)

    def _end(self, name: str) -> None:
        if name == "v" or (name == "is" and self.kind == "inlineStr"):
            if self.pieces and 0 < self.column <= self.most_columns:
                self.cells.extend([None] * (self.column - len(self.cells)))
                self.cells[self.column - 1] = self._value("".join(self.pieces))
            self.pieces = None
        elif name == "row" and any(cell is not None for cell in self.cells):
            self.lines.append((self.number, self.cells))

    def _place(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self.places.get(letters)
        if found is None:
            found = 0
            for letter in letters:
                found = found * 26 + ord(letter) - 64
            self.places[letters] = found
        return found

    def _value(self, text: str) -> Any:
        if self.kind == "s":
            return self.book.words[int(text)]
        if self.kind == "b":
            return text == "1"
        if self.kind == "d":
            return datetime.fromisoformat(text.removesuffix("Z"))
        if self.kind != "n":
            return _plain(text)
        number = float(text) if set(text) & set(".eE") else int(text)
        if self.style in self.book.days:
            day = from_excel(number, self.book.epoch)
            return number if isinstance(day, timedelta) else day
        return number
